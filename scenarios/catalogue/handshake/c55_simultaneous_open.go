package handshake

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// simultaneousOpen is C-55: two SYNs that cross.
func simultaneousOpen() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-55",
		Group: "handshake",
		Title: "In a simultaneous open both hosts connect, and one connection results without a listener.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5, figure 7, MUST-10", "simultaneous open must be supported"),
		},
	}
	for _, host := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			lab.Observe("states of the "+host, func(l *lab.Lab) string {
				x := crossingSYNs(l)
				return opening(l, x.end(host))
			}),
			lab.Observe("connect of the "+host+" says", func(l *lab.Lab) string {
				x := crossingSYNs(l)
				return lab.Ended(x[host].call)
			}),
		)
	}
	return s.With(
		lab.Observe("segments", func(l *lab.Lab) string {
			crossingSYNs(l)
			return l.Sent(0)
		}),
		lab.Observe("data in both directions", func(l *lab.Lab) string {
			x := crossingSYNs(l)
			c, p := x.end("client"), x.end("server")
			lab.Got(c.Write([]byte("ping")))
			lab.Must(c.CloseWrite())
			lab.Got(p.Write([]byte("pong")))
			lab.Must(p.CloseWrite())
			return lab.ReadAll(p) + "; " + lab.ReadAll(c)
		}),
		lab.Observe("one SYN is lost and sent again: connects say", func(l *lab.Lab) string {
			client, server := l.Client(), l.Server()
			lab.Must(l.Net.On(timeline.Flags(tcp.SYN), timeline.From("client")).Nth(1).Drop().Err())
			x := crossing{}
			x.dial(l, client, ":1500", "server:1501")
			x.dial(l, server, ":1501", "client:1500")
			l.Advance(2 * time.Second)
			return lab.Ended(x["client"].call) + "; " + lab.Ended(x["server"].call)
		}),
		lab.Observe("a peer's SYN in SYN-SENT: answer", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.SendSYN()
			return l.Answer(d.Peer)
		}),
		lab.Observe("a peer's SYN in SYN-SENT, then RST: connect says", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.SendSYN()
			l.Answer(d.Peer)
			d.Peer.SendRST()
			return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
		}),
	)
}

// crossing holds two simultaneous connection attempts by the names of the hosts.
type crossing map[string]*attempt

// attempt is one of them. Only the call writes conn. Check that the call has ended
// before reading it: the watchdog may end a call out of turn.
type attempt struct {
	call lab.Call
	conn lab.Conn
}

// crossingSYNs makes two hosts connect to each other before either SYN arrives.
func crossingSYNs(l *lab.Lab) crossing {
	client, server := l.Client(), l.Server()
	both := l.Net.On(timeline.Flags(tcp.SYN)).Times(2).Hold()
	lab.Must(both.Err())
	x := crossing{}
	x.dial(l, client, ":1500", "server:1501")
	x.dial(l, server, ":1501", "client:1500")
	lab.Got(both.Release())
	return x
}

// dial starts one attempt.
func (x crossing) dial(l *lab.Lab, h lab.Host, from, to string) {
	d := lab.Dialer{Host: h, LocalAddr: from}
	a := &attempt{}
	x[h.Name()] = a
	a.call = l.Net.Go(func() (err error) {
		a.conn, err = d.Dial("tcp4", to)
		return err
	})
}

// end returns a host's end of the connection, or ends the case.
func (x crossing) end(host string) lab.Conn {
	lab.Must(x[host].call.Err())
	return x[host].conn
}
