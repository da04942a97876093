package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// timeWaitLength is C-02: who is in TIME-WAIT, and for how long.
func timeWaitLength() Scenario {
	s := Scenario{
		ID:    "C-02",
		Group: "time-wait",
		Title: "The side that closes first is in TIME-WAIT for 2 MSL exactly, the other side is not.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Claim, "A1", "the active closer enters TIME_WAIT and stays for 2MSL"},
			{Claim, "A3", "whoever calls close first gets TIME_WAIT"},
			{Claim, "A44", "2MSL are counted from the last ACK"},
			{Claim, "A9", "2MSL are one to four minutes, depending on the system"},
			{Claim, "A17", "TIME_WAIT is on the side that sends the last ACK, and one side suffices"},
		},
	}
	for _, side := range []string{"client", "server"} {
		s.Cases = append(s.Cases, Case{side + " closes first: in TIME-WAIT is", func(l *lab) string {
			l.closed(l.sides(side))
			return l.holders()
		}})
	}
	for _, after := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, Case{"state after " + after.String(), func(l *lab) string {
			active, passive := l.sides("client")
			l.closed(active, passive)
			l.advance(after)
			return active.State().String()
		}})
	}
	for _, network := range []string{"tcp4", "tcp6"} {
		s.Cases = append(s.Cases, Case{"TIME-WAIT lasted, " + network, func(l *lab) string {
			active, passive := l.connect(network)
			l.closed(active, passive)
			return l.wholeTimeWait(active)
		}})
	}
	s.Cases = append(s.Cases,
		Case{"TIME-WAIT lasted, with the handle still open", func(l *lab) string {
			active, passive := l.sides("client")
			must(active.CloseWrite())
			must(passive.Close())
			return l.wholeTimeWait(active)
		}},
		Case{"TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", func(l *lab) string {
			active, passive := l.sides("client")
			must(active.CloseWrite())
			l.advance(time.Hour)
			must(passive.Close())
			return l.wholeTimeWait(active)
		}},
	)
	for _, d := range []time.Duration{0, 1, 30 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, Case{"TIME-WAIT lasted, set to " + d.String(), func(l *lab) string {
			l.net.Host("client", fixture.TimeWaitTimeout(d))
			active, passive := l.sides("client")
			l.closed(active, passive)
			return l.wholeTimeWait(active)
		}})
	}
	return s
}

// closed closes both ends, the first one first.
func (l *lab) closed(active, passive *fixture.Conn) {
	must(active.Close())
	must(passive.Close())
}

// wholeTimeWait waits for the end of a connection and says how long it was in
// TIME-WAIT.
func (l *lab) wholeTimeWait(c *fixture.Conn) string {
	l.until(c, tcp.Closed)
	return l.timeWait(c)
}
