package incarnation

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// isnRound is the period of netstack's initial sequence numbers: 2^32 ticks of 64 ns.
// Two connections with the same addresses and ports, opened that far apart, have the
// same sequence numbers on both sides.
const isnRound = (1 << 32) * 64 * time.Nanosecond

// wander connects the client to the server and writes "old data". The network holds a
// copy of the first matching segment. wander closes the connection and waits for the
// end of TIME-WAIT. It advances the clock until a new connection from the same port has
// the old sequence numbers.
func wander(l *lab.Lab, matches ...timeline.Filter) (lab.Listener, *fixture.Rule) {
	quiet := lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}
	ln := lab.Got(quiet.Listen("tcp4", ":80"))
	d := l.FromPort1500()
	old := l.Net.On(matches...).Nth(1).Copy()
	lab.Must(old.Err())
	begin := l.Elapsed()
	c := lab.Got(d.Dial("tcp4", "server:80"))
	s := lab.Got(ln.AcceptTCP())
	lab.Got(c.Write([]byte("old data")))
	lab.Got(s.Read(make([]byte, 100)))
	l.CloseBoth(c, s)
	l.Advance(begin + isnRound - l.Elapsed())
	return ln, old
}

// isnOf returns the initial sequence number of a connection attempt, which is refused.
func isnOf(l *lab.Lab, local, remote string) uint32 {
	client := twoAddresses(l)
	l.Server()
	mark := l.Mark()
	d := lab.Dialer{Host: client, LocalAddr: local}
	_, err := d.Dial("tcp4", remote)
	for e := range l.Net.Timeline().Since(mark, timeline.Sent, timeline.Flags(tcp.SYN)) {
		return e.Segment.Seq
	}
	lab.Must(fmt.Errorf("no SYN was sent: %w", err))
	return 0
}

// twoAddresses returns the client, which has two addresses.
func twoAddresses(l *lab.Lab) lab.Host {
	if hosts := l.Net.Hosts(); len(hosts) > 0 {
		return hosts[0]
	}
	return l.Net.Host("client", lab.Addrs("10.9.0.1", "10.9.0.2"))
}

// apart describes the distance of two sequence numbers.
func apart(distance uint32) string {
	const near = 1 << 16
	if distance < near || -distance < near {
		return "near each other"
	}
	return "far apart"
}
