package assertions_test

import (
	"bytes"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// retransmitting makes a connection whose server loses two FINs and sends the FIN three
// times.
func retransmitting(t *testing.T) (*fixture.Network, *fixture.Conn) {
	n := fixture.New(t)
	c, s, err := n.Pair(n.Host("client"), n.Host("server"))
	if err != nil {
		t.Fatal(err)
	}
	n.On(timeline.Flags(tcp.FIN), timeline.From("server")).Times(2).Drop()
	c.Write([]byte("secret"))
	s.Read(make([]byte, 10))
	c.Close()
	s.Close()
	n.Advance(time.Minute)
	return n, s
}

// A question about repetitions is answered from the timeline, and a question about the
// payload, which a timeline does not keep, is an error.
func TestNoQuestionIsVacuous(t *testing.T) {
	g := NewWithT(t)
	n, s := retransmitting(t)
	g.Expect(s).To(HaveSent(2, timeline.Retransmission))
	g.Expect(s).To(HaveSent(2, tcp.FIN, timeline.Repeated()))
	g.Expect(s).NotTo(HaveSent(timeline.KeepAliveProbe))
	g.Expect(n.Timeline().Count(timeline.Sent, timeline.Repeated())).To(Equal(2))

	const noPayload = "a timeline keeps no payload"
	for _, count := range []int{0, 1} {
		for _, actual := range []any{s, n, n.Timeline()} {
			_, err := HaveSent(count, timeline.DataIs([]byte("secret"))).Match(actual)
			g.Expect(err).To(MatchError(ContainSubstring(noPayload)))
		}
	}
	g.Expect(n.Timeline().Check(timeline.Not(timeline.DataIs(nil)))).To(MatchError(ContainSubstring(noPayload)))
	g.Expect(n.Timeline().Check(timeline.Any(timeline.Sent, timeline.DataIs(nil)))).To(MatchError(ContainSubstring(noPayload)))
}

// A matcher asks about one side of a connection. A filter that excludes this side, or the
// kind of events that the matcher looks at, is an error and not the answer "none".
func TestNoFilterExcludesTheSubject(t *testing.T) {
	n, server := retransmitting(t)
	n.Host("third")
	script := n.Peer("script")
	for name, c := range map[string]struct {
		matcher types.GomegaMatcher
		actual  any
		want    string
	}{
		"sent by the other host": {HaveSent(0, timeline.OnHost("client")), server,
			"no event is on server and on client"},
		"sent from the other host": {HaveSent(0, timeline.From("client")), server,
			"no event is sent and on server and from client"},
		"received by the other host": {HaveReceived(0, timeline.To("client")), server,
			"no event is delivered and on server and to client"},
		"sent from the other host, of a host": {HaveSent(0, timeline.From("client")), server.Host(),
			"no event is sent and on server and from client"},
		"sent and delivered": {HaveSent(0, timeline.Delivered), n,
			"no event is sent and delivered"},
		"not what was sent": {HaveSent(0, timeline.Not(timeline.Sent)), n,
			"no event is sent and not sent"},
		"a restart on the other host": {HaveRestartedTimeWait(0, timeline.OnHost("client")), server,
			"no event is on server and on client"},
		"a RST on the other host": {HaveClosedWithRST(timeline.OnHost("client")), server,
			"no event is on server and on client"},
		"sent to a third host": {HaveSent(0, timeline.To("third")), server,
			"on server, ended is sent and to third"},
		"sent between others": {HaveSent(0, timeline.Between("server", "third")), server,
			"is sent and between server and third"},
		"sent from another port": {HaveSent(0, timeline.From("server:9")), server,
			"is sent and from server:9"},
		"sent on another port": {HaveSent(0, timeline.Port(9)), server,
			"is sent and port 9"},
		"sent to another address": {HaveSent(0, timeline.Any(timeline.To("10.9.9.9"), timeline.To("third"))), server,
			"is sent and to 10.9.9.9 or to third"},
		"not sent to the only other host": {HaveSent(0, timeline.Not(timeline.To("client"))), server,
			"is sent and not to client"},
		"received at another port": {HaveReceived(0, timeline.To(":9")), server,
			"is delivered and to :9"},
		"restarted by segments to a third host": {HaveRestartedTimeWait(0, timeline.To("third")), server,
			"no event is delivered and on server and to third"},
		"a RST to a third host": {HaveClosedWithRST(timeline.To("third")), server,
			"to third"},
		"a cause that does not exist": {HaveClosedWithRST(timeline.ResetCause("typo")), server,
			`was given the cause "typo": there are ["SO_LINGER 0"`},
		"two causes": {HaveClosedWithRST(timeline.ResetByLinger, timeline.ResetByAbort), server,
			`was given two causes, "SO_LINGER 0" and "abort", and a RST has one`},
		"an unknown host beside a cause": {HaveClosedWithRST(timeline.ResetByLinger, timeline.From("nosuch")), server,
			`no host or peer "nosuch"`},
		"the payload beside a cause": {HaveClosedWithRST(timeline.ResetByLinger, timeline.DataIs(nil)), server,
			"a timeline keeps no payload"},
		"a repetition by a script": {HaveSent(0, timeline.Repeated()), script,
			"no event is on script and a repetition"},
		"a RST that is a call": {HaveClosedWithRST(timeline.Called), server,
			"no event is sent and a call"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.matcher.Match(c.actual)
			NewWithT(t).Expect(err).To(MatchError(ContainSubstring(c.want)))
		})
	}
}

