package kernel_test

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// A RST ends both sides. The side that received it is CLOSED until the application closes
// its descriptor.
func TestReset(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{})
	s.must(c.SetLinger(0))
	s.must(c.Close())
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED CLOSED")
	s.want("the client's sockets", s.sockets(s.client), "")
	s.want("the server", s.states(x), "CLOSED SYN-RECEIVED ESTABLISHED CLOSED")
	s.want("the server's sockets", s.sockets(s.server), "LISTEN* CLOSED*")
	if n, err := x.Read(make([]byte, 1)); n != 0 || !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("read: %d, %v", n, err)
	}
	s.must(x.Close())
	s.want("the server's sockets", s.sockets(s.server), "LISTEN*")
	if err := x.Close(); err == nil {
		t.Error("the second close has no error")
	}
}

// A connection that nobody accepts is held by the queue of its listener, and Accept returns
// it even if it was reset there.
func TestQueue(t *testing.T) {
	s := newScene(t)
	ln, err := s.server.Listen(80, true)
	s.must(err)
	if _, err := ln.Accept(); !errors.Is(err, fixture.ErrWaiting) {
		t.Errorf("accept with nobody there: %v", err)
	}
	kept, reset := s.client.Dial("server:80"), s.client.Dial("server:80")
	s.must(kept.Err())
	s.want("the server", s.sockets(s.server), "LISTEN* ESTABLISHED* ESTABLISHED*")
	c, err := reset.Socket()
	s.must(err)
	s.must(c.SetLinger(0))
	s.must(c.Close())
	s.want("the server after a RST", s.sockets(s.server), "LISTEN* ESTABLISHED*")
	first, err := ln.Accept()
	s.must(err)
	second, err := ln.Accept()
	s.must(err)
	s.want("the first", s.states(s.server.ConnOf(first)), "CLOSED SYN-RECEIVED ESTABLISHED")
	s.want("the second", s.states(s.server.ConnOf(second)), "CLOSED SYN-RECEIVED ESTABLISHED CLOSED")
	s.want("the server after Accept", s.sockets(s.server), "LISTEN* ESTABLISHED* CLOSED*")
	s.must(ln.Close())
	s.want("the server after its listener", s.sockets(s.server), "ESTABLISHED* CLOSED*")
}

// A connection that was reset before it came into the queue is not the one that Accept
// returns, although that one has its addresses and ports.
func TestHalfOpen(t *testing.T) {
	s := newScene(t)
	ln, err := s.server.Listen(80, true)
	s.must(err)
	half := s.net.Peer("peer").Dial("server:80", peer.SourcePort(1500))
	half.SendSYN()
	half.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
	s.want("the server", s.sockets(s.server), "LISTEN* SYN-RECEIVED*")
	half.SendRST()
	s.want("the server after the RST", s.sockets(s.server), "LISTEN*")
	s.net.Peer("peer").Dial("server:80", peer.SourcePort(1500)).Open()
	x, err := ln.Accept()
	s.must(err)
	s.want("the connection", s.states(s.server.ConnOf(x)), "CLOSED SYN-RECEIVED ESTABLISHED")
}

// The queue ends with its listener.
func TestQueueOfClosedListener(t *testing.T) {
	s := newScene(t)
	ln, err := s.server.Listen(80, true)
	s.must(err)
	d := s.client.Dial("server:80")
	s.must(d.Err())
	c, err := d.Socket()
	s.must(err)
	s.must(ln.Close())
	s.want("the server", s.sockets(s.server), "")
	s.want("the client", s.states(s.client.ConnOf(c)), "CLOSED SYN-SENT ESTABLISHED CLOSED")
}

