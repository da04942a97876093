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
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Once a day a POST fails with EOF. The server closes connections that were idle for
// one minute. The client keeps them longer: 90 s in http.DefaultTransport. A request
// that is sent while the server's FIN is in flight arrives at a socket that nobody
// reads. The client cannot know whether the server processed the request. net/http
// repeats a GET and does not repeat a POST. To prevent it, let the client close first.
var _ = Describe("EOF on a reused connection: a client that posts to a server that closes idle connections", func() {
	// post makes two requests, the second a given time after the answer to the first. It
	// returns the client's side of the first connection, and the error of the second
	// request.
	post := func(patience, after time.Duration) (timeline.Incarnation, error) {
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

	// The server's minute begins 20 ms before the client has the answer, and the FIN takes
	// 20 ms. A request sent within 20 ms before the FIN arrives crosses it. A request sent
	// within the 20 ms before that arrives after the FIN was sent.
	const moment = time.Minute - 10*time.Millisecond

	It("fails if the server closes at that moment", inBubble(func() {
		conn, err := post(90*time.Second, moment)
		Expect(err).To(MatchError(io.EOF))
		Expect(conn).To(HaveClosedWithRST(timeline.ResetByLateData, timeline.From("server")))
	}))

	It("never fails if its idle timeout is shorter", inBubble(func() {
		for after := moment - 100*time.Millisecond; after < moment+100*time.Millisecond; after += time.Millisecond {
			_, err := post(50*time.Second, after)
			Expect(err).NotTo(HaveOccurred(), "%s after the answer", after)
		}
	}))

	It("closes first and holds TIME-WAIT if its idle timeout is shorter", inBubble(func() {
		conn, _ := post(50*time.Second, moment)
		Expect(conn).To(HaveClosedFirst())
		Expect(conn).To(HaveTimeWait(60 * time.Second))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("closes first with the default of 90 s", fails("idle-a", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).To(HaveClosedFirst())
	}))

	It("receives no RST at that moment", fails("idle-b", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).NotTo(HaveClosedWithRST())
	}))

	It("loses no request at that moment", fails("idle-c", func() {
		conn, _ := post(90*time.Second, moment)
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("closes first if both timeouts are one minute", fails("idle-d", func() {
		conn, _ := post(time.Minute, moment)
		Expect(conn).To(HaveClosedFirst())
	}))
})
