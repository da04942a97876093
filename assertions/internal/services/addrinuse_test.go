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

// A server closed its connections first and restarts. Its listen fails with "address
// already in use", because its own connections are in TIME-WAIT. SO_REUSEADDR on the
// new listener is not enough. The old listener must have set it too, because its
// connections inherit the option.
var _ = Describe("Address already in use: a server that restarts while its connections are in TIME-WAIT", func() {
	const reuse, noReuse = false, true // ListenConfig.NoReuseAddr

	var server *fixture.Host

	// restart returns the result of the new server's listen, a pause after the old server
	// has closed three connections and its listener.
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
		Entry("at once with SO_REUSEADDR, which Go sets", reuse, reuse, Succeed()),
		Entry("after 60 s if only the new listener has SO_REUSEADDR", noReuse, reuse, MatchError(syscall.EADDRINUSE)),
		Entry("after 60 s if only the old listener had SO_REUSEADDR", reuse, noReuse, MatchError(syscall.EADDRINUSE)),
		Entry("after 60 s without SO_REUSEADDR", noReuse, noReuse, MatchError(syscall.EADDRINUSE)),
	)

	It("can listen at once if only the new listener has SO_REUSEADDR", fails("addrinuse-a", func() {
		Expect(restart(noReuse, reuse, 0)).To(Succeed())
	}))

	It("can listen at once if only the old listener had SO_REUSEADDR", fails("addrinuse-b", func() {
		Expect(restart(reuse, noReuse, 0)).To(Succeed())
	}))

	It("has no connections in TIME-WAIT when it cannot listen", fails("addrinuse-c", func() {
		restart(noReuse, reuse, 0)
		Expect(server).To(HaveSockets(0, tcp.TimeWait))
	}))

	It("cannot listen with SO_REUSEADDR on both listeners", fails("addrinuse-d", func() {
		Expect(restart(reuse, reuse, 0)).To(MatchError(syscall.EADDRINUSE))
	}))
})
