package application

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// idleRace is C-72: a request crosses the server's idle timeout.
func idleRace() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-72",
		Group: "application",
		Title: "A request that crosses the FIN of an idle timeout receives a RST: the client reads EOF, and the server has not read the request.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "data that arrives after CLOSE is answered with a RST"),
			sources.Clause("RFC 9293, section 3.6, case 2", "after the peer's FIN the user may still send"),
			sources.Incident("golang/go#22158", "a request is written while the server closes the idle connection"),
			sources.Incident("envoyproxy/envoy#6815", "the upstream's idle timeout is not longer than the proxy's"),
		},
	}
	// The links have a latency of 20 ms, and the server closes after 5 s without a
	// request.
	for _, d := range []time.Duration{-50, -21, -19, -1, 1, 19, 21} {
		d *= time.Millisecond
		s.Cases = append(s.Cases, lab.Observe("request "+beside(d)+" the time-out: write says, read says, requests served", func(l *lab.Lab) string {
			if d.Abs() < 50*time.Millisecond {
				l.Exact()
			}
			c, served := impatient(l, false)
			l.Advance(5*time.Second + d)
			wrote := lab.Write(c)
			heard := l.HearsFor(c, 100*time.Millisecond)
			return wrote + ", " + heard + ", " + strconv.Itoa(*served)
		}))
	}
	return s.With(
		lab.Observe("request long before, the server ends without an answer: write says, read says, requests served", func(l *lab.Lab) string {
			c, served := impatient(l, true)
			wrote := lab.Write(c)
			heard := l.HearsFor(c, 100*time.Millisecond)
			return wrote + ", " + heard + ", " + strconv.Itoa(*served)
		}),
		lab.Observe("request 19ms before the time-out: segments", func(l *lab.Lab) string {
			l.Exact()
			c, _ := impatient(l, false)
			l.Advance(5*time.Second - 19*time.Millisecond)
			mark := l.Mark()
			lab.Write(c)
			l.Advance(100 * time.Millisecond)
			return l.Sent(mark)
		}),
		lab.Observe("the client closes after 4s, and so before the server: request on a new connection", func(l *lab.Lab) string {
			c, _ := impatient(l, false)
			l.Advance(4 * time.Second)
			lab.Must(c.Close())
			l.Advance(2 * time.Second)
			c, served := impatient(l, false)
			wrote := lab.Write(c)
			return wrote + ", " + l.HearsFor(c, 100*time.Millisecond) + ", " + strconv.Itoa(*served)
		}),
	)
}

// beside describes a time relative to the timeout.
func beside(d time.Duration) string {
	if d < 0 {
		return (-d).String() + " before"
	}
	return d.String() + " after"
}

// impatient connects to a server that answers requests, counts them, and closes after 5
// s without one. A mute server closes instead of answering. impatient returns when the
// server has started to wait.
func impatient(l *lab.Lab, mute bool) (client lab.Conn, served *int) {
	served = new(int)
	ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":0"))
	l.Client()
	lab.Must(l.Net.Link("client", "server").SetLatency(20 * time.Millisecond))
	d := lab.Dialer{Host: l.Client(), NoKeepAlive: true}
	lab.Must(l.Net.Await(func() (err error) {
		client, err = d.Dial("tcp4", "server:"+lab.PortOf(ln.Addr()))
		return err
	}, time.Second))
	l.Advance(20 * time.Millisecond)
	p := lab.Got(ln.AcceptTCP())
	lab.Must(ln.Close())
	l.Net.Go(func() error {
		defer p.Close()
		b := make([]byte, 100)
		for {
			if err := p.SetReadDeadline(l.Net.Now().Add(5 * time.Second)); err != nil {
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
