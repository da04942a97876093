package services_test

import (
	"io"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// A health check sets SO_LINGER to one second to reduce TIME-WAIT, as the prober of
// Kubernetes does. SO_LINGER with a positive timeout does not shorten TIME-WAIT.
var _ = Describe("SO_LINGER of one second: a health check that connects and closes", func() {
	// check connects to a server that waits for the client to close, and closes.
	check := func(linger int) *fixture.Conn {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		prober, server := n.Host("prober"), n.Host("server")
		l, err := server.Listen("tcp", ":80")
		Expect(err).NotTo(HaveOccurred())
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				io.Copy(io.Discard, c)
				c.Close()
			}
		}()
		conn, err := prober.Dial("tcp", "server:80")
		Expect(err).NotTo(HaveOccurred())
		Expect(conn.SetLinger(linger)).To(Succeed())
		Expect(conn.Close()).To(Succeed())
		time.Sleep(2 * time.Minute)
		return conn
	}

	It("holds TIME-WAIT for 60 s with any SO_LINGER", inBubble(func() {
		Expect(check(1)).To(HaveTimeWait(60 * time.Second))
	}))

	It("holds TIME-WAIT for one second with SO_LINGER 1", fails("health", func() {
		Expect(check(1)).To(HaveTimeWait(BeNumerically("<=", time.Second)))
	}))
})
