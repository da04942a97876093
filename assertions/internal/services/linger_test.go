package services_test

import (
	"io"
	"log"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/gbytes"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A health check sets SO_LINGER to zero, so that its host has no TIME-WAIT. Each check
// then ends with a RST, and each RST is an error in the log of the server.
var _ = Describe("Connection reset by peer: a health check with SO_LINGER 0", func() {
	var prober, accepted *fixture.Conn
	var server *fixture.Host
	var errors *gbytes.Buffer // the server's log

	// check connects to a server that logs its errors, and closes.
	check := func(linger int) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		server, errors = n.Host("server"), gbytes.NewBuffer()
		l := sure(server.Listen("tcp", ":80"))
		logger := log.New(errors, "", 0)
		go each(l, func(c *fixture.Conn) {
			accepted = c
			if _, err := io.Copy(io.Discard, c); err != nil {
				logger.Print(err)
			}
			c.Close()
		})
		prober = dial(n.Host("prober"), "server:80")
		time.Sleep(time.Second)
		Expect(prober.SetLinger(linger)).To(Succeed())
		Expect(prober.Close()).To(Succeed())
		time.Sleep(2 * time.Minute)
	}

	It("is a reset in the log of the server with SO_LINGER 0", inBubble(func() {
		check(0)
		Expect(accepted).To(HaveClosedWithRST(timeline.ResetByLinger, timeline.From("prober")))
		Expect(server).To(HaveReceived(1, tcp.RST))
		Expect(errors).To(gbytes.Say("connection reset by peer"))
		Expect(prober).To(HaveSkippedTimeWait(timeline.WasReset))
	}))

	It("closes with a FIN without SO_LINGER, and holds TIME-WAIT", inBubble(func() {
		check(-1)
		Expect(accepted).To(HaveClosedWithFIN())
		Expect(server).NotTo(HaveReceived(tcp.RST))
		Expect(errors).NotTo(gbytes.Say("."))
		Expect(prober).To(HaveTimeWait(60 * time.Second))
	}))

	It("closes with a FIN with SO_LINGER 0", fails("linger-a", func() {
		check(0)
		Expect(accepted).To(HaveClosedWithFIN())
	}))

	It("sends the server no RST", fails("linger-b", func() {
		check(0)
		Expect(server).NotTo(HaveReceived(tcp.RST))
	}))

	It("writes nothing to the log of the server", fails("linger-c", func() {
		check(0)
		Expect(errors).NotTo(gbytes.Say("connection reset by peer"))
	}))

	It("holds TIME-WAIT with SO_LINGER 0", fails("linger-d", func() {
		check(0)
		Expect(prober).To(HaveTimeWait(60 * time.Second))
	}))
})
