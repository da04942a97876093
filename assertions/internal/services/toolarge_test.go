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
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A server reads in the header that an upload is too large, answers 413 and closes.
// Because of the unread bytes Close sends a RST, and the client reports a broken
// connection instead of the 413. Whether the client reads the answer before it notices
// the RST is random. An answer that was lost on the way is never retransmitted,
// because the RST ends retransmission. The remedy is in RFC 9112, section 9.6: close
// the sending side, read until the client closes, and then close.
var _ = Describe("413 and a broken connection: a server that refuses an upload of 8 MiB", func() {
	const refusal = "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

	// upload sends 8 MiB. It returns the server's side of the connection and the client's
	// status. If lose is set, the first segment of the answer is lost.
	upload := func(serve func(server *fixture.Host), latency time.Duration, lose bool) (timeline.Incarnation, int, error) {
		n := fixture.New(GinkgoT(), fixture.Latency(latency))
		client := n.Host("client")
		// With RACK each segment that arrives postpones netstack's tail loss probe: a lost
		// answer would not be retransmitted while the client sends.
		server := n.Host("server", fixture.RACK(false))
		serve(server)
		if lose {
			n.On(timeline.From("server"), timeline.Data()).Nth(1).Named("lose the answer").Drop()
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

	It("is understood if it reads until the client has closed", inBubble(func() {
		conn, code, err := upload(draining, time.Millisecond, false)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedWithFIN())
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("is understood if it reads until then and the answer is retransmitted", inBubble(func() {
		conn, code, err := upload(draining, time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedWithFIN())
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("resets the connection if it closes at once", inBubble(func() {
		conn, _, _ := upload(closing, time.Millisecond, false)
		Expect(conn).To(HaveClosedWithRST(timeline.ResetByUnread, timeline.From("server")))
		Expect(conn).To(HaveLostUnread())
	}))

	It("is not understood if it closes at once and the answer is lost", inBubble(func() {
		conn, _, err := upload(closing, time.Millisecond, true)
		// The error is ECONNRESET, EPIPE or net.ErrClosed: the client's read and its write both
		// wait for the connection, and the first that wakes closes it.
		Expect(err).To(HaveOccurred())
		Expect(conn).To(HaveLostWritten(len(refusal)))
	}))

	It("closes with a FIN if it closes at once", fails("toolarge-a", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).To(HaveClosedWithFIN())
	}))

	It("leaves no bytes unread if it closes at once", fails("toolarge-b", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("loses no answer if it closes at once", fails("toolarge-c", func() {
		conn, _, _ := upload(closing, time.Millisecond, true)
		Expect(conn).NotTo(HaveLostWritten())
	}))

	// net/http half-closes too, but does not read: it waits for 500 ms
	// (rstAvoidanceDelay) and then closes, which sends a RST.
	It("is understood with net/http, 500 ms before the RST", inBubble(func() {
		conn, code, err := upload(netHTTP, time.Millisecond, false)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(HaveClosedFirst())
		Expect(conn).To(HaveClosedWithRST(timeline.ResetByUnread))
		end := conn.Ending()
		Expect(end.ClosedAt - end.FirstEvent.At).To(Equal(500 * time.Millisecond))
	}))

	It("retransmits a lost answer in time with net/http", inBubble(func() {
		conn, code, err := upload(netHTTP, time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("closes with a FIN with net/http", fails("toolarge-d", func() {
		conn, _, _ := upload(netHTTP, time.Millisecond, false)
		Expect(conn).To(HaveClosedWithFIN())
	}))

	It("is understood over a long path if it reads until then", inBubble(func() {
		conn, code, err := upload(draining, 250*time.Millisecond, true)
		Expect(code, err).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).NotTo(HaveLostWritten())
	}))

	It("retransmits a lost answer in time over a long path with net/http", fails("toolarge-e", func() {
		conn, _, _ := upload(netHTTP, 250*time.Millisecond, true)
		Expect(conn).NotTo(HaveLostWritten())
	}))
})
