package services_test

import (
	"io"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// P20, M22, M23: a server that has closed connections first is restarted and finds
// its "address already in use", by its own connections in TIME-WAIT. SO_REUSEADDR is
// said to help; it has to have been set on the old listener as well, from which the
// connections have it.
var _ = Describe("A server that is restarted while its connections are in TIME-WAIT", func() {
	const reuse, noReuse = false, true // ListenConfig.NoReuseAddr

	var server *fixture.Host

	// restart is what the new server's listen returns, so long after the old one has
	// closed three connections and its listener.
	restart := func(before, after bool, pause time.Duration) error {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		server = n.Host("server")
		old := sure((&fixture.ListenConfig{Host: server, NoReuseAddr: before}).Listen("tcp", ":80"))
		go each(old, func(c *fixture.Conn) { c.Close() })
		for range 3 {
			c := dial(n.Host("client"), "server:80")
			io.Copy(io.Discard, c)
			c.Close()
			time.Sleep(10 * time.Millisecond)
		}
		Expect(old.Close()).To(Succeed())
		Expect(server).To(HaveSockets(3, tcp.TimeWait))
		time.Sleep(pause)
		_, err := (&fixture.ListenConfig{Host: server, NoReuseAddr: after}).Listen("tcp", ":80")
		return err
	}

	DescribeTable("can listen", func(before, after bool, atOnce types.GomegaMatcher) {
		inBubble(func() {
			Expect(restart(before, after, 0)).To(atOnce)
			Expect(restart(before, after, time.Minute)).To(Succeed())
		})()
	},
		Entry("at once with SO_REUSEADDR, as Go sets it", reuse, reuse, Succeed()),
		Entry("after 60 s if only the new one has SO_REUSEADDR", noReuse, reuse, MatchError(syscall.EADDRINUSE)),
		Entry("after 60 s if only the old one had it", reuse, noReuse, MatchError(syscall.EADDRINUSE)),
		Entry("after 60 s without", noReuse, noReuse, MatchError(syscall.EADDRINUSE)),
	)

	It("cannot listen if only the new one has SO_REUSEADDR", fails("P20-a", func() {
		Expect(restart(noReuse, reuse, 0)).To(Succeed())
	}))

	It("cannot listen if only the old one had it", fails("P20-b", func() {
		Expect(restart(reuse, noReuse, 0)).To(Succeed())
	}))

	It("has its connections in TIME-WAIT when it cannot", fails("P20-c", func() {
		restart(noReuse, reuse, 0)
		Expect(server).To(HaveSockets(0, tcp.TimeWait))
	}))

	It("is not kept from it by TIME-WAIT alone", fails("P20-d", func() {
		Expect(restart(reuse, reuse, 0)).To(MatchError(syscall.EADDRINUSE))
	}))
})
