package services_test

import (
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A machine loses its power, or a firewall drops the packets of a connection that it
// has forgotten. Neither sends a segment. A reader without keep-alives waits forever.
// Go switches keep-alives on by default: a connection times out after 15 s without a
// segment and nine probes, 15 s apart. Linux's own defaults take more than two hours.
// Without keep-alives the connections stay in ESTABLISHED until the next restart.
var _ = Describe("Dead peer: a subscriber to events whose server disappears", func() {
	goDefaults := net.KeepAliveConfig{Enable: true}
	linuxDefaults := net.KeepAliveConfig{Enable: true, Idle: 2 * time.Hour, Interval: 75 * time.Second, Count: 9}
	off := net.KeepAliveConfig{}

	// subscribe makes a client wait for events that never come, and cuts its server off
	// a minute later. The channel returned receives the error of the client.
	subscribe := func(k net.KeepAliveConfig, cut func(fw *fixture.Middlebox, server *fixture.Host) error) (client, server *fixture.Host, ended <-chan error) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, server = n.Host("client"), n.Host("server")
		fw := n.Middlebox("firewall")
		Expect(n.Link("client", "server").Through(fw)).To(Succeed())
		serveHTTPOn(&fixture.ListenConfig{Host: server, KeepAlive: k, NoKeepAlive: !k.Enable}, &http.Server{
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			}),
		})
		dialer := &fixture.Dialer{Host: client, KeepAlive: k, NoKeepAlive: !k.Enable}
		c := &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
		res, err := c.Get("http://server/events")
		Expect(err).NotTo(HaveOccurred())
		failed := make(chan error, 1)
		go func() {
			defer res.Body.Close()
			_, err := io.Copy(io.Discard, res.Body)
			failed <- err
		}()
		time.Sleep(time.Minute)
		Expect(cut(fw, server)).To(Succeed())
		return client, server, failed
	}
	firewall := func(fw *fixture.Middlebox, _ *fixture.Host) error { _, err := fw.Forget(); return err }
	powerCut := func(_ *fixture.Middlebox, server *fixture.Host) error { return server.Crash() }

	It("detects a firewall within 150 s with Go's keep-alives", inBubble(func() {
		client, _, ended := subscribe(goDefaults, firewall)
		Eventually(ended, "150s").Should(Receive(MatchError(syscall.ETIMEDOUT)))
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
		Expect(client).To(HaveSockets(0))
	}))

	It("detects a power cut within 150 s with Go's keep-alives", inBubble(func() {
		client, _, ended := subscribe(goDefaults, powerCut)
		Eventually(ended, "150s").Should(Receive(MatchError(syscall.ETIMEDOUT)))
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
		Expect(client).To(HaveSockets(0))
	}))

	It("ends on its server within 150 s with Go's keep-alives", inBubble(func() {
		_, server, _ := subscribe(goDefaults, firewall)
		Eventually(server, "150s", "1s").Should(HaveSockets(0))
		Expect(conns(server)[0]).To(HaveTimedOut(150 * time.Second))
	}))

	It("is reset by the next probe if the machine restarts", inBubble(func() {
		client, server, ended := subscribe(goDefaults, powerCut)
		Expect(server.Restart()).To(Succeed())
		Eventually(ended, "15s").Should(Receive(MatchError(syscall.ECONNRESET)))
		Expect(conns(client)[0]).To(HaveClosedWithRST(timeline.ResetByNobody, timeline.From("server")))
	}))

	It("detects a firewall within hours without keep-alives", fails("deadpeer-a", func() {
		client, _, _ := subscribe(off, firewall)
		Eventually(client, "3h", "7m").Should(HaveSockets(0)) // 3h is not a multiple of 7m: the last poll is before its end
	}))

	It("ends on its server within hours without keep-alives", fails("deadpeer-b", func() {
		_, server, _ := subscribe(off, firewall)
		time.Sleep(3 * time.Hour)
		Expect(server).To(HaveSockets(0))
	}))

	It("times out within 150 s without keep-alives", fails("deadpeer-c", func() {
		client, _, _ := subscribe(off, powerCut)
		time.Sleep(3 * time.Hour)
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
	}))

	It("times out within 150 s with Linux's keep-alives", fails("deadpeer-d", func() {
		client, _, _ := subscribe(linuxDefaults, powerCut)
		time.Sleep(3 * time.Hour)
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
	}))
})
