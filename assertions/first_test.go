package assertions_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

func pair(t *testing.T) (n *fixture.Network, c, s *fixture.Conn) {
	n = fixture.New(t)
	c, s, err := n.Pair(n.Host("client"), n.Host("server"))
	if err != nil {
		t.Fatal(err)
	}
	return n, c, s
}

func end(a net.Addr) netip.AddrPort { return a.(*net.TCPAddr).AddrPort() }

// forge injects a segment with the server's address to the client.
func forge(t *testing.T, n *fixture.Network, c *fixture.Conn, s tcp.Segment) {
	s.Src, s.Dst, s.TTL = end(c.RemoteAddr()), end(c.LocalAddr()), 64
	p, err := s.Packet()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Inject(p); err != nil {
		t.Fatal(err)
	}
}

func endingOf(g *WithT, c *fixture.Conn) timeline.Ending {
	x, ok := c.Incarnation()
	g.Expect(ok).To(BeTrue())
	return x.Ending()
}

// The active closer is the side that sent the first FIN, and the other side has taken it
// or can take it. A RST makes no active closer, since nobody is in TIME-WAIT.
func TestClosedFirst(t *testing.T) {
	t.Run("a RST", func(t *testing.T) {
		g := NewWithT(t)
		_, c, s := pair(t)
		s.SetLinger(0)
		s.Close()
		c.Close()
		g.Expect([]*fixture.Conn{c, s}).NotTo(HaveClosedFirst())
		g.Expect(endingOf(g, c)).To(HaveField("First", ""))
	})
	t.Run("a FIN after which a RST follows", func(t *testing.T) {
		g := NewWithT(t)
		_, c, s := pair(t)
		c.CloseWrite()
		s.Abort()
		g.Expect(c).To(HaveClosedFirst())
		g.Expect(s).NotTo(HaveClosedFirst())
	})
	t.Run("a lost FIN", func(t *testing.T) {
		g := NewWithT(t)
		n, c, s := pair(t)
		n.Link("client", "server").Partition()
		c.Close()
		g.Expect(c).To(HaveClosedFirst())
		g.Expect(endingOf(g, s)).To(And(HaveField("First", "client"), HaveField("FINReceived", false)))
	})
	t.Run("a forged RST that nobody takes", func(t *testing.T) {
		g := NewWithT(t)
		n, c, s := pair(t)
		forge(t, n, c, tcp.Segment{Flags: tcp.RST, Seq: 12345})
		g.Expect(c).To(BeInState(tcp.Established))
		c.Close()
		s.Close()
		g.Expect(c).To(HaveClosedFirst())
		g.Expect(s).NotTo(HaveClosedFirst())
		g.Expect(endingOf(g, c)).To(And(HaveField("First", "client"), HaveField("AtOnce", false)))
	})
	t.Run("a forged FIN that nobody takes", func(t *testing.T) {
		g := NewWithT(t)
		n, c, s := pair(t)
		forge(t, n, c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: 12345, Ack: 1})
		g.Expect(c).To(BeInState(tcp.Established))
		g.Expect(endingOf(g, c)).To(HaveField("FINReceived", false))
		c.Close()
		g.Expect(c).To(HaveClosedFirst())
		g.Expect(c).NotTo(HaveClosedWithFIN())
		s.Close()
		g.Expect(c).To(And(HaveClosedFirst(), HaveClosedWithFIN()))
		g.Expect(s).To(And(Not(HaveClosedFirst()), HaveClosedWithFIN()))
	})
	t.Run("a forged FIN that is taken", func(t *testing.T) {
		g := NewWithT(t)
		n, c, _ := pair(t)
		syn, _ := n.Timeline().First(timeline.Delivered, timeline.OnHost("client"), timeline.Flags(tcp.SYN))
		forge(t, n, c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: syn.Segment.Seq + 1, Ack: syn.Segment.Ack, Window: 100})
		g.Expect(c).To(BeInState(tcp.CloseWait))
		c.Close()
		g.Expect(c).NotTo(HaveClosedFirst())
		g.Expect(endingOf(g, c)).To(And(HaveField("First", ""), HaveField("FINReceived", true), HaveField("FirstEvent.Kind", timeline.Delivered)))
	})
	t.Run("a FIN of the incarnation before", func(t *testing.T) {
		g := NewWithT(t)
		n, c, s := pair(t)
		old := n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Copy()
		c.Close()
		s.Close()
		n.Advance(61 * time.Second)
		l, err := n.Host("server").Listen("tcp", s.LocalAddr().String())
		g.Expect(err).NotTo(HaveOccurred())
		d := &fixture.Dialer{Host: n.Host("client"), LocalAddr: c.LocalAddr().String()}
		c2, err := d.Dial("tcp", s.LocalAddr().String())
		g.Expect(err).NotTo(HaveOccurred())
		s2, err := l.AcceptTCP()
		g.Expect(err).NotTo(HaveOccurred())
		g.Expect(old.Release()).To(Equal(1))
		g.Expect(endingOf(g, c2)).To(HaveField("FINReceived", false))
		c2.Close()
		s2.Close()
		g.Expect(c2).To(HaveClosedFirst())
	})
	t.Run("a script's FIN", func(t *testing.T) {
		g := NewWithT(t)
		n := fixture.New(t)
		l, err := n.Host("server").Listen("tcp", ":80")
		g.Expect(err).NotTo(HaveOccurred())
		p := n.Peer("peer").Dial("server:80", peer.SourcePort(4000))
		p.Open()
		s, err := l.AcceptTCP()
		g.Expect(err).NotTo(HaveOccurred())
		p.SendFIN(tcp.SeqOffset(1 << 20)) // outside of the window
		p.Expect(timeline.ExactFlags(tcp.ACK))
		s.Close()
		g.Expect(s).To(HaveClosedFirst())
		p.Expect(timeline.Flags(tcp.FIN))

		p = n.Peer("peer").Dial("server:80", peer.SourcePort(4001))
		p.Open()
		s, err = l.AcceptTCP()
		g.Expect(err).NotTo(HaveOccurred())
		p.SendFIN()
		p.Expect(timeline.ExactFlags(tcp.ACK))
		s.Close()
		g.Expect(s).NotTo(HaveClosedFirst())
		g.Expect(endingOf(g, s)).To(HaveField("First", "peer"))
		p.Expect(timeline.Flags(tcp.FIN))
	})
	t.Run("a FIN that arrives before its data", func(t *testing.T) {
		g := NewWithT(t)
		n, c, s := pair(t)
		n.On(timeline.Data()).Nth(1).Delay(100 * time.Millisecond)
		c.Write([]byte("x"))
		c.Close()
		s.CloseWrite() // it has not taken the client's
		n.Advance(10 * time.Second)
		g.Expect(endingOf(g, s)).To(And(HaveField("First", "client"), HaveField("AtOnce", true), HaveField("FINReceived", true)))
	})
}

// A connection in LAST-ACK that is given up has FINs in both directions, and yet a timer
// ended it.
func TestFINGivenUp(t *testing.T) {
	g := NewWithT(t)
	n, c, s := pair(t)
	c.Close()
	n.Link("client", "server").Partition()
	s.Close()
	g.Expect(s).To(BeInState(tcp.LastAck))
	n.Advance(time.Hour)
	g.Expect(endingOf(g, s)).To(And(HaveField("FINSent", true), HaveField("FINReceived", true), HaveField("Over", true)))
	g.Expect(s).NotTo(HaveClosedWithFIN())
}

// A TIME-WAIT for which the host has no room is left out, and the FIN was received.
func TestFINWithoutRoomForTimeWait(t *testing.T) {
	g := NewWithT(t)
	n := fixture.New(t)
	c, s, err := n.Pair(n.Host("client", fixture.MaxTimeWaitBuckets(0)), n.Host("server"))
	g.Expect(err).NotTo(HaveOccurred())
	c.Close()
	s.Close()
	g.Expect(c).To(And(HaveClosedFirst(), HaveClosedWithFIN(), HaveSkippedTimeWait(timeline.BucketsFull)))
}
