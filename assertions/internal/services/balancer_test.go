package services_test

import (
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// The first POST after a quiet night hangs for a quarter of an hour and fails. The load
// balancer between the client and the server had forgotten the idle connection after 350 s,
// and told nobody. Keep-alives that come more often prevent it: Go's defaults do. So does a
// client that closes idle connections before. A load balancer that sends a RST at once spares
// the waiting, and one that does so when it forgets spares the error.
var _ = Describe("Connection timed out: an idle connection behind a load balancer", func() {
	goDefaults := net.KeepAliveConfig{Enable: true}
	off := net.KeepAliveConfig{}

	// post makes two requests, ten minutes apart. It returns the client, and the error of the
	// second request with the time that it took.
	post := func(k net.KeepAliveConfig, transport *http.Transport, options ...fixture.MiddleboxOption) (client *fixture.Host, took time.Duration, err error) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, server := n.Host("client"), n.Host("server")
		lb := n.Middlebox("lb", append(options, fixture.IdleTimeout(350*time.Second))...)
		Expect(n.Link("client", "server").Through(lb)).To(Succeed())

		serveHTTPOn(&fixture.ListenConfig{Host: server, NoKeepAlive: true}, &http.Server{Handler: answerAfter(0)})
		transport.DialContext = (&fixture.Dialer{Host: client, KeepAlive: k, NoKeepAlive: !k.Enable}).DialContext
		c := &http.Client{Transport: transport}
		order := func() error {
			_, err := readAll(c.Post("http://server/", "text/plain", strings.NewReader("order")))
			return err
		}
		Expect(order()).To(Succeed())
		time.Sleep(10 * time.Minute)
		begin := time.Now()
		err = order()
		return client, time.Since(begin), err
	}

	It("answers with Go's keep-alives", inBubble(func() {
		client, _, err := post(goDefaults, &http.Transport{})
		Expect(err).NotTo(HaveOccurred())
		Expect(client).To(HaveDialed(1))
	}))

	It("answers if the client closes idle connections before", inBubble(func() {
		client, _, err := post(off, &http.Transport{IdleConnTimeout: 5 * time.Minute})
		Expect(err).NotTo(HaveOccurred())
		Expect(client).To(HaveDialed(2))
	}))

	It("fails at once if the load balancer answers with a RST", inBubble(func() {
		client, took, err := post(off, &http.Transport{}, fixture.ResetUnknown)
		Expect(err).To(MatchError(syscall.ECONNRESET))
		Expect(took).To(Equal(time.Millisecond))
		Expect(conns(client)[0]).To(HaveClosedWithRST(timeline.ResetByMiddlebox, timeline.From("lb")))
	}))

	It("answers if the load balancer sends a RST when it forgets", inBubble(func() {
		client, _, err := post(off, &http.Transport{}, fixture.ResetIdle())
		Expect(err).NotTo(HaveOccurred())
		Expect(client).To(HaveDialed(2))
	}))

	It("hangs for a quarter of an hour without keep-alives", inBubble(func() {
		client, took, err := post(off, &http.Transport{})
		Expect(err).To(MatchError(syscall.ETIMEDOUT))
		Expect(took).To(BeNumerically(">", 13*time.Minute))
		Expect(conns(client)[0]).To(HaveLostWritten())
	}))

	It("loses nothing without keep-alives", fails("balancer-a", func() {
		client, _, _ := post(off, &http.Transport{})
		Expect(conns(client)[0]).NotTo(HaveLostWritten())
	}))

	It("receives no RST", fails("balancer-b", func() {
		client, _, _ := post(off, &http.Transport{}, fixture.ResetUnknown)
		Expect(conns(client)[0]).NotTo(HaveClosedWithRST())
	}))
})
