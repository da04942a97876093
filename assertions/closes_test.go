package assertions_test

import (
	"fmt"
	"io"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// orderly is an orderly close: one side closes first, the other when it has read
// everything, and one of the segments is lost.
type orderly struct {
	network  string // "tcp4" or "tcp6"
	server   bool   // whether the server closes first
	lost     loss
	latency  time.Duration
	bytes    int // that the side which closes first sends before
	timeWait time.Duration
}

// loss is which segment of a close is lost, for the given number of times.
type loss struct {
	name  string
	first bool // sent by the side that closes first
	fin   bool // or the acknowledgement of the other side's FIN
	times int
}

var losses = []loss{
	{name: "nothing"},
	{name: "the first FIN", first: true, fin: true, times: 1},
	{name: "the first FIN, three times", first: true, fin: true, times: 3},
	{name: "the second FIN", fin: true, times: 1},
	{name: "the second FIN, three times", fin: true, times: 3},
	{name: "the last ACK", first: true, times: 1},
	{name: "the last ACK, twice", first: true, times: 2},
}

func (o orderly) String() string {
	first := "client"
	if o.server {
		first = "server"
	}
	return fmt.Sprintf("%s first after %d bytes over %s in %s, losing %s, with %s of TIME-WAIT", first, o.bytes, o.network, o.latency, o.lost.name, o.timeWait)
}

// close closes a connection as o says and lets an hour pass.
func (o orderly) close() (n *fixture.Network, first, second *fixture.Conn) {
	n = fixture.New(GinkgoT(), fixture.Latency(o.latency), fixture.TimeWaitTimeout(o.timeWait))
	client, server := n.Host("client"), n.Host("server")
	l, err := server.Listen(o.network, ":80")
	Expect(err).NotTo(HaveOccurred())
	var c, s *fixture.Conn
	Expect(n.Await(func() (err error) {
		if c, err = client.Dial(o.network, "server:80"); err == nil {
			s, err = l.AcceptTCP()
		}
		return err
	}, time.Minute)).To(Succeed())

	first, second = c, s
	if o.server {
		first, second = s, c
	}
	lose := n.On(timeline.From(first.Host().Name()), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.SegmentFunc(func(tcp.Segment) bool {
		return second.State() == tcp.LastAck
	}))
	switch {
	case o.lost.fin && o.lost.first:
		lose = n.On(timeline.From(first.Host().Name()), timeline.Flags(tcp.FIN))
	case o.lost.fin:
		lose = n.On(timeline.From(second.Host().Name()), timeline.Flags(tcp.FIN))
	}
	if o.lost.times > 0 {
		lose.Times(o.lost.times).Drop()
	}
	reader := n.Go(func() error {
		if _, err := io.Copy(io.Discard, second); err != nil {
			return err
		}
		return second.Close()
	})
	Expect(io.WriteString(first, strings.Repeat("x", o.bytes))).To(Equal(o.bytes))
	Expect(first.Close()).To(Succeed())
	_, err = n.Advance(time.Hour)
	Expect(err).NotTo(HaveOccurred())
	Expect(reader.Err()).NotTo(HaveOccurred())
	return n, first, second
}

// Whatever is lost on the way, TIME-WAIT is of the side that closed first, and it
// lasts for as long as it was told after the last FIN.
var _ = Describe("An orderly close", func() {
	check := func(o orderly) {
		n, first, second := o.close()
		Expect(first).To(And(HaveClosedFirst(), HaveClosedWithFIN(), HavePassedThrough(tcp.FinWait1, tcp.FinWait2, tcp.TimeWait)))
		Expect(second).To(And(HaveClosedWithFIN(), HaveSkippedTimeWait(timeline.ClosedSecond), HavePassedThrough(tcp.CloseWait, tcp.LastAck)))
		Expect(second).NotTo(Or(HaveClosedFirst(), HaveLostUnread(), HaveLostWritten()))
		Expect(n).NotTo(HaveSent(tcp.RST))
		Expect(n).To(HaveSockets(0))

		x, ok := first.Incarnation()
		Expect(ok).To(BeTrue())
		var late time.Duration // how much the restarts have added
		for _, r := range x.Restarts {
			late += r.Ran
		}
		Expect(first).To(HaveTimeWait(o.timeWait + late))
		if o.lost.first && !o.lost.fin {
			Expect(first).To(HaveRestartedTimeWait(o.lost.times, tcp.FIN))
		} else {
			Expect(first).NotTo(HaveRestartedTimeWait())
		}
	}
	var entries []any
	for _, network := range []string{"tcp4", "tcp6"} {
		for _, server := range []bool{false, true} {
			for _, lost := range losses {
				for _, latency := range []time.Duration{0, time.Millisecond, 50 * time.Millisecond} {
					for _, bytes := range []int{0, 1, 10_000} {
						for _, timeWait := range []time.Duration{time.Minute, 4 * time.Minute} {
							o := orderly{network, server, lost, latency, bytes, timeWait}
							entries = append(entries, Entry(o.String(), o))
						}
					}
				}
			}
		}
	}
	DescribeTable("leaves TIME-WAIT to who closed first", append([]any{check}, entries...)...)
})