// An incarnation of which the timeline has forgotten something is none to ask about.
func TestForgottenIncarnation(t *testing.T) {
	n := fixture.New(t, fixture.History(60))
	c, s, err := n.Pair(n.Host("client"), n.Host("server"))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	s.Close()
	x, _ := c.Incarnation()
	for range 20000 {
		n.Note("later")
	}
	for name, m := range map[string]types.GomegaMatcher{
		"HaveSent": HaveSent(0, tcp.FIN), "HaveReceived": HaveReceived(0), "HaveRestartedTimeWait": HaveRestartedTimeWait(0),
		"HaveClosedFirst": HaveClosedFirst(), "HaveClosedWithFIN": HaveClosedWithFIN(), "HaveClosedWithRST": HaveClosedWithRST(),
		"HaveLostWritten": HaveLostWritten(), "HaveTimeWait": HaveTimeWait(), "BeInState": BeInState(tcp.TimeWait),
	} {
		for _, actual := range []any{x, c} {
			if name == "BeInState" && actual == any(c) {
				continue // a connection knows its state
			}
			ok, err := m.Match(actual)
			NewWithT(t).Expect(err).To(HaveOccurred(), "%s of %T: %t", name, actual, ok)
		}
	}
	NewWithT(t).Expect(n.Timeline().Check(x.Filter())).To(MatchError(ContainSubstring("no longer kept: History is")))
}

// A timeline that was read from its JSON form answers matchers as the one that was
// written does.
func TestMatchersOnAReadTimeline(t *testing.T) {
	g := NewWithT(t)
	n, s := retransmitting(t)
	var b bytes.Buffer
	g.Expect(n.Timeline().WriteJSON(&b)).To(Succeed())
	tl, err := timeline.Read(&b)
	g.Expect(err).NotTo(HaveOccurred())
	g.Expect(tl).To(HaveSent(2, timeline.Retransmission))
	g.Expect(tl).To(HaveSent(0, tcp.RST))
	g.Expect(tl).To(HaveTimeWait())
	list := tl.Incarnations(timeline.OnHost("server"))
	g.Expect(list).To(HaveLen(1))
	g.Expect(list[0]).To(HaveClosedWithFIN())
	g.Expect(list[0]).NotTo(HaveClosedFirst())
	was, ok := s.Incarnation()
	g.Expect(ok).To(BeTrue())
	g.Expect(list[0].Ending()).To(Equal(was.Ending()))
}

// A filter for another kind of events than the matcher counts is an error.
func TestKindsOfAMatcher(t *testing.T) {
	g := NewWithT(t)
	n, s := retransmitting(t)
	for _, actual := range []any{s, n, n.Timeline()} {
		_, err := HaveSent(0, timeline.Delivered).Match(actual)
		g.Expect(err).To(MatchError(ContainSubstring("no event is")))
		_, err = HaveReceived(0, timeline.Any(timeline.Sent, timeline.Flags(tcp.FIN))).Match(actual)
		g.Expect(err).To(MatchError(ContainSubstring("any: the other filters exclude what is sent")))
		_, err = HaveReceived(0, timeline.Repeated()).Match(actual)
		g.Expect(err).To(MatchError(ContainSubstring("no event is")))
	}
}
