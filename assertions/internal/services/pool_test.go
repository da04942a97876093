package services_test

import (
	"io"
	"net/http"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// http.Transport keeps two idle connections for each host by default. Each burst of
// ten requests opens eight connections and closes them.
var _ = Describe("Hundreds of TIME-WAIT sockets: a client that makes ten requests at once, every second", func() {
	// burst makes ten requests at once, every second for a minute.
	burst := func(transport *http.Transport) *fixture.Host {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, server := n.Host("client"), n.Host("server")
		l, err := server.Listen("tcp", ":80")
		Expect(err).NotTo(HaveOccurred())
		go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(100 * time.Millisecond)
		}))

		transport.DialContext = client.DialContext
		c := &http.Client{Transport: transport}
		for range 60 {
			var wg sync.WaitGroup
			for range 10 {
				wg.Go(func() {
					res, err := c.Get("http://server/")
					if err == nil {
						io.Copy(io.Discard, res.Body)
						res.Body.Close()
					}
				})
			}
			wg.Wait()
			time.Sleep(time.Second)
		}
		return client
	}

	It("keeps its connections with a limit of ten idle ones", inBubble(func() {
		client := burst(&http.Transport{MaxIdleConnsPerHost: 10})
		Expect(client).To(HaveSockets(BeNumerically("<=", 2), tcp.TimeWait, BeToward("server:80")))
		Expect(client).To(HaveDialed(10, "server:80"))
	}))

	It("has few in TIME-WAIT with the default of two", fails("pool", func() {
		client := burst(&http.Transport{})
		Expect(client).To(HaveSockets(BeNumerically("<=", 2), tcp.TimeWait, BeToward("server:80")))
	}))
})
