package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// timestampClock is C-63: timestamps that have become old, and clocks that come
// round.
func timestampClock() Scenario {
	s := Scenario{
		ID:    "C-63",
		Group: "timestamps",
		Title: "Weeks without traffic and clocks that come round disturb neither a connection with timestamps nor its TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 7323, section 5.5", "after 24 days of silence the last timestamp is no longer compared"},
			{Clause, "RFC 7323, section 5.4", "a timestamp clock of 1 ms changes its sign after 24.8 days"},
			{Incident, "orbstack/orbstack#2665", "TIME_WAIT never ends once the clock of TCP has come round, after 49.7 days"},
		},
	}
	const day = 24 * time.Hour
	for _, d := range []struct {
		name string
		time.Duration
	}{{"1 day", day}, {"25 days", 25 * day}, {"2^31 ms", 1 << 31 * time.Millisecond}, {"2^32 ms", 1 << 32 * time.Millisecond}} {
		s.Cases = append(s.Cases,
			Case{"two hosts, silent for " + d.name + ": the application reads", func(l *lab) string {
				c, p := l.onceQuiet()
				l.advance(d.Duration)
				got(c.Write([]byte("hello")))
				return l.readSoon(p)
			}},
			Case{"two hosts, silent for " + d.name + ": TIME-WAIT lasted", func(l *lab) string {
				c, p := l.onceQuiet()
				l.advance(d.Duration)
				l.closed(c, p)
				return l.wholeTimeWait(c)
			}},
			Case{"two hosts, the clock comes to " + d.name + " 30s into TIME-WAIT: TIME-WAIT lasted", func(l *lab) string {
				l.net.Host("client")
				l.advance(d.Duration - 30*time.Second)
				c, p := l.onceQuiet()
				l.closed(c, p)
				return l.wholeTimeWait(c)
			}},
			Case{"a peer whose clock stood still for " + d.name + ": the application reads", func(l *lab) string {
				c, p := l.quietPeer()
				l.advance(d.Duration)
				p.SendData([]byte("hello"), tcp.TimestampOffset(-d.Duration))
				l.answer(p)
				return l.soon(c)
			}},
			Case{"a peer whose clock went back by 1s in " + d.name + ": the application reads", func(l *lab) string {
				c, p := l.quietPeer()
				l.advance(d.Duration)
				p.SendData([]byte("hello"), tcp.TimestampOffset(-d.Duration-time.Second))
				l.answer(p)
				return l.soon(c)
			}},
		)
	}
	return s
}

// quietPeer connects a peer with timestamps to the server, without keep-alives.
func (l *lab) quietPeer() (TargetSocket, *fixture.PeerConn) {
	ln := l.listenQuiet()
	p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.Timestamps(tsStart))
	p.Open()
	return got(ln.Accept()), p
}
