package assertions_test

import (
	"fmt"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

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

// In a closed network no time passes and nothing can be closed, so that no failure advises
// it.
func TestAdviceOfAClosedNetwork(t *testing.T) {
	for _, ended := range []bool{false, true} {
		w := newWorld(t)
		w.ok(w.c.SetLinger(30))
		w.ok(w.n.Link("client", "server").Partition())
		call := w.n.Go(w.c.Close)
		d, _ := newWorld(t).dial()
		first := closed(t)
		w.advance(time.Second)
		open, never := []string{"Advance the clock"}, []string{"network is closed"}
		if ended {
			w.ok(w.n.Close())
			call.Wait()
			w.ok(first.n.Close())
			w.ok(d.Host().Network().Close())
			open, never = []string{"The network is closed, and nothing follows"}, []string{"Advance the clock", "Eventually"}
		}
		for _, ask := range []struct {
			m    types.GomegaMatcher
			conn any
		}{{HaveBlockedInClose(30 * time.Second), w.c}, {HaveTimedOut(), d}, {HaveTimeWait(3 * time.Hour), first.c}} {
			said, ok := text(t, ask.m, ask.conn)
			if ok {
				t.Errorf("%v holds", ask.m)
			}
			says(t, said, open, never)
		}
	}
}
