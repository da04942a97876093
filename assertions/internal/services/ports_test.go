package services_test

import (
	"io"
	"syscall"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// ports is how many ephemeral ports a host has: from 32768 to 60999.
const ports = 28232

// C-07: a client that makes a connection for each request, and closes it first, has
// 28,232 ephemeral ports towards one address and port, and each is in TIME-WAIT for
// 60 s: at more than 470 requests a second they run out, and requests fail with
// "cannot assign requested address". Another port of the server still works.
var _ = Describe("A client that makes a connection for each request", Ordered, func() {
	var n *fixture.Network
	var client *fixture.Host
	var listeners map[string]*fixture.Listener

	// ask makes a connection and closes it.
	ask := func(address string) error {
		c, err := connect(client, address)
		if err != nil {
			return err
		}
		s := sure(listeners[address].AcceptTCP())
		c.Close()
		s.Close()
		return nil
	}

	// The specs look at one network, as it takes some seconds to use up the ports, and
	// most of a minute under the race detector.
	BeforeAll(func() {
		if testing.Short() {
			Skip("-short")
		}
		n = fixture.New(GinkgoT(), fixture.History(1000))
		client = n.Host("client")
		listeners = map[string]*fixture.Listener{
			"server:80": sure(n.Host("server").Listen("tcp", ":80")),
			"server:81": sure(n.Host("server").Listen("tcp", ":81")),
		}
		for range ports {
			Expect(ask("server:80")).To(Succeed())
		}
	})

	It("has no ports left towards the server", func() {
		Expect(client).To(HaveFreePorts(0, "server:80"))
		Expect(client).To(HaveSockets(ports, tcp.TimeWait, BeToward("server:80")))
	})

	It("is to have ports left", prints("C-07-a", func() {
		Expect(client).To(HaveFreePorts(BeNumerically(">", 0), "server:80"))
	}))

	It("is to have few connections in TIME-WAIT", prints("C-07-b", func() {
		Expect(client).To(HaveSockets(BeNumerically("<", 1000), tcp.TimeWait, BeToward("server:80")))
	}))

	It("cannot say how often it has dialled, as not all of the timeline is kept", prints("C-07-c", func() {
		Expect(client).To(HaveDialed(BeNumerically("<", 100), "server:80"))
	}))

	It("cannot ask the server once more", func() {
		Expect(ask("server:80")).To(MatchError(syscall.EADDRNOTAVAIL))
	})

	It("is to be able to", prints("C-07-d", func() {
		Expect(ask("server:80")).To(Succeed())
	}))

	It("can ask another port of the server", func() {
		Expect(client).To(HaveFreePorts(ports, "server:81"))
		Expect(ask("server:81")).To(Succeed())
		Expect(client).To(HaveFreePorts(ports-1, "server:81"))
	})

	It("has all of its ports after a minute", func() {
		n.Advance(time.Minute)
		Expect(client).To(HaveFreePorts(ports, "server:80"))
		Expect(client).To(HaveSockets(0))
		Expect(ask("server:80")).To(Succeed())
	})
})

// C-07, done right: the connection is kept.
var _ = Describe("A client that keeps its connection", func() {
	It("has ports left, however often it asks", func() {
		n := fixture.New(GinkgoT(), fixture.History(1000))
		client := n.Host("client")
		c, s, _ := n.Pair(client, n.Host("server"))
		for range ports + 1 {
			sure(c.Write([]byte("?")))
			sure(io.ReadFull(s, make([]byte, 1)))
		}
		to := c.RemoteAddr().String()
		Expect(client).To(HaveFreePorts(ports-1, to))
		Expect(client).To(HaveSockets(1, tcp.Established, BeToward(to)))
	})
})

// connect is where the sockets of the client are opened.
func connect(client *fixture.Host, address string) (*fixture.Conn, error) {
	return client.Dial("tcp", address)
}
