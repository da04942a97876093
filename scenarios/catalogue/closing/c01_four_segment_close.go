package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// fourSegmentClose is C-01: FIN, ACK, FIN, ACK, whichever side begins.
func fourSegmentClose() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-01",
		Group: "close",
		Title: "An orderly close takes four segments, and each side passes through its own states.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, figure 12", "the normal close sequence"),
			sources.Clause("RFC 9293, section 3.3.2, figure 5", "the state machine"),
			sources.Claim("A40", "closing takes four segments and these states"),
			sources.Claim("A25", "netstat shows the states of the standard"),
			sources.Specification("OPEN Alliance TC8, TCP_BASICS_10", "a FIN in FIN-WAIT-2 is answered with an ACK"),
		},
	}
	for _, side := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			lab.Observe(side+" closes first: states of the active closer", func(l *lab.Lab) string {
				active, _, _ := fourSegments(l, side)
				return l.States(active)
			}),
			lab.Observe(side+" closes first: states of the passive closer", func(l *lab.Lab) string {
				_, passive, _ := fourSegments(l, side)
				return l.States(passive)
			}),
			lab.Observe(side+" closes first: segments", func(l *lab.Lab) string {
				_, _, mark := fourSegments(l, side)
				return l.Sent(mark)
			}),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("what the passive closer reads", func(l *lab.Lab) string {
		c, p := l.Connect("tcp4")
		lab.Must(c.Close())
		return lab.ReadAll(p)
	}))
	return s
}

// fourSegments closes a connection, the named side first, and advances the clock until
// the end.
func fourSegments(l *lab.Lab, first string) (active, passive lab.Conn, mark int) {
	active, passive = l.Sides(first)
	mark = l.Mark()
	lab.Must(active.Close())
	lab.Must(passive.Close())
	l.Until(active, tcp.Closed)
	return active, passive, mark
}
