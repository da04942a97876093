package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// newerTimestamp is C-17: RFC 6191, which distinguishes new connections from old ones
// by their timestamps.
func newerTimestamp() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-17",
		Group: "time-wait",
		Title: "Timestamps do not decide whether a SYN reopens a connection in TIME-WAIT: only the sequence number does.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-4", "with timestamps, the algorithm of RFC 6191 reduces TIME-WAIT"),
			sources.Clause("RFC 6191, section 2", "a SYN with a newer timestamp is accepted, one with an older timestamp is dropped"),
		},
	}
	stamped := func(l *lab.Portable) lab.Conversation { return l.PeerTimeWait(peer.Timestamps(lab.TSStart)) }
	for _, offset := range []int64{-1000, 1000} {
		seq := "SYN with " + lab.RelativeTo("RCV.NXT", offset)
		for _, ts := range []struct {
			name    string
			options []peer.Option
		}{
			{"a timestamp 1s newer", []peer.Option{peer.Timestamps(lab.TSStart + 1000)}},
			{"the same timestamp", []peer.Option{peer.Timestamps(lab.TSStart)}},
			{"a timestamp 1s older", []peer.Option{peer.Timestamps(lab.TSStart - 1000)}},
			{"no timestamp", nil},
		} {
			s.Cases = append(s.Cases,
				lab.Observe(seq+" and "+ts.name+": answer", func(l *lab.Portable) string {
					return l.Answer(stamped(l).Reopen(offset, ts.options...))
				}),
				lab.Observe(seq+" and "+ts.name+": state of the old connection", func(l *lab.Lab) string {
					old := stamped(l.Portable)
					l.Answer(old.Reopen(offset, ts.options...))
					return l.Conn(old.Socket).State().String()
				}),
			)
		}
		s.Cases = append(s.Cases, lab.Observe(seq+" and a timestamp, the old connection had none: answer", func(l *lab.Portable) string {
			return l.Answer(l.PeerTimeWait().Reopen(offset, peer.Timestamps(lab.TSStart)))
		}))
	}
	s.Cases = append(s.Cases, lab.Observe("SYN with RCV.NXT-1000 and a timestamp 1s newer, sent again for a minute: connected after", func(l *lab.Portable) string {
		old := stamped(l)
		p := old.Reopen(-1000, peer.Timestamps(lab.TSStart+1000))
		begin := l.Elapsed()
		// These are the seconds after which a client retransmits its SYN.
		for _, wait := range []time.Duration{1, 2, 4, 8, 16, 32} {
			if len(p.Unread()) > 0 {
				break
			}
			l.Advance(wait * time.Second)
			p.SendSYN()
		}
		after := l.Elapsed() - begin
		if !l.AnswerIs(p, tcp.SYN|tcp.ACK) {
			return "never"
		}
		return after.String()
	}))
	return s
}
