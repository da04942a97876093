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
