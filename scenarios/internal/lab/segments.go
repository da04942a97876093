package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Mark is a position in the timeline.
func (l *Portable) Mark() int { return l.net.Timeline().Mark() }

// markTime is when the last event before a mark was: whatever was called before
// the mark was set.
func (l *Portable) markTime(mark int) time.Duration {
	for e := range l.net.Timeline().Since(max(mark-1, 0)) {
		return e.At
	}
	return 0
}

// Sent lists the segments that were sent since a mark: who and which flags.
func (l *Portable) Sent(mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent {
			out = append(out, e.Host+" "+e.Segment.Flags.String())
		}
	}
	return List(out, ", ")
}

// SentBy lists the flags of the segments that one host sent since a mark.
func (l *Portable) SentBy(host string, mark int) string {
	return List(l.FlagsSent(host, mark), ", ")
}

// SentWhen lists the segments that one host sent since a mark, with the time
// since then.
func (l *Portable) SentWhen(host string, mark int) string {
	begin := l.markTime(mark)
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host {
			out = append(out, (e.At-begin).String()+" "+e.Segment.Flags.String())
		}
	}
	return List(out, ", ")
}

// FlagsSent are the flags of the segments that one host sent since a mark.
func (l *Portable) FlagsSent(host string, mark int) []string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host {
			out = append(out, e.Segment.Flags.String())
		}
	}
	return out
}

// FlagsOf are the flags of the segments that one host sent and that match.
func (l *Lab) FlagsOf(host string, m timeline.Filter) []string {
	var out []string
	for _, e := range l.net.Timeline().Events(timeline.Sent, m, timeline.OnHost(host)) {
		out = append(out, e.Segment.Flags.String())
	}
	return out
}

// Repetitions says what kind of repetition segments are that a host sent since a
// mark: retransmissions, probes.
func (l *Lab) Repetitions(host string, mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Host == host && e.Analysis != "" {
			out = append(out, string(e.Analysis))
		}
	}
	return List(Counted(out), ", ")
}

// Answer reads what has reached the peer and was not read, and names it.
func (l *Portable) Answer(p *peer.Conn) string {
	var out []string
	for len(p.Unread()) > 0 {
		out = append(out, p.Expect().Flags.String())
	}
	return List(out, ", ")
}
