package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// oldSYNInTimeWait is C-19: a SYN that is too old to reopen the connection.
func oldSYNInTimeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-19",
		Group: "time-wait",
		Title: "TIME-WAIT drops an old SYN silently, however often it arrives.",
		Sources: []sources.Source{
			sources.Clause("RFC 6191, section 2", "a SYN without a newer timestamp or a higher sequence number is dropped silently"),
			sources.Clause("RFC 5961, section 4.2", "a SYN in a synchronized state is answered with an ACK, whatever its sequence number"),
			sources.Incident("netdev mailing list, 2024-11-05", "a server in TIME-WAIT rejects clients that reuse a port"),
		},
	}
	s.Cases = lab.Arrivals("SYN with RCV.NXT-1000", plainTimeWait, func(old lab.Conversation) *peer.Conn { return old.Reopen(-1000) })
	s.Cases = append(s.Cases, lab.Arrivals("SYN with RCV.NXT-1000 and 5 bytes", plainTimeWait, func(old lab.Conversation) *peer.Conn {
		old.Peer.Send(tcp.SYN, tcp.WithSeq(old.Peer.SndNxt()-1000), tcp.WithPayload([]byte("hello")))
		return old.Peer
	})...)
	s.Cases = append(s.Cases,
		lab.Observe("again in the same instant: answer", func(l *lab.Portable) string {
			p := l.PeerTimeWait().Reopen(-1000)
			l.Answer(p)
			p.SendSYN()
			return l.Answer(p)
		}),
		lab.Observe("again after 1s: answer", func(l *lab.Portable) string {
			p := l.PeerTimeWait().Reopen(-1000)
			l.Answer(p)
			l.Advance(time.Second)
			p.SendSYN()
			return l.Answer(p)
		}),
		lab.Observe("again at the end of TIME-WAIT: answer", func(l *lab.Lab) string {
			l.Exact()
			p := l.PeerTimeWait().Reopen(-1000)
			l.Answer(p)
			l.Advance(time.Minute)
			p.SendSYN()
			return l.Answer(p)
		}),
		lab.Observe("then one with RCV.NXT+1: answer", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			l.Answer(old.Reopen(-1000))
			return l.Answer(old.Reopen(1))
		}),
	)
	return s
}
