package assertions_test

import (
	"fmt"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A failure of a snapshot has the time of the snapshot, and one of a connection the time of
// the question.
func TestTimeOfAFailure(t *testing.T) {
	w := newWorld(t).advance(time.Second)
	x, _ := w.c.Incarnation()
	w.advance(time.Second)
	for want, actual := range map[string]any{"(seed 1, at 1s)": x, "(seed 1, at 2s)": w.c} {
		said, _ := text(t, BeInState(tcp.Closed), actual)
		says(t, said, []string{want}, nil)
	}
}

// A matcher prints its name, and what it asked if it was asked.
func TestPrintedMatchers(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	m := HaveTimeWait()
	g.Expect(fmt.Sprint(m)).To(Equal("HaveTimeWait"))
	g.Expect(m.FailureMessage(w.c)).NotTo(BeEmpty())
	g.Expect(m.Match(w.c)).To(BeFalse())
	g.Expect(fmt.Sprint(m)).To(Equal("HaveTimeWait: to have been in TIME-WAIT"))
}
