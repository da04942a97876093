package scenarios

import (
	"strconv"
)

// lingerPositive is C-38: SO_LINGER with a time.
func lingerPositive() Scenario {
	s := Scenario{
		ID:    "C-38",
		Group: "linger",
		Title: "SO_LINGER with a time above 0 does not shorten TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Incident, "kubernetes/kubernetes#115143", "probes set SO_LINGER to 1 to reduce TIME-WAIT to one second"},
		},
	}
	for _, sec := range []int{-1, 0, 1, 2, 60, 120} {
		name := "SO_LINGER of " + strconv.Itoa(sec)
		if sec < 0 {
			name = "no SO_LINGER"
		}
		s.Cases = append(s.Cases, Case{name + ": TIME-WAIT lasted", func(l *lab) string {
			active, passive := l.connectPlain()
			must(active.SetLinger(sec))
			l.closed(active, passive)
			return l.wholeTimeWait(active)
		}})
	}
	s.Cases = append(s.Cases,
		Case{"SO_LINGER of 1: segments of the close", func(l *lab) string {
			active, passive := l.connectPlain()
			must(active.SetLinger(1))
			mark := l.mark()
			l.closed(active, passive)
			return l.sent(mark)
		}},
		Case{"SO_LINGER of 1 on the passive closer: TIME-WAIT lasted", func(l *lab) string {
			active, passive := l.connectPlain()
			must(passive.SetLinger(1))
			l.closed(active, passive)
			return l.wholeTimeWait(active)
		}},
	)
	return s
}
