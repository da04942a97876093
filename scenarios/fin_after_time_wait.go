package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// finAfterTimeWait is T-01: the FIN again, before and after the end of TIME-WAIT,
// on both ways that lead there.
func finAfterTimeWait() Scenario {
	s := Scenario{
		ID:    "T-01",
		Group: "time-wait",
		Title: "TIME-WAIT lasts 2 MSL whether FIN-WAIT-2 or CLOSING led to it: a FIN that comes again is acknowledged until then, and reset afterwards.",
		Sources: []Source{
			{Specification, "OPEN Alliance TC8, TCP_BASICS_11, TCP_BASICS_12", "after 2 MSL TIME-WAIT ends, reached through FIN-WAIT-2 and through CLOSING"},
			{Specification, "OPEN Alliance TC8, TCP_BASICS_13, TCP_BASICS_14", "before 2 MSL are over TIME-WAIT does not end, reached through FIN-WAIT-2 and through CLOSING"},
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "an active closer lingers in TIME-WAIT for 2 MSL"},
		},
		anyTarget: []string{"*", "!* after 59.999999999s", "!* after 1m0s"},
	}
	for _, before := range []tcp.State{tcp.FinWait2, tcp.Closing} {
		// A kernel's timers may be late. The test specification waits a fifth longer
		// than 2 MSL, which is 72 s here.
		for _, age := range []time.Duration{time.Second, time.Minute - 1, time.Minute, 72 * time.Second} {
			s.Cases = append(s.Cases, Case{"through " + before.String() + ", the FIN again after " + age.String(), func(l *lab) string {
				i := l.timeWaitThrough(before)
				l.advance(age)
				i.peer.SendFIN(tcp.SeqOffset(-1), tcp.Detached())
				return i.reaction(l)
			}})
		}
	}
	return s
}

// timeWaitThrough leads the server's end of a conversation to TIME-WAIT, through
// FIN-WAIT-2 or CLOSING. The application has its socket still.
func (l *lab) timeWaitThrough(before tcp.State) incarnation {
	i := l.peerIn(before)
	if before == tcp.Closing {
		i.peer.SendACK()
		return i
	}
	i.peer.SendFIN()
	i.peer.Expect(tcp.ACK)
	return i
}
