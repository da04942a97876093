package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// fourSegmentClose is C-01: FIN, ACK, FIN, ACK, whichever side begins.
func fourSegmentClose() Scenario {
	s := Scenario{
		ID:    "C-01",
		Group: "close",
		Title: "An orderly close takes four segments and leads each side through its own states.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, figure 12", "the normal close sequence"},
			{Clause, "RFC 9293, section 3.3.2, figure 5", "the state machine"},
			{Claim, "A40", "closing takes four segments and these states"},
			{Claim, "A25", "the states that netstat shows are those of the standard"},
			{Specification, "OPEN Alliance TC8, TCP_BASICS_10", "a FIN in FIN-WAIT-2 is answered with an ACK"},
		},
	}
	for _, side := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			Case{side + " closes first: states of the active closer", func(l *lab) string {
				active, _, _ := l.fourSegments(side)
				return l.states(active)
			}},
			Case{side + " closes first: states of the passive closer", func(l *lab) string {
				_, passive, _ := l.fourSegments(side)
				return l.states(passive)
			}},
			Case{side + " closes first: segments", func(l *lab) string {
				_, _, mark := l.fourSegments(side)
				return l.sent(mark)
			}},
		)
	}
	s.Cases = append(s.Cases, Case{"what the passive closer reads", func(l *lab) string {
		c, p := l.connect("tcp4")
		must(c.Close())
		return read(p)
	}})
	return s
}

// sides connects client and server and returns the end of the named host
// first.
func (l *lab) sides(first string) (active, passive *fixture.Conn) {
	c, s := l.connect("tcp4")
	if first == "server" {
		return s, c
	}
	return c, s
}

// fourSegments closes a connection, beginning with the named side, and lets
// time pass until it is over.
func (l *lab) fourSegments(first string) (active, passive *fixture.Conn, mark int) {
	active, passive = l.sides(first)
	mark = l.mark()
	must(active.Close())
	must(passive.Close())
	l.until(active, tcp.Closed)
	return active, passive, mark
}
