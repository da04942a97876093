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
)

// P8: a health check sets SO_LINGER to zero, so that its host has no TIME-WAIT. It
// ends every check with a RST, and each is an error in the log of the server.
var _ = Describe("A health check that resets what it has opened", func() {
	var prober, accepted *fixture.Conn
	var server *fixture.Host
	var errors *gbytes.Buffer // the server's log

	// check connects to a server that logs what goes wrong, and closes.
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

	It("is a reset in the log of the server with a linger of zero", inBubble(func() {
		check(0)
		Expect(accepted).To(HaveClosedWithRST(fixture.ResetByLinger, fixture.From("prober")))
		Expect(server).To(HaveReceived(1, tcp.RST))
		Expect(errors).To(gbytes.Say("connection reset by peer"))
		Expect(prober).To(HaveSkippedTimeWait(fixture.WasReset))
	}))

	It("closes in an orderly manner without, and pays with a TIME-WAIT of its own", inBubble(func() {
		check(-1)
		Expect(accepted).To(HaveClosedWithFIN())
		Expect(server).NotTo(HaveReceived(tcp.RST))
		Expect(errors).NotTo(gbytes.Say("."))
		Expect(prober).To(HaveTimeWait(60 * time.Second))
	}))

	It("does not close in an orderly manner with a linger of zero", fails("P8-a", func() {
		check(0)
		Expect(accepted).To(HaveClosedWithFIN())
	}))

	It("sends the server a RST each time", fails("P8-b", func() {
		check(0)
		Expect(server).NotTo(HaveReceived(tcp.RST))
	}))

	It("fills the log of the server", fails("P8-c", func() {
		check(0)
		Expect(errors).NotTo(gbytes.Say("connection reset by peer"))
	}))

	It("has no TIME-WAIT", fails("P8-d", func() {
		check(0)
		Expect(prober).To(HaveTimeWait(60 * time.Second))
	}))
})
