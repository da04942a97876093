package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// earlyACK is N-08: the acknowledgement of the FIN is beyond a gap.
func earlyACK() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-08",
		Group: "close",
		Title: "An acknowledgement of the FIN on a segment beyond a gap changes no state until the gap is filled.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first, SHLD-31", "segments with higher sequence numbers are held for later processing"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "an acknowledged FIN leads from FIN-WAIT-1 to FIN-WAIT-2, and from LAST-ACK to CLOSED"),
		},
	}
	behind := func(l *lab.Lab) lab.Conversation {
		i := l.PeerIn(tcp.FinWait1)
		i.Peer.SendData([]byte("world"), tcp.SeqOffset(5), tcp.Detached())
		return i
	}
	s = s.With(
		lab.Observe("FIN-WAIT-1, data behind a gap: state", func(l *lab.Lab) string {
			i := behind(l)
			observed := i.State()
			l.Answer(i.Peer)
			return observed
		}),
		lab.Observe("FIN-WAIT-1, data behind a gap, then the gap is filled: state", func(l *lab.Lab) string {
			i := behind(l)
			l.Answer(i.Peer)
			i.Peer.SendData([]byte("hello"))
			observed := i.State()
			l.Answer(i.Peer)
			return observed
		}),
		lab.Observe("FIN-WAIT-1, data in sequence: state", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.FinWait1)
			i.Peer.SendData([]byte("hello"))
			observed := i.State()
			l.Answer(i.Peer)
			return observed
		}),
		lab.Observe("FIN-WAIT-1, a FIN behind a gap: state", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.FinWait1)
			i.Peer.SendFIN(tcp.SeqOffset(5), tcp.Detached())
			observed := i.State()
			l.Answer(i.Peer)
			return observed
		}),
	)
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		for _, offset := range []int{0, 1} {
			if offset > 0 && state != tcp.FinWait1 {
				continue // segments without data are discarded there
			}
			s.Cases = append(s.Cases, lab.Observe(state.String()+", an ACK of the FIN with "+lab.RelativeTo("RCV.NXT", offset)+": state", func(l *lab.Lab) string {
				i := l.PeerIn(state)
				i.Peer.Send(tcp.ACK, tcp.SeqOffset(offset), tcp.Detached(), tcp.WithAck(i.Peer.RcvNxt()))
				observed := i.State()
				l.Answer(i.Peer)
				return observed
			}))
		}
	}
	return s
}