// A connection attempt that is refused, and one to an address where nobody is.
func TestRefused(t *testing.T) {
	s := newScene(t)
	d := s.client.Dial("server:81")
	var call interface{ Unwrap() error }
	if err := d.Err(); !errors.Is(err, syscall.ECONNREFUSED) || !errors.As(err, &call) || !strings.HasPrefix(err.Error(), "connect: ") {
		t.Errorf("dial: %v", err)
	}
	c, _ := d.Socket()
	s.want("the client", s.states(s.client.ConnOf(c)), "CLOSED SYN-SENT CLOSED")
	s.want("the client's sockets", s.sockets(s.client), "CLOSED*")
	s.must(d.Close())
	s.want("the client's sockets", s.sockets(s.client), "")

	d = s.client.Dial("10.77.0.1:80")
	if d.Done() || d.Took() != 0 || !errors.Is(d.Err(), fixture.ErrWaiting) {
		t.Errorf("a dial to nobody: %t, %s, %v", d.Done(), d.Took(), d.Err())
	}
	s.want("the client's sockets", s.sockets(s.client), "SYN-SENT*")
	s.must(d.Close())
	s.want("the client's sockets", s.sockets(s.client), "")

	for _, address := range []string{"nobody:80", "80", "server:", "server:70000"} {
		if d := s.client.Dial(address); !d.Done() || d.Err() == nil {
			t.Errorf("dial %q: %v", address, d.Err())
		}
	}
}

// A host that connects to itself. Its kernel is faster than a reading of its table.
func TestLoopback(t *testing.T) {
	s := newScene(t)
	ln, err := s.server.Listen(80, true)
	s.must(err)
	for _, address := range []string{"server:80", "localhost:80"} {
		d := s.server.Dial(address)
		s.until(d.Done)
		c, err := d.Socket()
		s.must(err)
		x, err := ln.Accept()
		s.must(err)
		s.want(address, s.sockets(s.server), "LISTEN* ESTABLISHED* ESTABLISHED*")
		s.want(address, s.states(s.server.ConnOf(c)), "CLOSED SYN-SENT ESTABLISHED")
		s.must(c.SetLinger(0))
		s.must(c.Close())
		s.must(x.Close())
		d = s.server.Dial(address + "81")
		if err := d.Err(); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("%s81: %v", address, err)
		}
		s.must(d.Close())
	}
	if n := s.net.Timeline().Len(); n != 0 {
		t.Errorf("%d events outside:\n%s", n, s.net.Timeline())
	}
}

// A new connection from the port of one in TIME-WAIT has changes of its own, on both sides.
func TestReopened(t *testing.T) {
	s := newScene(t)
	again := target.Dialling{LocalAddr: ":1500", ReuseAddr: true, NoKeepAlive: true}
	c, x, ln := s.connect(again)
	s.must(x.Close())
	s.must(c.Close())
	s.want("the server's sockets", s.sockets(s.server), "LISTEN* TIME-WAIT")
	s.must(s.client.Advance(20 * time.Millisecond)) // a newer timestamp
	d := s.client.DialWith("server:80", again)
	s.until(d.Done)
	c2, err := d.Socket()
	s.must(err)
	x2, err := ln.Accept()
	s.must(err)
	s.want("the first server", s.states(x), "CLOSED SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED")
	s.want("the first client", s.states(c), "CLOSED SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED")
	s.want("the second server", s.states(s.server.ConnOf(x2)), "CLOSED SYN-RECEIVED ESTABLISHED")
	s.want("the second client", s.states(s.client.ConnOf(c2)), "CLOSED SYN-SENT ESTABLISHED")
	s.want("the server's sockets", s.sockets(s.server), "LISTEN* ESTABLISHED*")
	if c.LocalAddr() != s.client.ConnOf(c2).LocalAddr() || c.LocalAddr().Port() != 1500 {
		t.Errorf("the ports: %v", c.LocalAddr())
	}
}

// Both sides close at once.
func TestSimultaneousClose(t *testing.T) {
	s := newScene(t, fixture.Latency(20*time.Millisecond))
	c, x, _ := s.connect(target.Dialling{})
	s.must(c.Close())
	s.must(x.Close())
	s.until(func() bool {
		return strings.HasSuffix(s.states(c), "TIME-WAIT") && strings.HasSuffix(s.states(x), "TIME-WAIT")
	})
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT")
	s.want("the server", s.states(x), "CLOSED SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT")
}
