package services_test

import (
	"net"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// P33: a firewall or load balancer forgets a connection and drops what comes over
// it, without a word. Who only waits for the other side to speak finds out by
// keep-alives: those of Go's net package begin after 15 s, and give up after nine
// without an answer, 15 s apart. Linux's defaults take 2 h 11 min 15 s, and without
// keep-alives nobody ever finds out.
var _ = Describe("A subscriber that waits for messages", func() {
	// subscribe is a connection that waits, on a link that loses everything from the
	// first hour on.
	subscribe := func(dialer fixture.Dialer) (conn *fixture.Conn) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		l := sure(n.Host("broker").Listen("tcp", ":1883"))
		go each(l, func(*fixture.Conn) {})
		dialer.Host = n.Host("subscriber")
		conn = sure(dialer.Dial("tcp", "broker:1883"))
		go func() {
			conn.Read(make([]byte, 1)) // the next message
			conn.Close()
		}()
		time.Sleep(time.Hour)
		Expect(n.Link("subscriber", "broker").Partition()).To(Succeed())
		return conn
	}

	It("finds out with Go's keep-alives, 150 s after the last sign of life", inBubble(func() {
		conn := subscribe(fixture.Dialer{})
		Eventually(conn, "150s", "1s").Should(HaveTimedOut(150 * time.Second))
		Expect(conn).NotTo(HaveSent(fixture.RST)) // where Linux sends one
		Expect(conn).To(HaveSkippedTimeWait(fixture.GaveUp))
	}))

	It("finds out after 2 h 11 min 15 s with Linux's", inBubble(func() {
		conn := subscribe(fixture.Dialer{KeepAlive: linux})
		Eventually(conn, "3h", "1m").Should(HaveTimedOut(2*time.Hour + 11*time.Minute + 15*time.Second))
	}))

	It("does not find out in two minutes with Linux's", fails("P33-a", func() {
		conn := subscribe(fixture.Dialer{KeepAlive: linux})
		Eventually(conn, "2m", "1s").Should(HaveTimedOut())
	}))

	It("does not find out in a day without keep-alives", fails("P33-b", func() {
		conn := subscribe(fixture.Dialer{NoKeepAlive: true})
		Eventually(conn, "24h", "1h").Should(HaveTimedOut())
	}))
})

// linux is what a socket with SO_KEEPALIVE does that asks for nothing else.
var linux = net.KeepAliveConfig{Enable: true, Idle: 2 * time.Hour, Interval: 75 * time.Second, Count: 9}
