package services_test

import (
	"io"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// P19: connections are in FIN-WAIT-2 for hours, whatever tcp_fin_timeout says. That
// begins to count when the application calls Close; a proxy that calls CloseWrite,
// to pass on the end of what its client has sent, waits for a server that may never
// close.
var _ = Describe("A proxy whose server never closes", func() {
	// pass passes on the end of a request by the given call.
	pass := func(end func(*fixture.Conn) error) (proxy *fixture.Host) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		proxy = n.Host("proxy")
		l := sure(n.Host("server").Listen("tcp", ":80"))
		go each(l, func(c *fixture.Conn) { io.Copy(io.Discard, c) })
		c := dial(proxy, "server:80")
		sure(io.WriteString(c, "all that there is"))
		Expect(end(c)).To(Succeed())
		return proxy
	}

	It("has FIN-WAIT-2 for 60 s if it closes", inBubble(func() {
		proxy := pass((*fixture.Conn).Close)
		time.Sleep(time.Minute)
		Expect(proxy).To(HaveSockets(1, tcp.FinWait2))
		Expect(proxy).To(HaveSockets(0, BeEndless()))
		time.Sleep(time.Second)
		Expect(proxy).To(HaveSockets(0))
	}))

	It("has FIN-WAIT-2 without an end if it closes one half", inBubble(func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(time.Minute)
		Consistently(proxy, "3h", "10m").Should(HaveSockets(1, BeEndless()))
	}))

	It("says that there is no end", fails("P19-a", func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(time.Minute)
		Expect(proxy).To(HaveSockets(0, BeEndless()))
	}))

	It("has FIN-WAIT-2 for hours", fails("P19-b", func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(3 * time.Hour)
		Expect(proxy).To(HaveSockets(0, tcp.FinWait2))
	}))
})
