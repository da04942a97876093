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

// P16: a client looks at the status of an answer and forgets to close its body. When
// the server closes the connection the client's socket stays in CLOSE-WAIT. If it
// has keep-alives these meet a RST once the server has forgotten the connection, and
// ss no longer shows the socket; the file descriptor is lost all the same.
var _ = Describe("A client that asks for pages of which it reads the status only", func() {
	// ask asks three times, a second apart, a server that closes after each answer,
	// and is done with the answer as it is told.
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
		bubble.DeferCleanup(cancel) // or the goroutines of the client would leak too
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

	It("has sockets in CLOSE-WAIT if it does not", fails("P16-a", func() {
		client := ask(true, forgotten)
		time.Sleep(10 * time.Second)
		Expect(client).To(HaveSockets(0, tcp.CloseWait, BeOlderThan(5*time.Second)))
	}))

	It("has lost the handles for good, long after the connections are over", inBubble(func() {
		client := ask(true, forgotten)
		time.Sleep(2 * time.Minute)
		Consistently(client, "1h", "1m").Should(HaveSockets(3, tcp.Closed, BeHeld()))
	}))

	It("has leaked them", fails("P16-b", func() {
		client := ask(true, forgotten)
		Consistently(client, "1h", "10s").ShouldNot(HaveLeakedSockets(BeOlderThan(5 * time.Second)))
	}))

	It("has handles of connections that are long over", fails("P16-c", func() {
		client := ask(true, forgotten)
		time.Sleep(time.Hour)
		Expect(client).To(HaveSockets(0, tcp.Closed, BeHeld()))
	}))

	It("has sockets in CLOSE-WAIT for ever without keep-alives", fails("P16-d", func() {
		client := ask(false, forgotten)
		time.Sleep(24 * time.Hour)
		Expect(client).NotTo(HaveLeakedSockets())
	}))
})

// scraper is a client with a dial function of its own, which is where its sockets are
// opened.
type scraper struct{ dialer fixture.Dialer }

func (s *scraper) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: s.dial}}
}

func (s *scraper) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return s.dialer.DialContext(ctx, network, address)
}
