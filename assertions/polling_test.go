package assertions_test

import (
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// The matchers follow what happens under Eventually and Consistently, in the virtual
// time of a bubble.
func TestPolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewWithT(t)
		w := newWorld(t)
		go func() {
			time.Sleep(30 * time.Second)
			w.c.Close()
			time.Sleep(30 * time.Second)
			w.s.Close()
		}()
		g.Consistently(w.c, "29s", "1s").Should(BeInState(tcp.Established))
		g.Eventually(w.s, "2s", "100ms").Should(BeInState(tcp.CloseWait))
		g.Consistently(w.server, "29s", "1s").Should(HaveSockets(1, tcp.CloseWait))
		g.Eventually(w.c, "10s", "1s").Should(BeInTimeWait())
		g.Consistently(w.client, "50s", "1s").Should(HaveSockets(1, tcp.TimeWait))
		g.Eventually(w.client, "11s", "1s").Should(HaveSockets(0))
		g.Expect(w.c).To(HaveTimeWait(time.Minute))
		g.Eventually(w.client.Sockets).Should(BeEmpty())
	})
}

// Where nothing can change any more Eventually does not wait for its time-out, and
// Consistently is content.
func TestBailingOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewWithT(t)
		w := newWorld(t)
		w.ok(w.c.Abort())
		start := time.Now()
		failure := failing(func(g Gomega) {
			g.Eventually(w.c, "1h", "1s").Should(HaveTimeWait(time.Minute))
		})
		g.Expect(failure).To(ContainSubstring("No future change is possible.  Bailing out early"))
		g.Consistently(w.c, "1h", "1s").Should(HaveClosedWithRST(timeline.ResetByAbort))
		g.Expect(time.Since(start)).To(BeNumerically("<=", time.Second))

		// Its segments may still come.
		failure = failing(func(g Gomega) {
			g.Eventually(w.s, "1h", "1s").Should(HaveSent(tcp.FIN))
		})
		g.Expect(failure).To(ContainSubstring("Timed out after 3600.000s."))
		// The application has yet to close its handle.
		failure = failing(func(g Gomega) {
			g.Eventually(w.s, "1h", "1s").Should(HaveBlockedInClose(time.Second))
		})
		g.Expect(failure).To(ContainSubstring("Timed out after 3600.000s."))

		c, _ := w.dial()
		failure = failing(func(g Gomega) {
			g.Eventually(c, "1h", "1s").Should(BeInTimeWait()) // it may yet be closed
		})
		g.Expect(failure).To(ContainSubstring("Timed out after 3600.000s."))

		w.n.Close()
		start = time.Now()
		failure = failing(func(g Gomega) {
			g.Eventually(w.client, "1h", "1s").Should(HaveSent(7, tcp.RST))
		})
		g.Expect(failure).To(ContainSubstring("No future change is possible.  Bailing out early"))
		g.Expect(time.Since(start)).To(BeZero())
	})
}

// failing is the text with which the assertions in f fail.
func failing(f func(g Gomega)) (text string) {
	f(NewGomega(func(message string, _ ...int) { text += message }))
	return text
}
