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
)

// P33: a machine loses its power, or a firewall forgets a connection and drops what
// belongs to it. Nobody says so. Who waits for data waits for ever, unless keep-alives
// are on: Go has them on by default, and gives up after 15 s of silence and nine probes,
// 15 s apart. Linux's own defaults take more than two hours, and with keep-alives off
// ("they waste packets") connections are in ESTABLISHED until the next restart.
var _ = Describe("A subscriber to events whose server is cut off", func() {
	goDefaults := net.KeepAliveConfig{Enable: true}
	linuxDefaults := net.KeepAliveConfig{Enable: true, Idle: 2 * time.Hour, Interval: 75 * time.Second, Count: 9}
	off := net.KeepAliveConfig{}

	// subscribe makes a client wait for events, of which none come, and cuts its server
	// off a minute later. It returns where the client's error will be received.
	subscribe := func(k net.KeepAliveConfig, cut func(n *fixture.Network) error) (client, server *fixture.Host, ended <-chan error) {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		client, server = n.Host("client"), n.Host("server")
		serveHTTPOn(&fixture.ListenConfig{Host: server, KeepAlive: k, NoKeepAlive: !k.Enable}, &http.Server{
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			}),
		})
		dialer := dialer{&fixture.Dialer{Host: client, KeepAlive: k, NoKeepAlive: !k.Enable}}
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
		Expect(cut(n)).To(Succeed())
		return client, server, failed
	}
	firewall := func(n *fixture.Network) error { return n.Link("client", "server").Partition() }
	powerCut := func(n *fixture.Network) error { return n.Host("server").Crash() }

	It("notices a firewall within 150 s with Go's keep-alives", inBubble(func() {
		client, _, ended := subscribe(goDefaults, firewall)
		Eventually(ended, "150s").Should(Receive(MatchError(syscall.ETIMEDOUT)))
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
		Expect(client).To(HaveSockets(0))
	}))

	It("notices a power cut within 150 s with Go's keep-alives", inBubble(func() {
		client, _, ended := subscribe(goDefaults, powerCut)
		Eventually(ended, "150s").Should(Receive(MatchError(syscall.ETIMEDOUT)))
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
		Expect(client).To(HaveSockets(0))
	}))

	It("is forgotten by its server within 150 s with Go's keep-alives", inBubble(func() {
		_, server, _ := subscribe(goDefaults, firewall)
		Eventually(server, "150s", "1s").Should(HaveSockets(0))
		Expect(conns(server)[0]).To(HaveTimedOut(150 * time.Second))
	}))

	It("is told by the next probe if the machine has come back", inBubble(func() {
		client, server, ended := subscribe(goDefaults, powerCut)
		Expect(server.Restart()).To(Succeed())
		Eventually(ended, "15s").Should(Receive(MatchError(syscall.ECONNRESET)))
		Expect(conns(client)[0]).To(HaveClosedWithRST(fixture.ResetByNobody, fixture.From("server")))
	}))

	It("notices nothing for hours without keep-alives", fails("P33-a", func() {
		client, _, _ := subscribe(off, firewall)
		Eventually(client, "3h", "7m").Should(HaveSockets(0)) // 3h is no multiple: the last look is not at its end
	}))

	It("is not forgotten for hours without keep-alives", fails("P33-b", func() {
		_, server, _ := subscribe(off, firewall)
		time.Sleep(3 * time.Hour)
		Expect(server).To(HaveSockets(0))
	}))

	It("does not time out without keep-alives", fails("P33-c", func() {
		client, _, _ := subscribe(off, powerCut)
		time.Sleep(3 * time.Hour)
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
	}))

	It("takes more than two hours with Linux's keep-alives", fails("P33-d", func() {
		client, _, _ := subscribe(linuxDefaults, powerCut)
		time.Sleep(3 * time.Hour)
		Expect(conns(client)[0]).To(HaveTimedOut(150 * time.Second))
	}))
})
