package services_test

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// P2: a reverse proxy asks its backend through an http.Transport, which keeps two
// idle connections a host unless it is told otherwise. Under bursts the proxy opens
// a connection for most requests, closes it, and has the TIME-WAITs: of the ports
// that all of its clients share.
var _ = Describe("A reverse proxy under bursts of ten requests", func() {
	// proxy is a proxy that has served a minute of bursts.
	proxy := func(transport *http.Transport) *fixture.Host {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, proxy := n.Host("client"), n.Host("proxy")
		serve(n.Host("backend"), &http.Server{Handler: slowly(100 * time.Millisecond)})
		transport.DialContext = proxy.DialContext
		serve(proxy, &http.Server{Handler: &httputil.ReverseProxy{
			Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: "backend"}) },
			Transport: transport,
		}})
		c := &http.Client{Transport: &http.Transport{DialContext: client.DialContext, MaxIdleConnsPerHost: 10}}
		bursts(func() { Expect(fetch(c, "http://proxy/")).To(Equal(http.StatusOK)) })
		return proxy
	}

	It("dials its backend ten times if it may keep ten connections", inBubble(func() {
		proxy := proxy(&http.Transport{MaxIdleConnsPerHost: 10})
		Expect(proxy).To(HaveDialed(10, "backend:80"))
		Expect(proxy).To(HaveSockets(0, fixture.TimeWait))
	}))

	It("dials for most requests with the default of two", fails("P2-a", func() {
		Expect(proxy(&http.Transport{})).To(HaveDialed(BeNumerically("<", 600/10), "backend:80"))
	}))

	It("has hundreds in TIME-WAIT with the default of two", fails("P2-b", func() {
		Expect(proxy(&http.Transport{})).To(HaveSockets(BeNumerically("<=", 2), fixture.TimeWait, BeToward("backend:80")))
	}))
})
