package services_test

import (
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A reverse proxy has many clients and one backend. Its Transport keeps two idle
// connections to the backend by default. Under load the proxy dials for almost every
// request, closes first, and holds each port in TIME-WAIT for a minute. When no port
// is left, dials fail and clients receive 502.
var _ = Describe("502 Bad Gateway: a reverse proxy with ten requests at once, every second", func() {
	// load makes 500 requests from a client that keeps its connections. It returns the
	// proxy and the number of 502 responses.
	load := func(transport *http.Transport, options ...fixture.HostOption) (proxy *fixture.Host, bad int) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, proxy, backend := n.Host("client"), n.Host("proxy", options...), n.Host("backend")
		serveHTTP(backend, &http.Server{Handler: answerAfter(100 * time.Millisecond)})
		transport.DialContext = proxy.DialContext
		forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "backend"})
		forward.Transport, forward.ErrorLog = transport, log.New(proxy.NoteWriter(), "", 0)
		serveHTTP(proxy, &http.Server{Handler: forward})

		c := from(client, &http.Transport{MaxIdleConnsPerHost: 10})
		codes := make(chan int, 500)
		Expect(fiftyTimesTen(func() error {
			code, err := readAll(c.Get("http://proxy/"))
			codes <- code
			return err
		})).To(BeZero())
		for range 500 {
			if <-codes == http.StatusBadGateway {
				bad++
			}
		}
		return proxy, bad
	}

	It("dials the backend ten times with a limit of ten idle connections", inBubble(func() {
		proxy, bad := load(&http.Transport{MaxIdleConnsPerHost: 10})
		Expect(proxy).To(HaveDialed(10, "backend:80"))
		Expect(proxy).To(HaveSockets(0, tcp.TimeWait, BeToward("backend:80")))
		Expect(bad).To(BeZero())
	}))

	It("has few in TIME-WAIT with the default of two", fails("proxy-a", func() {
		proxy, _ := load(&http.Transport{})
		Expect(proxy).To(HaveSockets(0, tcp.TimeWait, BeToward("backend:80")))
	}))

	It("dials ten times with the default of two", fails("proxy-b", func() {
		proxy, _ := load(&http.Transport{})
		Expect(proxy).To(HaveDialed(BeNumerically("<=", 10), "backend:80"))
	}))

	It("has a port left for the next request", fails("proxy-c", func() {
		proxy, _ := load(&http.Transport{}, fixture.PortRange(40000, 40299))
		Expect(proxy).To(HaveFreePorts(BeNumerically(">", 0), "backend:80"))
	}))

	It("answers with 502 when it has no port left", inBubble(func() {
		_, bad := load(&http.Transport{}, fixture.PortRange(40000, 40299))
		Expect(bad).To(Equal(102)) // 10 + 49 · 8 dials, and 300 ports
	}))
})
