package scenarios

import (
	"net"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// idleRace is C-72: a request meets the server's idle time-out.
func idleRace() Scenario {
	s := Scenario{
		ID:    "C-72",
		Group: "application",
		Title: "A request that crosses the FIN of an idle time-out is answered with a RST, its sender reads EOF, and the server has not seen it.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, SHLD-3", "data that arrives after CLOSE is answered with a RST"},
			{Clause, "RFC 9293, section 3.6, case 2", "who is told of the FIN may go on sending"},
			{Incident, "golang/go#22158", "a request is written while the server closes the idle connection"},
			{Incident, "envoyproxy/envoy#6815", "an upstream's idle time-out is no longer than the proxy's"},
		},
	}
	// The links take 20 ms each way, the server closes after 5 s without a request.
	for _, d := range []time.Duration{-50, -21, -19, -1, 1, 19, 21} {
		d *= time.Millisecond
		s.Cases = append(s.Cases, Case{"request " + beside(d) + " the time-out: write says, read says, requests served", func(l *lab) string {
			c, served := l.impatient(false)
			l.advance(5*time.Second + d)
			wrote := write(c)
			heard := l.hearsFor(c, 100*time.Millisecond)
			return wrote + ", " + heard + ", " + strconv.Itoa(*served)
		}})
	}
	return s.add(
		Case{"request long before, the server ends without an answer: write says, read says, requests served", func(l *lab) string {
			c, served := l.impatient(true)
			wrote := write(c)
			heard := l.hearsFor(c, 100*time.Millisecond)
			return wrote + ", " + heard + ", " + strconv.Itoa(*served)
		}},
		Case{"request 19ms before the time-out: segments", func(l *lab) string {
			c, _ := l.impatient(false)
			l.advance(5*time.Second - 19*time.Millisecond)
			mark := l.mark()
			write(c)
			l.advance(100 * time.Millisecond)
			return l.sent(mark)
		}},
		Case{"the client closes after 4s, and so before the server: request on a new connection", func(l *lab) string {
			c, _ := l.impatient(false)
			l.advance(4 * time.Second)
			must(c.Close())
			l.advance(2 * time.Second)
			c, served := l.impatient(false)
			wrote := write(c)
			return wrote + ", " + l.hearsFor(c, 100*time.Millisecond) + ", " + strconv.Itoa(*served)
		}},
	)
}

// beside says where a time lies.
func beside(d time.Duration) string {
	if d < 0 {
		return (-d).String() + " before"
	}
	return d.String() + " after"
}

// impatient connects to a server that answers requests, closes when none came for
// 5 s, and counts those that it has read. One that is mute closes instead of
// answering. It returns when the server has begun to wait.
func (l *lab) impatient(mute bool) (client *fixture.Conn, served *int) {
	served = new(int)
	ln := got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":0"))
	l.client()
	must(l.net.Link("client", "server").SetLatency(20 * time.Millisecond))
	d := fixture.Dialer{Host: l.client(), NoKeepAlive: true}
	must(l.net.Await(func() (err error) {
		client, err = d.Dial("tcp4", "server:"+portOf(ln.Addr()))
		return err
	}, time.Second))
	l.advance(20 * time.Millisecond)
	p := got(ln.AcceptTCP())
	must(ln.Close())
	l.net.Go(func() error {
		defer p.Close()
		b := make([]byte, 100)
		for {
			if err := p.SetReadDeadline(l.net.Now().Add(5 * time.Second)); err != nil {
				return err
			}
			if _, err := p.Read(b); err != nil {
				return err // the time-out, or the client has closed
			}
			if *served++; mute {
				return nil
			}
			if _, err := p.Write([]byte("answer")); err != nil {
				return err
			}
		}
	})
	return client, served
}

// portOf is the port of a listener.
func portOf(a net.Addr) string {
	_, port, err := net.SplitHostPort(a.String())
	must(err)
	return port
}
