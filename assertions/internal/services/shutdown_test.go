package services_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// http.Server.Shutdown closes idle connections and lets requests finish. Close resets
// connections with unread request data. In both cases the server closes first and
// enters TIME-WAIT, unless it told its clients to leave before.
var _ = Describe("Graceful shutdown: a server that stops", func() {
	// stop stops a server after 5 s. One client is then idle and the other one is in the
	// middle of an upload. After 20 s stop returns the error of the upload.
	stop := func(how func(srv *http.Server, idle *http.Client) error) (idle, busy, server *fixture.Host, _ error) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		idle, busy, server = n.Host("idle"), n.Host("busy"), n.Host("server")
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for { // 10 kB/s
				if _, err := io.CopyN(io.Discard, r.Body, 10_000); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		})}
		serveHTTP(server, srv)
		client := from(idle, &http.Transport{})
		_, err := readAll(client.Get("http://server/"))
		Expect(err).NotTo(HaveOccurred())
		uploaded := make(chan error, 1)
		go func() {
			body := bytes.NewReader(make([]byte, 100_000))
			_, err := readAll(from(busy, &http.Transport{}).Post("http://server/", "video/mp4", body))
			uploaded <- err
		}()
		time.Sleep(5*time.Second - n.Elapsed())
		Expect(how(srv, client)).To(Succeed())
		time.Sleep(20*time.Second - n.Elapsed())
		return idle, busy, server, <-uploaded
	}
	shutdown := func(srv *http.Server, _ *http.Client) error { return srv.Shutdown(context.Background()) }
	closing := func(srv *http.Server, _ *http.Client) error { return srv.Close() }
	leaving := func(srv *http.Server, idle *http.Client) error {
		idle.CloseIdleConnections()
		time.Sleep(time.Second)
		return srv.Shutdown(context.Background())
	}

	It("lets an upload finish with Shutdown", inBubble(func() {
		_, busy, server, err := stop(shutdown)
		Expect(err).NotTo(HaveOccurred())
		Expect(conns(busy)[0]).To(HaveClosedWithFIN())
		Expect(conns(server)[1]).NotTo(HaveLostUnread())
	}))

	It("holds TIME-WAIT of all connections with Shutdown", inBubble(func() {
		idle, busy, server, _ := stop(shutdown)
		Expect(conns(server)).To(HaveEach(And(HaveClosedFirst(), BeInTimeWait())))
		Expect(server).To(HaveSockets(2, tcp.TimeWait))
		Expect(idle).To(HaveSockets(0))
		Expect(busy).To(HaveSockets(0))
	}))

	It("leaves TIME-WAIT to a client that closed before", inBubble(func() {
		idle, _, server, _ := stop(leaving)
		Expect(conns(idle)[0]).To(HaveClosedFirst())
		Expect(idle).To(HaveSockets(1, tcp.TimeWait))
		Expect(server).To(HaveSockets(0, BeToward("idle")))
	}))

	It("breaks an upload with Close", inBubble(func() {
		_, _, server, err := stop(closing)
		Expect(err).To(MatchError(syscall.ECONNRESET))
		Expect(conns(server)[1]).To(HaveClosedWithRST(timeline.ResetByUnread, timeline.From("server")))
		Expect(conns(server)[1]).To(HaveSkippedTimeWait(timeline.WasReset))
	}))

	It("holds TIME-WAIT of idle connections with Close too", inBubble(func() {
		_, _, server, _ := stop(closing)
		Expect(conns(server)[0]).To(BeInTimeWait())
		Expect(server).To(HaveSockets(1, tcp.TimeWait, BeToward("idle")))
	}))

	It("ends uploads with a FIN with Close", fails("shutdown-a", func() {
		_, busy, _, _ := stop(closing)
		Expect(conns(busy)[0]).To(HaveClosedWithFIN())
	}))

	It("leaves no data unread with Close", fails("shutdown-b", func() {
		_, _, server, _ := stop(closing)
		Expect(conns(server)[1]).NotTo(HaveLostUnread())
	}))

	It("has no TIME-WAIT with Shutdown", fails("shutdown-c", func() {
		_, _, server, _ := stop(shutdown)
		Expect(server).To(HaveSockets(0, tcp.TimeWait))
	}))

	It("leaves TIME-WAIT to the clients with Shutdown", fails("shutdown-d", func() {
		idle, _, _, _ := stop(shutdown)
		Expect(conns(idle)[0]).To(BeInTimeWait())
	}))
})
