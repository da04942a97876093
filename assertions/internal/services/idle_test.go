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

// P13: "once a day a POST fails with EOF". The server closes connections that were idle
// for a minute, the client keeps them for longer (90 s in http.DefaultTransport), and a
// request that leaves while the server's FIN is on its way meets a socket that nobody
// reads from. The client cannot know whether it was done: a GET is sent again, a POST is
// not. It cannot happen if it is the client that closes first.
var _ = Describe("A client that posts to a server that closes after a minute", func() {
	// post makes two requests, the second at a time after the answer to the first, and
	// returns the first connection as the client knows it, and what became of the second
	// request.
	post := func(patience, after time.Duration) (fixture.Incarnation, error) {
		n := fixture.New(GinkgoT(), fixture.Latency(20*time.Millisecond))
		client, server := n.Host("client"), n.Host("server")
		serveHTTP(server, &http.Server{Handler: answerAfter(0), IdleTimeout: time.Minute})
		c := from(client, &http.Transport{IdleConnTimeout: patience})
		order := func() error {
			_, err := readAll(c.Post("http://server/", "text/plain", strings.NewReader("order")))
			return err
		}
		Expect(order()).To(Succeed())
		time.Sleep(after)
		err := order()
		time.Sleep(2 * time.Minute)
		return conns(client)[0], err
	}

	// The server's minute begins 20 ms before the client has the answer, and its FIN takes
	// 20 ms. What the client sends in the 20 ms before that arrives meets it on the way,
	// what it sends in the 20 ms before those arrives after it was sent.
	const moment = time.Minute - 10*time.Millisecond

	It("fails if the server closes in that moment", inBubble(func() {
		conn, err := post(90*time.Second, moment)
		Expect(err).To(MatchError(io.EOF))
		Expect(conn).To(HaveClosedWithRST(fixture.ResetByLateData, fixture.From("server")))
	}))

	It("never fails if its patience is the shorter one", inBubble(func() {
		for after := moment - 100*time.Millisecond; after < moment+100*time.Millisecond; after += time.Millisecond {
			_, err := post(50*time.Second, after)
			Expect(err).NotTo(HaveOccurred(), "%s after the answer", after)
		}
	}))

	It("closes first and holds TIME-WAIT if its patience is the shorter one", inBubble(func() {
		conn, _ := post(50*time.Second, moment)
		Expect(conn).To(HaveClosedFirst())
		Expect(conn).To(HaveTimeWait(60 * time.Second))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("does not close first with the default of 90 s", fails("P13-a", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).To(HaveClosedFirst())
	}))

	It("is sent a RST in that moment", fails("P13-b", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).NotTo(HaveClosedWithRST())
	}))

	It("loses a request in that moment", fails("P13-c", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("does not close first if both wait for a minute", fails("P13-d", func() {
		conn, _ := post(time.Minute, moment)
		Expect(conn).To(HaveClosedFirst())
	}))
})
