package services_test

import (
	"io"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// incarnation is a connection that both sides have closed, with a copy in flight of the
// order that its client has sent.
type incarnation struct {
	network        *fixture.Network
	listener       *fixture.Listener
	client, server *fixture.Conn
	duplicate      *fixture.Rule
}

const greeting, order = "hello", "pay 100"

// closedBy makes a connection on which the client sends a greeting and an order, the
// server reads them, and the given side closes first. One second passes before and
// one after.
func closedBy(first string, options ...fixture.Option) *incarnation {
	x := &incarnation{network: fixture.New(GinkgoT(), options...)}
	client, server := x.network.Host("client"), x.network.Host("server")
	x.listener = sure(server.Listen("tcp", ":80"))
	x.duplicate = x.network.On(timeline.From("client"), timeline.Data()).Nth(2).Copy()
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

// accepted returns the server's side of the new incarnation that an attempt has opened,
// after the old segment has arrived and the server has read all data.
func (x *incarnation) accepted(attempt *fixture.Reopening) *fixture.Conn {
	ExpectWithOffset(1, attempt).To(AcceptIncarnation())
	conn := sure(x.listener.AcceptTCP())
	sure(x.duplicate.Release())
	conn.SetReadDeadline(x.network.Now().Add(time.Second))
	x.network.Await(func() error { _, err := io.ReadAll(conn); return err }, time.Minute)
	return conn
}

// TIME-WAIT has two purposes: it acknowledges a FIN again if the last ACK is lost, and
// it keeps old duplicates out of the next incarnation. An incarnation is one
// connection among those that use the same addresses and ports, one after the other.
// netstack has no PAWS, so only TIME-WAIT rejects old duplicates.
var _ = Describe("Old duplicates: a connection whose addresses and ports are used again", func() {
	older, same, newer := tcp.SeqOffset(-1), tcp.SeqOffset(0), tcp.SeqOffset(1)
	plain := tcp.WithoutTimestamps()
	// After this SYN the next sequence number is the old order's: it precedes the FIN, the
	// order and the SYN itself.
	unlucky := tcp.SeqOffset(-1 - len(order) - 1)

	Context("while the server is in TIME-WAIT", func() {
		DescribeTable("is rejected if its SYN can be an old duplicate", func(bends ...tcp.Edit) {
			x := closedBy("server")
			Expect(x.server.Probe(bends...)).To(RejectIncarnation(fixture.Ignored))
			Expect(x.server).To(BeInTimeWait())
		},
			Entry("by its sequence number", older),
			Entry("by its sequence number, without timestamps", older, plain),
			Entry("by its sequence number, whatever its timestamp", older, tcp.TimestampOffset(time.Hour)),
			Entry("because it has the next sequence number", same),
			Entry("because it has the next sequence number, without timestamps", same, plain),
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

		It("is accepted if the client dials again", func() {
			x := closedBy("server")
			Expect(x.server).To(BeInTimeWait())
			Expect(x.client.Redial()).To(AcceptIncarnation())
		})

		It("cannot be dialled by the server itself, whose listener has the port", func() {
			x := closedBy("server")
			Expect(x.server.Redial()).To(RejectIncarnation(fixture.InUse))
		})

		It("is left at once if the server dials without the listener, as timestamps tell the incarnations apart", func() {
			x := closedBy("server")
			Expect(x.listener.Close()).To(Succeed())
			Expect(x.server.Redial()).To(RejectIncarnation(fixture.Refused)) // by the client, which has no listener
			Expect(x.server).To(BeInState(tcp.Closed))
		})
	})

	Context("while the client is in TIME-WAIT", func() {
		It("cannot be dialled by the client", func() {
			x := closedBy("client")
			Expect(x.client.Redial()).To(RejectIncarnation(fixture.InUse))
		})

		DescribeTable("cannot be opened from the other end, as the client has no listener", func(bends ...tcp.Edit) {
			x := closedBy("client")
			Expect(x.client.Probe(bends...)).To(RejectIncarnation(fixture.Ignored))
			Expect(x.client).To(BeInTimeWait())
		},
			Entry("by an older SYN", older),
			Entry("by a SYN with the next sequence number", same),
			Entry("by a newer SYN", newer),
			Entry("by a newer SYN without timestamps", newer, plain),
		)

		DescribeTable("is accepted by the server, which has forgotten the old incarnation", func(bends ...tcp.Edit) {
			x := closedBy("client")
			Expect(x.server.Probe(bends...)).To(AcceptIncarnation())
			Expect(x.client).To(BeInTimeWait())
		},
			Entry("with an older SYN", older),
			Entry("with the next sequence number", same),
			Entry("with a newer SYN", newer),
			Entry("with an older SYN without timestamps", older, plain),
		)
	})

	Context("with a late duplicate of the old order", func() {
		It("does not read the duplicate if it arrives in TIME-WAIT", func() {
			x := closedBy("server")
			sure(x.duplicate.Release())
			x.network.Advance(time.Minute)
			Expect(x.accepted(x.server.Probe(unlucky))).NotTo(HaveReadEarlierData())
		})

		It("does not read the duplicate if the new sequence numbers are higher", func() {
			x := closedBy("server", fixture.TimeWaitTimeout(0))
			Expect(x.accepted(x.client.Redial())).NotTo(HaveReadEarlierData())
		})

		It("reads the duplicate without TIME-WAIT", func() {
			x := closedBy("server", fixture.TimeWaitTimeout(0))
			Expect(x.accepted(x.server.Probe(unlucky))).To(HaveReadEarlierData(len(order)))
		})
	})

	It("is rejected with a newer SYN", prints("incarnation-a", func() {
		x := closedBy("server")
		Expect(x.server.Probe(newer)).To(RejectIncarnation())
	}))

	It("is accepted with an older SYN", prints("incarnation-b", func() {
		x := closedBy("server")
		Expect(x.server.Probe(older)).To(AcceptIncarnation())
	}))

	It("can be dialled from a port in TIME-WAIT", prints("incarnation-c", func() {
		x := closedBy("client")
		Expect(x.client.Redial()).To(AcceptIncarnation())
	}))

	It("is rejected by a host without TIME-WAIT", prints("incarnation-d", func() {
		x := closedBy("server", fixture.TimeWaitTimeout(0))
		Expect(x.server.Probe(older)).To(RejectIncarnation(fixture.Ignored))
	}))

	It("does not read the old order without TIME-WAIT", prints("incarnation-e", func() {
		x := closedBy("server", fixture.TimeWaitTimeout(0))
		Expect(x.accepted(x.server.Probe(unlucky))).NotTo(HaveReadEarlierData())
	}))
})
