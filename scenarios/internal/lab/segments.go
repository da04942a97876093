package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Mark returns the current position in the timeline.
func (l *Portable) Mark() int { return l.net.Timeline().Mark() }

// markTime returns the time of the last event before a mark.
func (l *Portable) markTime(mark int) time.Duration {
	for e := range l.net.Timeline().Since(max(mark-1, 0)) {
		return e.At
	}
	return 0
}

// Sent lists the segments that were sent since a mark: sender and flags. An injected
// segment has no sender.
func (l *Portable) Sent(mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		switch {
		case e.Kind != timeline.Sent:
		case e.Host == "":
			out = append(out, e.Segment.Flags.String())
		default:
			out = append(out, e.Host+" "+e.Segment.Flags.String())
		}
	}
	return List(out, ", ")
}

// SentBy lists the flags of the segments that one host sent since a mark.
func (l *Portable) SentBy(host string, mark int) string {
	return List(l.FlagsSent(host, mark), ", ")
}

// SentWhen lists the segments that one host sent since a mark, each with the time since
// the mark.
func (l *Portable) SentWhen(host string, mark int) string {
	begin := l.markTime(mark)
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host {
			out = append(out, l.coarse(e.At-begin).String()+" "+e.Segment.Flags.String())
		}
	}
	return List(out, ", ")
}

// FlagsSent returns the flags of the segments that one host sent since a mark.
func (l *Portable) FlagsSent(host string, mark int) []string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host {
			out = append(out, e.Segment.Flags.String())
		}
	}
	return out
}

// FlagsOf returns the flags of the segments that one host sent and that match m.
func (l *Lab) FlagsOf(host string, m timeline.Filter) []string {
	var out []string
	for _, e := range l.net.Timeline().Events(timeline.Sent, m, timeline.OnHost(host)) {
		out = append(out, e.Segment.Flags.String())
	}
	return out
}

// Repetitions lists the kinds of repeated segments that a host sent since a mark:
// retransmissions and probes.
func (l *Lab) Repetitions(host string, mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host && e.Analysis != "" {
			out = append(out, string(e.Analysis))
		}
	}
	return List(Counted(out), ", ")
}

// Answer reads the segments that the peer has not read yet and returns their flags.
func (l *Portable) Answer(p *peer.Conn) string {
	var out []string
	for _, s := range l.Answers(p) {
		out = append(out, s.Flags.String())
	}
	return List(out, ", ")
}

// AnswerIs reads the segments that the peer has not read yet. It reports whether it is
// one segment with exactly these flags.
func (l *Portable) AnswerIs(p *peer.Conn, flags tcp.Flags) bool {
	got := l.Answers(p)
	return len(got) == 1 && got[0].Flags == flags
}

// Answers reads the segments that the peer has not read yet.
func (l *Portable) Answers(p *peer.Conn) (out []tcp.Segment) {
	for len(p.Unread()) > 0 {
		out = append(out, p.Expect())
	}
	return out
}
