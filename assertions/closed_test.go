package assertions_test

import (
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A check in AfterEach, or after the bubble, sees the sockets that the test has left.
func TestMatchersAfterTheBubble(t *testing.T) {
	g := NewWithT(t)
	var n *fixture.Network
	var waiting *fixture.Conn
	synctest.Test(t, func(t *testing.T) {
		n = fixture.New(t, fixture.Latency(time.Millisecond))
		n.Pair(n.Host("client"), n.Host("server"))
		c, s, _ := n.Pair(n.Host("client"), n.Host("server"))
		waiting = c
		s.Close()
		time.Sleep(time.Second)
	})
	g.Expect(n).To(HaveSockets(2, tcp.Established))
	g.Expect(n).To(HaveSockets(1, tcp.CloseWait))
	g.Expect(n).NotTo(HaveSockets(0, tcp.Established))
	g.Expect(n).NotTo(HaveSockets(0, tcp.CloseWait))
	g.Expect(waiting).To(BeInState(tcp.CloseWait))
	g.Expect(waiting).NotTo(HaveClosedWithFIN())
}

// The same for a clean-up that runs after that of New.
func TestMatchersAfterClose(t *testing.T) {
	var n *fixture.Network
	t.Cleanup(func() { NewWithT(t).Expect(n).To(HaveSockets(2, tcp.Established)) })
	n = fixture.New(t)
	n.Pair(n.Host("client"), n.Host("server"))
}

// Ports are free after Close as they were before, those of TIME-WAIT and of connections not
// among them.
func TestFreePortsAfterClose(t *testing.T) {
	g := NewWithT(t)
	w := closed(t)
	w.dial()
	g.Expect(w.client).To(HaveFreePorts(28230, "server:80"))
	g.Expect(w.server).To(HaveFreePorts(28232, "client:80"))
	g.Expect(w.n.Close()).To(Succeed())
	g.Expect(w.client).To(HaveFreePorts(28230, "server:80"))
	g.Expect(w.client).NotTo(HaveFreePorts(28232, "server:80"))
	g.Expect(w.client).To(HaveFreePorts(28232, "server:81"))
	g.Expect(w.server).To(HaveFreePorts(28232, "client:80"))
	_, err := HaveFreePorts(1, "nowhere:80").Match(w.client)
	g.Expect(err).To(MatchError(ContainSubstring("lookup nowhere")))
}
