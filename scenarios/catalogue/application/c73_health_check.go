package application

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// healthCheck is C-73: ways to check whether a port answers.
func healthCheck() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-73",
		Group: "application",
		Title: "Health-check close: a FIN leaves TIME-WAIT at the client, SO_LINGER 0 sends a RST and leaves none, SO_LINGER 1 behaves like a FIN.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "the active closer is in TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.6, MUST-12", "the application must learn whether the connection was closed normally or aborted"),
			sources.Incident("kubernetes/kubernetes#89898", "each probe holds a port for 60 s"),
			sources.Incident("kubernetes/kubernetes#115143", "probes set SO_LINGER to 1 to reduce TIME-WAIT to one second"),
			sources.Incident("haproxy/haproxy#560", "health checks that end with a RST fill the server's log"),
		},
	}
	styles := []struct {
		name string
		end  func(c, p lab.Conn)
	}{
		{"FIN", func(c, p lab.Conn) { lab.Must(c.Close()) }},
		{"SO_LINGER 0", func(c, p lab.Conn) { lab.Must(c.SetLinger(0)); lab.Must(c.Close()) }},
		{"SO_LINGER 1", func(c, p lab.Conn) { lab.Must(c.SetLinger(1)); lab.Must(c.Close()) }},
		{"no close", func(c, p lab.Conn) {}},
		{"the server closes first", func(c, p lab.Conn) { lab.Must(p.Close()); lab.Must(c.Close()) }},
	}
	for _, style := range styles {
		probe := func(l *lab.Lab) (c, p lab.Conn, mark int) {
			mark = l.Mark()
			c, p = l.ConnectPlain()
			style.end(c, p)
			return c, p, mark
		}
		if style.name != "no close" && style.name != "the server closes first" {
			s.Cases = append(s.Cases, lab.Observe(style.name+": the server reads", func(l *lab.Lab) string {
				_, p, _ := probe(l)
				return l.Hears(p)
			}))
		}
		s.Cases = append(s.Cases,
			lab.Observe(style.name+": segments, when the server has closed too", func(l *lab.Lab) string {
				_, p, mark := probe(l)
				p.Close()
				return l.Sent(mark)
			}),
			lab.Observe(style.name+": a check every 10s, after 10 minutes: sockets of client and server", func(l *lab.Lab) string {
				for range 60 {
					ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
					c := lab.Got((&lab.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
					p := lab.Got(ln.AcceptTCP())
					style.end(c, p)
					if l.Hears(p) != lab.Nothing {
						p.Close()
					}
					lab.Must(ln.Close())
					l.Advance(10 * time.Second)
				}
				return tallySockets(l, l.Client()) + " and " + tallySockets(l, l.Server())
			}),
		)
	}
	return s.With(
		lab.Observe("SO_LINGER 0, before the server accepts: accept says, then a read", func(l *lab.Lab) string {
			ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
			l.Abort(lab.Got((&lab.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "server:80")))
			var p lab.Conn
			call := l.Net.Go(func() (err error) { p, err = ln.AcceptTCP(); return err })
			if p == nil {
				return lab.ErrText(call.Err())
			}
			return lab.ErrText(call.Err()) + ", " + lab.ReadAll(p)
		}),
		lab.Observe("SO_LINGER 1: Close took, TIME-WAIT lasted", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(c.SetLinger(1))
			begin := l.Elapsed()
			lab.Must(l.Net.Await(c.Close, time.Minute))
			took := l.Elapsed() - begin
			lab.Must(p.Close())
			return took.String() + ", " + l.WholeTimeWait(c)
		}),
	)
}

// tallySockets counts the sockets of a host.
func tallySockets(l *lab.Lab, h lab.Host) string {
	out := lab.SocketStates(h, " held")
	if len(out) == 0 {
		return strconv.Itoa(0)
	}
	return lab.List(lab.Tally(out), ", ")
}
