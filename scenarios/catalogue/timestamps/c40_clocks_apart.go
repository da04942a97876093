package timestamps

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// clocksApart is C-40: clients behind one address with different clocks.
func clocksApart() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-40",
		Group: "timestamps",
		Title: "Clients behind one address connect even if their timestamp clocks are hours apart.",
		Sources: []sources.Source{
			sources.Clause("RFC 7323, section 5.3", "timestamps are compared within a connection"),
			sources.Folklore("A53", "with tcp_tw_reuse a server rejects clients with other clocks"),
			sources.Incident("cf-release#758", "tcp_tw_recycle, which Linux no longer has, drops the SYNs of clients behind a NAT"),
		},
	}
	for _, mode := range []struct {
		name string
		fixture.Reuse
	}{{"tcp_tw_reuse=1", fixture.ReuseAlways}, {"tcp_tw_reuse=2", fixture.ReuseLoopback}} {
		for _, clock := range []struct {
			name string
			ts   uint32
		}{{"3h behind", tsLate - 3*60*60*1000}, {"the same", tsLate}, {"3h ahead", tsLate + 3*60*60*1000}, {"just started", 0}} {
			name := mode.name + ", a clock that is " + clock.name + ": "
			s.Cases = append(s.Cases,
				lab.Observe(name+"answer to the SYN", func(l *lab.Lab) string {
					_, p := behindNAT(l, mode.Reuse, clock.ts)
					return l.Answer(p)
				}),
				lab.Observe(name+"the application reads", func(l *lab.Lab) string {
					ln, p := behindNAT(l, mode.Reuse, clock.ts)
					l.Answer(p)
					p.SendACK()
					p.SendData([]byte("hello"))
					l.Answer(p)
					return l.ReadSoon(lab.Got(ln.AcceptTCP()))
				}),
			)
		}
	}
	return s
}

// tsLate is the timestamp of a client that has run for a day.
const tsLate = uint32(24 * time.Hour / time.Millisecond)

// behindNAT leaves a connection of one client in TIME-WAIT on the server, and sends the
// SYN of another client with the same address.
func behindNAT(l *lab.Lab, mode fixture.Reuse, ts uint32) (lab.Listener, *peer.Conn) {
	l.Net.Host("server", lab.TimeWaitReuse(mode))
	old := l.PeerTimeWait(peer.Timestamps(tsLate))
	p := old.Peer.Peer().Dial("server:80", peer.SourcePort(1501), peer.Timestamps(ts))
	p.SendSYN()
	return l.Listener(old.Listener), p
}
