package services_test

import (
	"io"
	"net/http"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// P13: the server closes idle connections after a minute, and the client has more
// patience. A request that leaves in the moment in which the server closes meets a
// closed connection. A GET is tried again; of a POST nobody knows whether it was
// done, and it fails. The client has to have less patience than the server.
var _ = Describe("A client that posts once a minute", func() {
	// post posts twice, so long after each other, and returns what the second came to.
	post := func(patience, pause time.Duration) (client, server *fixture.Host, err error) {
		n := fixture.New(GinkgoT(), fixture.Latency(20*time.Millisecond))
		client, server = n.Host("client"), n.Host("server")
		serve(server, &http.Server{Handler: http.NotFoundHandler(), IdleTimeout: time.Minute})
		c := &http.Client{Transport: &http.Transport{DialContext: client.DialContext, IdleConnTimeout: patience}}
		ask := func() error {
			res, err := c.Post("http://server/", "text/plain", strings.NewReader("one more"))
			if err != nil {
				return err
			}
			defer res.Body.Close()
			_, err = io.Copy(io.Discard, res.Body)
			return err
		}
		Expect(ask()).To(Succeed())
		time.Sleep(pause)
		return client, server, ask()
	}
	// The server's minute begins when the answer leaves, 20 ms before the client has
	// it, and its FIN takes as long: this is in between.
	const worst = time.Minute - 10*time.Millisecond

	It("never meets a closed connection if its patience ends first", inBubble(func() {
		client, server, err := post(50*time.Second, worst)
		Expect(err).NotTo(HaveOccurred())
		Expect(client).To(HaveDialed(2, "server:80"))
		Expect(client).To(HaveSockets(1, fixture.TimeWait)) // it has closed first
		Expect(server).To(HaveSockets(0, fixture.TimeWait))
		Expect(server).NotTo(HaveSent(fixture.RST))
	}))

	It("does if it has more patience than the server", fails("P13-a", func() {
		_, _, err := post(90*time.Second, worst)
		Expect(err).NotTo(HaveOccurred())
	}))

	It("is reset by the server, which no longer wants the request", fails("P13-b", func() {
		_, server, _ := post(90*time.Second, worst)
		time.Sleep(time.Second)
		Expect(server).NotTo(HaveSent(fixture.RST))
	}))
})
