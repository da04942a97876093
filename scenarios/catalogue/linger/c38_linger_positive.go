package linger

import (
	"strconv"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lingerPositive is C-38: SO_LINGER with a positive timeout.
func lingerPositive() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-38",
		Group: "linger",
		Title: "SO_LINGER with a positive timeout does not shorten TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Incident("kubernetes/kubernetes#115143", "probes set SO_LINGER to 1 to reduce TIME-WAIT to one second"),
		},
	}
	for _, sec := range []int{-1, 0, 1, 2, 60, 120} {
		name := "SO_LINGER of " + strconv.Itoa(sec)
		if sec < 0 {
			name = "no SO_LINGER"
		}
		s.Cases = append(s.Cases, lab.Observe(name+": TIME-WAIT lasted", func(l *lab.Lab) string {
			active, passive := l.ConnectPlain()
			lab.Must(active.SetLinger(sec))
			l.CloseBoth(active, passive)
			return l.WholeTimeWait(active)
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("SO_LINGER of 1: segments of the close", func(l *lab.Lab) string {
			active, passive := l.ConnectPlain()
			lab.Must(active.SetLinger(1))
			mark := l.Mark()
			l.CloseBoth(active, passive)
			return l.Sent(mark)
		}),
		lab.Observe("SO_LINGER of 1 on the passive closer: TIME-WAIT lasted", func(l *lab.Lab) string {
			active, passive := l.ConnectPlain()
			lab.Must(passive.SetLinger(1))
			l.CloseBoth(active, passive)
			return l.WholeTimeWait(active)
		}),
	)
	return s
}
