package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finAfterTimeWait is T-01: the repeated FIN before and after the end of TIME-WAIT, on
// both ways to TIME-WAIT.
func finAfterTimeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "T-01",
		Group: "time-wait",
		Title: "TIME-WAIT lasts 2 MSL after FIN-WAIT-2 and after CLOSING; a repeated FIN is acknowledged before its end and reset afterwards.",
		Sources: []sources.Source{
			sources.Specification("OPEN Alliance TC8, TCP_BASICS_11, TCP_BASICS_12", "TIME-WAIT ends after 2 MSL, after FIN-WAIT-2 and after CLOSING"),
			sources.Specification("OPEN Alliance TC8, TCP_BASICS_13, TCP_BASICS_14", "TIME-WAIT does not end before 2 MSL, after FIN-WAIT-2 and after CLOSING"),
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "an active closer lingers in TIME-WAIT for 2 MSL"),
		},
	}
	for _, before := range []tcp.State{tcp.FinWait2, tcp.Closing} {
		// A kernel's timers may be late. The test specification waits 20 % longer than
		// 2 MSL, here 72 s.
		for _, age := range []time.Duration{time.Second, time.Minute - 1, time.Minute, 72 * time.Second} {
			name := "through " + before.String() + ", the FIN again after " + age.String()
			s = s.With(lab.Observe(name, func(l *lab.Portable) string {
				i := l.TimeWaitThrough(before)
				l.Pass(age)
				i.Peer.SendFIN(tcp.SeqOffset(-1), tcp.Detached())
				return i.Reaction()
			}))
		}
	}
	return s
}
