package services_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/bubble"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A client checks the status of a response and does not close the body. When the
// server closes the connection, the client's socket stays in CLOSE-WAIT. If the client
// sends keep-alives, a RST answers them once the server has forgotten the connection.
// From then on ss does not show the socket, but its file descriptor is still leaked.
// In your own leak test, cancel the context of such requests before the test ends.
// Otherwise the goroutines of the client outlive the bubble, and the test fails for that
// too. fixture.NoSocketsLeft looks for leaked sockets at the end of all tests of a suite.
var _ = Describe("Leaked CLOSE-WAIT sockets: a client that reads only the status of its responses", func() {
	// ask makes three requests, a second apart, to a server that closes after each
	// response, and calls done with each response.
	ask := func(keepAlives bool, done func(body io.Closer)) (client *fixture.Host) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client = n.Host("client")
		l := sure(n.Host("server").Listen("tcp", ":80"))
		go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Connection", "close")
			io.WriteString(w, strings.Repeat("page ", 2000))
		}))

		c := (&scraper{fixture.Dialer{Host: client, NoKeepAlive: !keepAlives}}).client()
		ctx, cancel := context.WithCancel(context.Background())
		bubble.DeferCleanup(cancel) // otherwise the goroutines of the client leak too
		for range 3 {
			res := sure(c.Do(sure(http.NewRequestWithContext(ctx, "GET", "http://server/", nil))))
			Expect(res.StatusCode).To(Equal(http.StatusOK))
			done(res.Body)
			time.Sleep(time.Second)
		}
		return client
	}
	closed := func(body io.Closer) { body.Close() }
	forgotten := func(io.Closer) {}

	It("leaks nothing if it closes the bodies", inBubble(func() {
		client := ask(true, closed)
		Consistently(client, "1h", "1m").ShouldNot(HaveLeakedSockets())
		Expect(client).To(HaveSockets(0))
	}))

	It("has no sockets in CLOSE-WAIT if it closes no body", fails("body-a", func() {
		client := ask(true, forgotten)
		time.Sleep(10 * time.Second)
		Expect(client).To(HaveSockets(0, tcp.CloseWait, BeOlderThan(5*time.Second)))
	}))

	It("has leaked the descriptors for good, an hour after the connections ended", inBubble(func() {
		client := ask(true, forgotten)
		time.Sleep(2 * time.Minute)
		Consistently(client, "1h", "1m").Should(HaveSockets(3, tcp.Closed, BeHeld()))
	}))

	It("leaks no descriptor if it closes no body", fails("body-b", func() {
		client := ask(true, forgotten)
		Consistently(client, "1h", "10s").ShouldNot(HaveLeakedSockets(BeOlderThan(5 * time.Second)))
	}))

	It("holds no descriptors of connections that ended long ago", fails("body-c", func() {
		client := ask(true, forgotten)
		time.Sleep(time.Hour)
		Expect(client).To(HaveSockets(0, tcp.Closed, BeHeld()))
	}))

	It("has no sockets in CLOSE-WAIT after a day without keep-alives", fails("body-d", func() {
		client := ask(false, forgotten)
		time.Sleep(24 * time.Hour)
		Expect(client).NotTo(HaveLeakedSockets())
	}))
})

// scraper is a client that opens its sockets in this function.
type scraper struct{ dialer fixture.Dialer }

func (s *scraper) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: s.dial}}
}

func (s *scraper) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return s.dialer.DialContext(ctx, network, address)
}
