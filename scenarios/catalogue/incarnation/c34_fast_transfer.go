package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// fastTransfer is C-34: a connection uses sequence numbers faster than the clock of the
// initial ones.
func fastTransfer() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-34",
		Group: "sequence-numbers",
		Title: "After a fast transfer TIME-WAIT drops a new SYN from the same port as old, until TIME-WAIT ends.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4.1", "a fast connection can use sequence numbers ahead of the clock of initial sequence numbers; timestamps are recommended"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than all earlier ones"),
			sources.Incident("netdev mailing list, 2024-11-05", "a server in TIME-WAIT rejects clients that reuse a port"),
		},
	}
	// The clock takes 4.194432 ms for 64 KiB and two numbers.
	const needed = (64<<10 + 2) * 64 * time.Nanosecond
	for _, pause := range []time.Duration{0, time.Millisecond, needed - 1, needed, needed + 64} {
		s.Cases = append(s.Cases, lab.Observe("64 KiB at once, the port again after "+pause.String()+": connected", func(l *lab.Lab) string {
			l.Transfer(64 << 10)
			l.Advance(pause)
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond))
	}
	s.Cases = append(s.Cases,
		lab.Observe("64 KiB at once, the port again at once: segments", func(l *lab.Lab) string {
			l.Exact() // a clock of timestamps may have moved on
			l.Transfer(64 << 10)
			mark := l.Mark()
			l.Again()
			return l.Sent(mark)
		}),
		lab.Observe("nothing sent, the port again after 128ns: connected", func(l *lab.Lab) string {
			l.Transfer(0)
			l.Advance(128)
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond),
		lab.Observe("nothing sent, the port again after 192ns: connected", func(l *lab.Lab) string {
			l.Transfer(0)
			l.Advance(192)
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond),
		lab.Observe("64 KiB at once, given up after 500ms and dialled again: connected", func(l *lab.Lab) string {
			l.Transfer(64 << 10)
			d := l.FromPort1500()
			d.Timeout = 500 * time.Millisecond
			err := l.Net.Await(func() error { _, err := d.Dial("tcp4", "server:80"); return err }, time.Minute)
			if err == nil {
				return "at once"
			}
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond),
		lab.Observe("a connection of 137s, nothing sent, the port again at once: connected", func(l *lab.Lab) string {
			idleFor(l, 137*time.Second)
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond),
		lab.Observe("a connection of 138s, nothing sent, the port again at once: connected", func(l *lab.Lab) string {
			idleFor(l, 138*time.Second)
			_, how := l.Again()
			return how
		}).To(500*time.Millisecond),
	)
	return s
}

// idleFor is like Transfer with a connection that then stays idle for d.
func idleFor(l *lab.Lab, d time.Duration) {
	c, s := l.OnceQuiet()
	l.Advance(d)
	l.CloseBoth(s, c)
}
