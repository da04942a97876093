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

// P12: a server refuses an upload by its header, answers 413 and closes. What it has
// not read of the body makes its TCP send a RST instead of a FIN, and the client,
// which is still sending, reports a broken connection instead of the answer.
var _ = Describe("A server that refuses an upload", func() {
	// upload sends a request with a body of a megabyte to a server that reads the
	// header, answers 413, and then does what hangUp does. It returns the server's end
	// of the connection, and what the client makes of the answer: it looks for one when
	// it has sent everything. (A client that looks earlier, as http.Transport does, may
	// or may not see it before the RST.)
	upload := func(hangUp func(c *fixture.Conn)) (conn *fixture.Conn, status int, err error) {
		n := fixture.New(GinkgoT(), fixture.Latency(10*time.Millisecond))
		l := sure(n.Host("server").Listen("tcp", ":80"))
		go each(l, func(c *fixture.Conn) {
			conn = c
			sure(http.ReadRequest(bufio.NewReader(c)))
			io.WriteString(c, "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
			hangUp(c)
		})
		c := dial(n.Host("client"), "server:80")
		req := sure(http.NewRequest("POST", "http://server/", bytes.NewReader(make([]byte, 1<<20))))
		if err = req.Write(c); err == nil {
			res := sure(http.ReadResponse(bufio.NewReader(c), req))
			status = res.StatusCode
		}
		c.Close()
		time.Sleep(10 * time.Second)
		return conn, status, err
	}
	closes := func(c *fixture.Conn) { c.Close() }
	// drains says that nothing more will come, and reads what does, for a while.
	drains := func(c *fixture.Conn) {
		c.CloseWrite()
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		io.Copy(io.Discard, c)
		c.Close()
	}

	It("is understood if it drains the connection before it closes", inBubble(func() {
		conn, status, err := upload(drains)
		Expect(err).NotTo(HaveOccurred())
		Expect(status).To(Equal(http.StatusRequestEntityTooLarge))
		Expect(conn).To(And(HaveClosedWithFIN(), HaveClosedFirst()))
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("resets the connection if it just closes", fails("P12-a", func() {
		conn, _, _ := upload(closes)
		Expect(conn).NotTo(HaveClosedWithRST(fixture.ResetByUnread))
	}))

	It("has not read the upload if it just closes", fails("P12-b", func() {
		conn, _, _ := upload(closes)
		Expect(conn).NotTo(HaveLostUnread())
	}))

	It("is not understood if it just closes", fails("P12-c", func() {
		_, _, err := upload(closes)
		Expect(err).NotTo(HaveOccurred())
	}))

	// What net/http does: it half-closes, waits half a second for the client to
	// understand, and then closes with what it has not read.
	It("is understood if it is net/http's", inBubble(func() {
		n := fixture.New(GinkgoT(), fixture.Latency(10*time.Millisecond))
		serve(n.Host("server"), &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		})})
		client := &http.Client{Transport: &http.Transport{DialContext: n.Host("client").DialContext}}
		res, err := client.Post("http://server/", "application/octet-stream", bytes.NewReader(make([]byte, 1<<20)))
		Expect(err).NotTo(HaveOccurred())
		Expect(res.StatusCode).To(Equal(http.StatusRequestEntityTooLarge))
		res.Body.Close()
		time.Sleep(time.Second)
		Expect(n.Timeline().Incarnations(fixture.OnHost("server"))).To(HaveClosedFirst())
		Expect(n.Host("server")).To(HaveSent(1, fixture.FIN))
	}))
})
