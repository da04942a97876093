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

// ports is the number of ephemeral ports of a host: 32768 to 60999.
const ports = 28232

// A client opens a connection for each request and closes it first. It has 28,232
// ephemeral ports towards one address and port, and each stays in TIME-WAIT for 60 s.
// Above 470 requests a second the ports run out, and requests fail with "cannot assign
// requested address". Another port of the server still works.
var _ = Describe("Cannot assign requested address: a client that opens a connection for each request", Ordered, func() {
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

	// The specs share one network: to use up the ports takes some seconds, and almost a
	// minute under the race detector.
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

	It("has ports left towards the server", prints("ports-a", func() {
		Expect(client).To(HaveFreePorts(BeNumerically(">", 0), "server:80"))
	}))

	It("has few connections in TIME-WAIT", prints("ports-b", func() {
		Expect(client).To(HaveSockets(BeNumerically("<", 1000), tcp.TimeWait, BeToward("server:80")))
	}))

	It("counts its dials with a shortened timeline", prints("ports-c", func() {
		Expect(client).To(HaveDialed(BeNumerically("<", 100), "server:80"))
	}))

	It("cannot connect to the server once more", func() {
		Expect(ask("server:80")).To(MatchError(syscall.EADDRNOTAVAIL))
	})

	It("connects to the server once more", prints("ports-d", func() {
		Expect(ask("server:80")).To(Succeed())
	}))

	It("connects to another port of the server", func() {
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

// The client of the previous section keeps its connection, and has free ports.
var _ = Describe("Free ports: a client that keeps its connection", func() {
	It("has ports left after any number of requests", func() {
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

// connect opens the sockets of the client.
func connect(client *fixture.Host, address string) (*fixture.Conn, error) {
	return client.Dial("tcp", address)
}
