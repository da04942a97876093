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

// Connections of a proxy are in FIN-WAIT-2 for hours, whatever the value of
// tcp_fin_timeout. The timer of FIN-WAIT-2 starts when the application calls Close. A
// proxy that forwards the end of a request with CloseWrite has not called Close, and
// waits for a server that may never close.
var _ = Describe("FIN-WAIT-2 without an end: a proxy whose server never closes", func() {
	// pass forwards the end of a request with the given call.
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

	It("is in FIN-WAIT-2 for 60 s if it calls Close", inBubble(func() {
		proxy := pass((*fixture.Conn).Close)
		time.Sleep(time.Minute)
		Expect(proxy).To(HaveSockets(1, tcp.FinWait2))
		Expect(proxy).To(HaveSockets(0, BeEndless()))
		time.Sleep(time.Second)
		Expect(proxy).To(HaveSockets(0))
	}))

	It("is in FIN-WAIT-2 without an end if it calls CloseWrite", inBubble(func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(time.Minute)
		Consistently(proxy, "3h", "10m").Should(HaveSockets(1, BeEndless()))
	}))

	It("has an end of FIN-WAIT-2 after CloseWrite", fails("halfclose-a", func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(time.Minute)
		Expect(proxy).To(HaveSockets(0, BeEndless()))
	}))

	It("is not in FIN-WAIT-2 three hours after CloseWrite", fails("halfclose-b", func() {
		proxy := pass((*fixture.Conn).CloseWrite)
		time.Sleep(3 * time.Hour)
		Expect(proxy).To(HaveSockets(0, tcp.FinWait2))
	}))
})
