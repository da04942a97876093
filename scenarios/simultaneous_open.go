package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// simultaneousOpen is C-55: two SYNs that cross.
func simultaneousOpen() Scenario {
	s := Scenario{
		ID:    "C-55",
		Group: "handshake",
		Title: "When both sides connect to each other at once, there is one connection and nobody has listened.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5, figure 7, MUST-10", "simultaneous open must be supported"},
		},
		anyTarget: []string{"a peer's SYN*"},
		says:      simultaneousOpenExpected(),
	}
	for _, host := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			Case{"states of the " + host, func(l *lab) string {
				x := l.crossingSYNs()
				return l.opening(x.end(host))
			}},
			Case{"connect of the " + host + " says", func(l *lab) string {
				x := l.crossingSYNs()
				return ended(x[host].call)
			}},
		)
	}
	return s.add(
		Case{"segments", func(l *lab) string {
			l.crossingSYNs()
			return l.sent(0)
		}},
		Case{"data in both directions", func(l *lab) string {
			x := l.crossingSYNs()
			c, p := x.end("client"), x.end("server")
			got(c.Write([]byte("ping")))
			must(c.CloseWrite())
			got(p.Write([]byte("pong")))
			must(p.CloseWrite())
			return read(p) + "; " + read(c)
		}},
		Case{"one SYN is lost and sent again: connects say", func(l *lab) string {
			client, server := l.client(), l.server()
			must(l.net.On(fixture.SYN, fixture.From("client")).Nth(1).Drop().Err())
			x := crossing{}
			x.dial(l, client, ":1500", "server:1501")
			x.dial(l, server, ":1501", "client:1500")
			l.advance(2 * time.Second)
			return ended(x["client"].call) + "; " + ended(x["server"].call)
		}},
		Case{"a peer's SYN in SYN-SENT: answer", func(l *lab) string {
			d := l.dialPeer()
			d.peer.SendSYN()
			return l.answer(d.peer)
		}},
		Case{"a peer's SYN in SYN-SENT, then RST: connect says", func(l *lab) string {
			d := l.dialPeer()
			d.peer.SendSYN()
			l.answer(d.peer)
			d.peer.SendRST()
			return l.answer(d.peer) + ", then " + ended(d.call)
		}},
	)
}

// crossing is two attempts to connect at once, by the names of the hosts.
type crossing map[string]*attempt

// attempt is one of them. The call alone writes conn, and what reads it asks
// whether the call has ended first: the watchdog may take a call out of its turn.
type attempt struct {
	call *fixture.Call
	conn *fixture.Conn
}

// crossingSYNs has two hosts connect to each other before the SYN of the other
// has arrived.
func (l *lab) crossingSYNs() crossing {
	client, server := l.client(), l.server()
	both := l.net.On(fixture.SYN).Times(2).Hold()
	must(both.Err())
	x := crossing{}
	x.dial(l, client, ":1500", "server:1501")
	x.dial(l, server, ":1501", "client:1500")
	got(both.Release())
	return x
}

// dial starts one of them.
func (x crossing) dial(l *lab, h *fixture.Host, from, to string) {
	d := fixture.Dialer{Host: h, LocalAddr: from}
	a := &attempt{}
	x[h.Name()] = a
	a.call = l.net.Go(func() (err error) {
		a.conn, err = d.Dial("tcp4", to)
		return err
	})
}

// end is a host's end of what came of it, or ends the story.
func (x crossing) end(host string) *fixture.Conn {
	must(x[host].call.Err())
	return x[host].conn
}
