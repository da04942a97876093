package services_test

import (
	"io"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A server reloads and closes its listener. Closing resets the connections in the
// accept queue. Their clients were connected, and may have sent a request.
var _ = Describe("Connection reset on reload: a server with connections in its accept queue", func() {
	var n *fixture.Network
	var clients []*fixture.Conn
	var answers []error

	// reload closes the listener of a server that takes a second for each connection,
	// while it serves the first of three.
	reload := func(stop func(l *fixture.Listener) error) {
		n = fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		l := sure(n.Host("server").Listen("tcp", ":80"))
		go each(l, func(c *fixture.Conn) {
			io.ReadFull(c, make([]byte, len("please")))
			time.Sleep(time.Second)
			io.WriteString(c, "done")
			c.Close()
		})
		clients, answers = nil, nil
		for range 3 {
			c := dial(n.Host("client"), "server:80")
			sure(io.WriteString(c, "please"))
			clients = append(clients, c)
		}
		time.Sleep(100 * time.Millisecond)
		Expect(stop(l)).To(Succeed())
		for _, c := range clients {
			_, err := io.ReadFull(c, make([]byte, len("done")))
			answers = append(answers, err)
			c.Close()
		}
		l.Close()
	}

	// drain accepts the queued connections, and those of the next five seconds.
	drain := func(l *fixture.Listener) error { return l.SetDeadline(time.Now().Add(5 * time.Second)) }

	It("answers all of them if it accepts the queued connections before it closes", inBubble(func() {
		reload(drain)
		Expect(answers).To(HaveEach(Succeed()))
		Expect(clients).NotTo(ContainElement(HaveClosedWithRST()))
	}))

	It("resets them if it closes at once", inBubble(func() {
		reload((*fixture.Listener).Close)
		Expect(answers).To(HaveExactElements(Succeed(), MatchError(syscall.ECONNRESET), MatchError(syscall.ECONNRESET)))
		Expect(clients[1:]).To(HaveEach(HaveClosedWithRST(timeline.ResetByListener, timeline.From("server"))))
	}))

	It("keeps the connection of the second client", fails("reload-a", func() {
		reload((*fixture.Listener).Close)
		Expect(clients[1]).NotTo(HaveClosedWithRST(timeline.ResetByListener))
	}))

	It("sends no RST", fails("reload-b", func() {
		reload((*fixture.Listener).Close)
		Expect(n.Host("server")).NotTo(HaveSent(tcp.RST))
	}))

	It("answers the second client", fails("reload-c", func() {
		reload((*fixture.Listener).Close)
		Expect(answers[1]).To(Succeed())
	}))

	It("resets no connection", fails("reload-d", func() {
		reload((*fixture.Listener).Close)
		Expect(clients).NotTo(ContainElement(HaveClosedWithRST()))
	}))
})
