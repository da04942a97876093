package services_test

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// P12: a server sees in the header that an upload is too large, answers 413 and closes.
// As there are bytes that it has not read, closing sends a RST, and "the client's
// connection breaks" instead of telling why. Whether a client reads the answer before
// it notices the RST is luck; an answer that gets lost on the way is gone for good, as
// a RST ends retransmission. The cure is RFC 9112, section 9.6: close the sending side,
// read on until the client closes, and then close.
var _ = Describe("A server that refuses an upload of 8 MiB", func() {
	const refusal = "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

	// upload sends 8 MiB, and returns the connection as the server knows it, and what
	// the client was answered. If the answer is to be lost its first segment is.
	upload := func(serve func(server *fixture.Host), latency time.Duration, lose bool) (fixture.Incarnation, int, error) {
		n := fixture.New(GinkgoT(), fixture.Latency(latency))
		client := n.Host("client")
		// With RACK netstack puts its tail loss probe off with each segment that arrives: an
		// answer that got lost would not be sent again while the client goes on.
		server := n.Host("server", fixture.RACK(false))
		serve(server)
		if lose {
			n.On(fixture.From("server"), fixture.HasPayload()).Nth(1).Drop()
		}
		body := bytes.NewReader(make([]byte, 8<<20))
		code, err := readAll(from(client, &http.Transport{}).Post("http://server/", "video/mp4", body))
		time.Sleep(10 * time.Second)
		return conns(server)[0], code, err
	}

	// refuse makes a server that reads a header, answers and ends the connection.
	refuse := func(end func(c *fixture.Conn)) func(*fixture.Host) {
		return func(server *fixture.Host) {
			l, err := server.Listen("tcp", ":80")
			Expect(err).NotTo(HaveOccurred())
			go func() {
				c, err := l.Accept()
				if err != nil {
					return
				}
				http.ReadRequest(bufio.NewReader(c))
				time.Sleep(10 * time.Millisecond) // how much may this user send?
				io.WriteString(c, refusal)
				end(c.(*fixture.Conn))
			}()
		}
	}
	closing := refuse(func(c *fixture.Conn) { c.Close() })
	draining := refuse(func(c *fixture.Conn) {
		c.CloseWrite()
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		io.Copy(io.Discard, c)
		c.Close()
	})
	netHTTP := func(server *fixture.Host) {
		serveHTTP(server, &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		})})
	}

	It("is understood if it reads on until the client has closed", inBubble(func() {
		conn, code, err := upload(draining, time.Millisecond, false)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedWithFIN())
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("is understood if it reads on and the answer has to be sent again", inBubble(func() {
		conn, code, err := upload(draining, time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedWithFIN())
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("resets the connection if it just closes", inBubble(func() {
		conn, _, _ := upload(closing, time.Millisecond, false)
		Expect(conn).To(HaveClosedWithRST(fixture.ResetByUnread, fixture.From("server")))
		Expect(conn).To(HaveLostUnread())
	}))

	It("is not understood if it just closes and the answer gets lost", inBubble(func() {
		conn, _, err := upload(closing, time.Millisecond, true)
		// ECONNRESET, EPIPE or net.ErrClosed is luck: the client's read and its write both
		// wait for the connection, and the one that wakes first closes it.
		Expect(err).To(HaveOccurred())
		Expect(conn).To(HaveLostWritten(len(refusal)))
	}))

	It("does not close in an orderly manner if it just closes", fails("P12-a", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).To(HaveClosedWithFIN())
	}))

	It("leaves bytes unread if it just closes", fails("P12-b", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("takes back an answer that got lost if it just closes", fails("P12-c", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).NotTo(HaveLostWritten())
	}))

	// net/http half-closes too, but does not read: it waits for 500 ms
	// (rstAvoidanceDelay), and sends its RST then.
	It("is understood, 500 ms before the RST, if it is one of net/http", inBubble(func() {
		conn, code, err := upload(netHTTP, time.Millisecond, false)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedFirst())
		Expect(conn).To(HaveClosedWithRST(fixture.ResetByUnread))
		end := conn.Ending()
		Expect(end.ClosedAt - end.FirstEvent.At).To(Equal(500 * time.Millisecond))
	}))

	It("has the time to send its answer again if it is one of net/http", inBubble(func() {
		conn, code, err := upload(netHTTP, time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("does not close in an orderly manner if it is one of net/http", fails("P12-d", func() {
		conn, _, _ := upload(netHTTP, time.Millisecond, false)
		Expect(conn).To(HaveClosedWithFIN())
	}))

	It("is understood over a long way if it reads on", inBubble(func() {
		conn, code, err := upload(draining, 250*time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("has not the time to send its answer again over a long way if it is one of net/http", fails("P12-e", func() {
		conn, _, _ := upload(netHTTP, 250*time.Millisecond, true)
		Expect(conn).NotTo(HaveLostWritten())
	}))
})
