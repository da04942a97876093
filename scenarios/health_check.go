package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// healthCheck is C-73: ways to find out whether a port answers.
func healthCheck() Scenario {
	s := Scenario{
		ID:    "C-73",
		Group: "application",
		Title: "A check that closes with a FIN leaves its sender a TIME-WAIT, one with SO_LINGER 0 resets the server and leaves none, and SO_LINGER 1 is as a FIN.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "the side that closes actively is in TIME-WAIT"},
			{Clause, "RFC 9293, section 3.6, MUST-12", "the application must be told whether the connection was closed normally or aborted"},
			{Incident, "kubernetes/kubernetes#89898", "each probe holds a port for 60 s"},
			{Incident, "kubernetes/kubernetes#115143", "probes set SO_LINGER to 1 to reduce TIME-WAIT to one second"},
			{Incident, "haproxy/haproxy#560", "checks that end with a RST fill the log of the server"},
		},
	}
	styles := []struct {
		name string
		end  func(c, p *fixture.Conn)
	}{
		{"FIN", func(c, p *fixture.Conn) { must(c.Close()) }},
		{"SO_LINGER 0", func(c, p *fixture.Conn) { must(c.SetLinger(0)); must(c.Close()) }},
		{"SO_LINGER 1", func(c, p *fixture.Conn) { must(c.SetLinger(1)); must(c.Close()) }},
		{"no close", func(c, p *fixture.Conn) {}},
		{"the server closes first", func(c, p *fixture.Conn) { must(p.Close()); must(c.Close()) }},
	}
	for _, style := range styles {
		probe := func(l *lab) (c, p *fixture.Conn, mark int) {
			mark = l.mark()
			c, p = l.connectPlain()
			style.end(c, p)
			return c, p, mark
		}
		if style.name != "no close" && style.name != "the server closes first" {
			s.Cases = append(s.Cases, Case{style.name + ": the server reads", func(l *lab) string {
				_, p, _ := probe(l)
				return l.hears(p)
			}})
		}
		s.Cases = append(s.Cases,
			Case{style.name + ": segments, when the server has closed too", func(l *lab) string {
				_, p, mark := probe(l)
				p.Close()
				return l.sent(mark)
			}},
			Case{style.name + ": a check every 10s, after 10 minutes: sockets of client and server", func(l *lab) string {
				for range 60 {
					ln := got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
					c := got((&fixture.Dialer{Host: l.client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
					p := got(ln.AcceptTCP())
					style.end(c, p)
					if l.hears(p) != none {
						p.Close()
					}
					must(ln.Close())
					l.advance(10 * time.Second)
				}
				return l.tallySockets(l.client()) + " and " + l.tallySockets(l.server())
			}},
		)
	}
	return s.add(
		Case{"SO_LINGER 0, before the server accepts: accept says, then a read", func(l *lab) string {
			ln := got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
			l.abort(got((&fixture.Dialer{Host: l.client(), NoKeepAlive: true}).Dial("tcp4", "server:80")))
			var p *fixture.Conn
			call := l.net.Go(func() (err error) { p, err = ln.AcceptTCP(); return err })
			if p == nil {
				return errText(call.Err())
			}
			return errText(call.Err()) + ", " + read(p)
		}},
		Case{"SO_LINGER 1: Close took, TIME-WAIT lasted", func(l *lab) string {
			c, p := l.connectPlain()
			must(c.SetLinger(1))
			begin := l.net.Elapsed()
			must(l.net.Await(c.Close, time.Minute))
			took := l.net.Elapsed() - begin
			must(p.Close())
			return took.String() + ", " + l.wholeTimeWait(c)
		}},
	)
}

// tallySockets counts the sockets of a host.
func (l *lab) tallySockets(h *fixture.Host) string {
	var out []string
	for _, s := range h.Sockets() {
		switch {
		case s.State == tcp.Listen:
		case s.Held:
			out = append(out, s.State.String()+" held")
		default:
			out = append(out, s.State.String())
		}
	}
	if len(out) == 0 {
		return strconv.Itoa(0)
	}
	return list(tally(out), ", ")
}
