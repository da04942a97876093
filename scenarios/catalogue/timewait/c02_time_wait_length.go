package timewait

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timeWaitLength is C-02: the side that enters TIME-WAIT, and its length.
func timeWaitLength() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-02",
		Group: "time-wait",
		Title: "TIME-WAIT lasts exactly 2 MSL at the active closer; the passive closer skips it.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Claim("A1", "the active closer enters TIME_WAIT and stays for 2MSL"),
			sources.Claim("A3", "the side that calls close first gets TIME_WAIT"),
			sources.Claim("A44", "2MSL starts with the last ACK"),
			sources.Claim("A9", "2MSL is one to four minutes, depending on the system"),
			sources.Claim("A17", "TIME_WAIT is on the side that sends the last ACK, and one side suffices"),
		},
	}
	for _, side := range []string{"client", "server"} {
		s.Cases = append(s.Cases, lab.Observe(side+" closes first: in TIME-WAIT is", func(l *lab.Lab) string {
			l.CloseBoth(l.Sides(side))
			return l.Holders()
		}))
	}
	for _, after := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("state after "+after.String(), func(l *lab.Lab) string {
			l.Exact()
			active, passive := l.Sides("client")
			l.CloseBoth(active, passive)
			l.Advance(after)
			return active.State().String()
		}))
	}
	for _, network := range []string{"tcp4", "tcp6"} {
		s.Cases = append(s.Cases, lab.Observe("TIME-WAIT lasted, "+network, func(l *lab.Lab) string {
			active, passive := l.Connect(network)
			l.CloseBoth(active, passive)
			return l.WholeTimeWait(active)
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("TIME-WAIT lasted, with the handle still open", func(l *lab.Lab) string {
			active, passive := l.Sides("client")
			lab.Must(active.CloseWrite())
			lab.Must(passive.Close())
			return l.WholeTimeWait(active)
		}),
		lab.Observe("TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", func(l *lab.Lab) string {
			active, passive := l.Sides("client")
			lab.Must(active.CloseWrite())
			l.Advance(time.Hour)
			lab.Must(passive.Close())
			return l.WholeTimeWait(active)
		}),
	)
	for _, d := range []time.Duration{0, 1, 30 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("TIME-WAIT lasted, set to "+d.String(), func(l *lab.Lab) string {
			l.Net.Host("client", lab.TimeWaitTimeout(d))
			active, passive := l.Sides("client")
			l.CloseBoth(active, passive)
			return l.WholeTimeWait(active)
		}))
	}
	return s
}
