package services_test

import (
	"io"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// incarnation is a connection that is over but for a TIME-WAIT, with a copy under way
// of the order that its client has sent.
type incarnation struct {
	network        *fixture.Network
	listener       *fixture.Listener
	client, server *fixture.Conn
	duplicate      *fixture.Rule
}

const greeting, order = "hello", "pay 100"

// closedBy makes a connection on which the client sends a greeting and an order, the
// server reads them, and the given side closes first. A second passes before and
// after.
func closedBy(first string, options ...fixture.Option) *incarnation {
	x := &incarnation{network: fixture.New(GinkgoT(), options...)}
	client, server := x.network.Host("client"), x.network.Host("server")
	x.listener = sure(server.Listen("tcp", ":80"))
	x.duplicate = x.network.On(fixture.From("client"), fixture.HasPayload()).Nth(2).Copy()
	x.client = dial(client, "server:80")
	x.server = sure(x.listener.AcceptTCP())
	for _, s := range []string{greeting, order} {
		sure(io.WriteString(x.client, s))
		sure(io.ReadFull(x.server, make([]byte, len(s))))
	}
	x.network.Advance(time.Second)
	ends := []*fixture.Conn{x.client, x.server}
	if first == "server" {
		ends[0], ends[1] = ends[1], ends[0]
	}
	Expect(ends[0].Close()).To(Succeed())
	Expect(ends[1].Close()).To(Succeed())
	x.network.Advance(time.Second)
	return x
}

// accepted is the server's side of the new incarnation that an attempt has opened,
// after what is under way of the old one has arrived and the server has read what
// there is to read.
func (x *incarnation) accepted(attempt *fixture.Reopening) *fixture.Conn {
	ExpectWithOffset(1, attempt).To(AcceptIncarnation())
	conn := sure(x.listener.AcceptTCP())
	sure(x.duplicate.Release())
	conn.SetReadDeadline(x.network.Now().Add(time.Second))
	x.network.Await(func() error { _, err := io.ReadAll(conn); return err }, time.Minute)
	return conn
}

// What TIME-WAIT is for: segments of an old incarnation that wander about, and the
// last ACK. netstack has no PAWS, so that TIME-WAIT alone keeps them out.
var _ = Describe("A connection whose addresses and ports are used again", func() {
	older, same, newer := tcp.SeqOffset(-1), tcp.SeqOffset(0), tcp.SeqOffset(1)
	plain := tcp.WithoutTimestamps()
	// A SYN after which the next number is that of the old order: before the FIN, the
	// order, and the SYN itself.
	unlucky := tcp.SeqOffset(-1 - len(order) - 1)

	Context("while the server is in TIME-WAIT", func() {
		DescribeTable("is rejected if its SYN may be an old one", func(bends ...tcp.Edit) {
			x := closedBy("server")
			Expect(x.server.Probe(bends...)).To(RejectIncarnation(fixture.Ignored))
			Expect(x.server).To(BeInTimeWait())
		},
			Entry("by its number", older),
			Entry("by its number, without timestamps", older, plain),
			Entry("by its number, whatever its timestamp", older, tcp.TimestampOffset(time.Hour)),
			Entry("as it is the first number after", same),
			Entry("as it is the first number after, without timestamps", same, plain),
		)

		DescribeTable("is accepted if its SYN is newer", func(bends ...tcp.Edit) {
			x := closedBy("server")
			Expect(x.server).To(BeInTimeWait())
			Expect(x.server.Probe(bends...)).To(AcceptIncarnation())
			Expect(x.server).To(BeInState(tcp.Closed))
		},
			Entry("by the smallest step", newer),
			Entry("by the smallest step, without timestamps", newer, plain),
		)

		It("is accepted if the client dials it anew", func() {
			x := closedBy("server")
			Expect(x.server).To(BeInTimeWait())
			Expect(x.client.Redial()).To(AcceptIncarnation())
		})

		It("is not dialled by the server itself", func() {
			x := closedBy("server")
			Expect(x.server.Redial()).To(RejectIncarnation(fixture.Unavailable))
		})
	})

	Context("while the client is in TIME-WAIT", func() {
		It("is not dialled by the client", func() {
			x := closedBy("client")
			Expect(x.client.Redial()).To(RejectIncarnation(fixture.InUse))
		})

		DescribeTable("is not opened from the other end, behind which nobody listens", func(bends ...tcp.Edit) {
			x := closedBy("client")
			Expect(x.client.Probe(bends...)).To(RejectIncarnation(fixture.Ignored))
			Expect(x.client).To(BeInTimeWait())
		},
			Entry("by an older SYN", older),
			Entry("by one with the next number", same),
			Entry("by a newer one", newer),
			Entry("by a newer one without timestamps", newer, plain),
		)

		DescribeTable("is accepted by the server, which has forgotten the old one", func(bends ...tcp.Edit) {
			x := closedBy("client")
			Expect(x.server.Probe(bends...)).To(AcceptIncarnation())
			Expect(x.client).To(BeInTimeWait())
		},
			Entry("with an older SYN", older),
			Entry("with the next number", same),
			Entry("with a newer one", newer),
			Entry("with an older one without timestamps", older, plain),
		)
	})

	Context("and an order of the old one that is late", func() {
		It("does not read it after TIME-WAIT, in which it has arrived", func() {
			x := closedBy("server")
			sure(x.duplicate.Release())
			x.network.Advance(time.Minute)
			Expect(x.accepted(x.server.Probe(unlucky))).NotTo(HaveReadEarlierData())
		})

		It("does not read it if the client's clock has moved its sequence numbers on", func() {
			x := closedBy("server", fixture.TimeWaitTimeout(0))
			Expect(x.accepted(x.client.Redial())).NotTo(HaveReadEarlierData())
		})

		It("reads it without TIME-WAIT", func() {
			x := closedBy("server", fixture.TimeWaitTimeout(0))
			Expect(x.accepted(x.server.Probe(unlucky))).To(HaveReadEarlierData(len(order)))
		})
	})

	It("is to be rejected however new its SYN is", prints("incarnation-a", func() {
		x := closedBy("server")
		Expect(x.server.Probe(newer)).To(RejectIncarnation())
	}))

	It("is to be accepted however old its SYN is", prints("incarnation-b", func() {
		x := closedBy("server")
		Expect(x.server.Probe(older)).To(AcceptIncarnation())
	}))

	It("is to be dialled from a port in TIME-WAIT", prints("incarnation-c", func() {
		x := closedBy("client")
		Expect(x.client.Redial()).To(AcceptIncarnation())
	}))

	It("is not to begin before a TIME-WAIT that the host does not have", prints("incarnation-d", func() {
		x := closedBy("server", fixture.TimeWaitTimeout(0))
		Expect(x.server.Probe(older)).To(RejectIncarnation(fixture.Ignored))
	}))

	It("is not to read the order of the old one without TIME-WAIT", prints("incarnation-e", func() {
		x := closedBy("server", fixture.TimeWaitTimeout(0))
		Expect(x.accepted(x.server.Probe(unlucky))).NotTo(HaveReadEarlierData())
	}))
})
