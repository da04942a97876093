package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// tsStart is what the timestamps of the old connection show.
const tsStart = 1_000_000

// newerTimestamp is C-17: RFC 6191, which tells new connections from old ones by
// their timestamps.
func newerTimestamp() Scenario {
	s := Scenario{
		ID:    "C-17",
		Group: "time-wait",
		Title: "Timestamps neither open a connection anew out of TIME-WAIT nor keep it from being: the sequence number alone decides.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, SHLD-4", "with timestamps, the algorithm of RFC 6191 reduces TIME-WAIT"},
			{Clause, "RFC 6191, section 2", "a SYN with a newer timestamp is honoured, one with an older timestamp dropped"},
		},
		anyTarget: []string{"*: answer", "*: connected after"},
	}
	stamped := func(l *lab) incarnation { return l.peerTimeWait(fixture.Timestamps(tsStart)) }
	for _, offset := range []int{-1000, 1000} {
		seq := "SYN with " + relativeTo("RCV.NXT", offset)
		for _, ts := range []struct {
			name    string
			options []fixture.PeerOption
		}{
			{"a timestamp 1s newer", []fixture.PeerOption{fixture.Timestamps(tsStart + 1000)}},
			{"the same timestamp", []fixture.PeerOption{fixture.Timestamps(tsStart)}},
			{"a timestamp 1s older", []fixture.PeerOption{fixture.Timestamps(tsStart - 1000)}},
			{"no timestamp", nil},
		} {
			s.Cases = append(s.Cases,
				Case{seq + " and " + ts.name + ": answer", func(l *lab) string {
					return l.answer(stamped(l).reopen(offset, ts.options...))
				}},
				Case{seq + " and " + ts.name + ": state of the old connection", func(l *lab) string {
					old := stamped(l)
					l.answer(old.reopen(offset, ts.options...))
					return old.host.State().String()
				}},
			)
		}
		s.Cases = append(s.Cases, Case{seq + " and a timestamp, the old connection had none: answer", func(l *lab) string {
			return l.answer(l.peerTimeWait().reopen(offset, fixture.Timestamps(tsStart)))
		}})
	}
	s.Cases = append(s.Cases, Case{"SYN with RCV.NXT-1000 and a timestamp 1s newer, sent again for a minute: connected after", func(l *lab) string {
		old := stamped(l)
		p := old.reopen(-1000, fixture.Timestamps(tsStart+1000))
		begin := l.net.Elapsed()
		// The seconds at which a client sends its SYN again.
		for _, wait := range []time.Duration{1, 2, 4, 8, 16, 32} {
			if len(p.Unread()) > 0 {
				break
			}
			l.advance(wait * time.Second)
			p.SendSYN()
		}
		after := l.net.Elapsed() - begin
		if l.answer(p) != "SYN,ACK" {
			return "never"
		}
		return after.String()
	}})
	return s
}
