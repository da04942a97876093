package services_test

import (
	"context"
	"net/http"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// P14: a server stops with Shutdown, which lets requests that are under way finish,
// or with Close, which does not. In both cases it closes first: TIME-WAIT is the
// server's, where it costs no ports, and the reason for SO_REUSEADDR at the next
// start.
var _ = Describe("A server that stops during a request", func() {
	// stop stops a server that has an idle connection and one with a request that
	// takes a second more. It returns what became of the request.
	stop := func(stop func(srv *http.Server) error) (n *fixture.Network, err error) {
		n = fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		srv := &http.Server{Handler: slowly(2 * time.Second)}
		serve(n.Host("server"), srv)
		idle := &http.Client{Transport: &http.Transport{DialContext: n.Host("idle").DialContext}}
		Expect(fetch(idle, "http://server/")).To(Equal(http.StatusOK))

		busy := &http.Client{Transport: &http.Transport{DialContext: n.Host("busy").DialContext}}
		answer := make(chan error)
		go func() {
			_, err := fetch(busy, "http://server/")
			answer <- err
		}()
		time.Sleep(time.Second)
		Expect(stop(srv)).To(Succeed())
		err = <-answer
		// Shutdown looks again at random intervals, and Close does not end handlers.
		time.Sleep(10*time.Second - n.Elapsed())
		return n, err
	}
	shutdown := func(srv *http.Server) error { return srv.Shutdown(context.Background()) }

	It("answers the request if it is shut down", inBubble(func() {
		n, err := stop(shutdown)
		Expect(err).NotTo(HaveOccurred())
		Expect(n.Host("server")).To(HaveSockets(2, fixture.TimeWait)) // both: it has closed first
		Expect(n).NotTo(HaveSent(fixture.RST))
		Expect(n.Timeline().Incarnations(fixture.OnHost("server"))).To(And(HaveClosedFirst(), HaveClosedWithFIN()))
	}))

	It("has TIME-WAIT if it is closed, too", inBubble(func() {
		n, err := stop((*http.Server).Close)
		Expect(err).To(HaveOccurred())
		Expect(n.Host("server")).To(HaveSockets(2, fixture.TimeWait))
		Expect(n.Timeline().Incarnations(fixture.OnHost("server"))).To(HaveClosedFirst())
	}))

	It("does not answer it if it is closed", fails("P14-a", func() {
		_, err := stop((*http.Server).Close)
		Expect(err).NotTo(HaveOccurred())
	}))

	It("does not leave TIME-WAIT to its clients", fails("P14-b", func() {
		n, _ := stop(shutdown)
		Expect(n.Host("server")).To(HaveSockets(0, fixture.TimeWait))
	}))
})
