package reset

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetGeneration is C-41: the segments that trigger a RST, and its numbers.
func resetGeneration() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-41",
		Group: "reset",
		Title: "A segment without a connection triggers a RST with acceptable numbers; a RST never triggers another RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.2", "the three groups of states, and when a RST is sent in them"),
			sources.Clause("RFC 9293, section 3.10.7.1", "CLOSED: <SEQ=SEG.ACK><CTL=RST>, or <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK> without an ACK"),
			sources.Clause("RFC 9293, section 3.10.7.2", "LISTEN: a RST is ignored, an ACK is answered with a RST"),
			sources.Clause("RFC 9293, section 3.5.2, group 2", "in a state that is not synchronized a RST answers an acknowledgement of unsent data"),
		},
	}
	for _, x := range arriving {
		s.Cases = append(s.Cases,
			lab.Observe("CLOSED, "+x.name, func(l *lab.Portable) string {
				l.Host("server")
				p := l.Peer("peer").Dial("server:80")
				sent := p.Send(x.flags, x.bends...)
				return answerTo(sent, l.Answers(p))
			}),
			lab.Observe("LISTEN, "+x.name, func(l *lab.Portable) string {
				l.Listen()
				p := l.Peer("peer").Dial("server:80")
				sent := p.Send(x.flags, x.bends...)
				return answerTo(sent, l.Answers(p))
			}),
		)
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		ack   int
	}{
		{"ACK of what was not sent", tcp.ACK, 5},
		{"SYN,ACK of what was not sent", tcp.SYN | tcp.ACK, 5},
		{"ACK of the SYN alone", tcp.ACK, 0},
	} {
		s.Cases = append(s.Cases, lab.Observe("SYN-SENT, "+x.name, func(l *lab.Portable) string {
			d := l.DialPeer()
			sent := d.Peer.Send(x.flags, tcp.AckOffset(x.ack))
			return answerTo(sent, l.Answers(d.Peer))
		}), lab.Observe("SYN-SENT, "+x.name+": the client sends in the next 2 minutes", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.Send(x.flags, tcp.AckOffset(x.ack))
			l.Answer(d.Peer)
			mark := l.Mark()
			l.Advance(2 * time.Minute)
			l.Answer(d.Peer)
			return lab.List(lab.Tally(l.FlagsSent("client", mark)), ", ")
		}))
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"ACK of what was not sent", tcp.ACK, []tcp.Edit{tcp.AckOffset(5)}},
		{"ACK with RCV.NXT-5", tcp.ACK, []tcp.Edit{tcp.SeqOffset(-5)}},
	} {
		for _, state := range []tcp.State{tcp.SynReceived, tcp.Established, tcp.FinWait2, tcp.CloseWait} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Portable) string {
				i := l.PeerIn(state)
				sndNxt, rcvNxt := i.Peer.RcvNxt(), i.Peer.SndNxt() // the host's
				sent := i.Peer.Send(x.flags, append(x.bends, tcp.Detached())...)
				got := l.Answers(i.Peer)
				answer := answerTo(sent, got)
				if len(got) == 1 && got[0].Flags == tcp.ACK && got[0].Seq == sndNxt && got[0].Ack == rcvNxt {
					answer = "ACK with SND.NXT and RCV.NXT"
				}
				return answer + ", then " + i.State()
			}))
		}
	}
	return s
}

// arriving lists segments without a connection.
var arriving = []struct {
	name  string
	flags tcp.Flags
	bends []tcp.Edit
}{
	{"no flags, 3 bytes", 0, []tcp.Edit{tcp.WithPayload([]byte("abc"))}},
	{"FIN", tcp.FIN, nil},
	{"ACK", tcp.ACK, []tcp.Edit{tcp.WithAck(7000)}},
	{"ACK, 3 bytes", tcp.ACK, []tcp.Edit{tcp.WithAck(7000), tcp.WithPayload([]byte("abc"))}},
	{"FIN,ACK", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.WithAck(7000)}},
	{"SYN", tcp.SYN, nil},
	{"SYN, 3 bytes", tcp.SYN, []tcp.Edit{tcp.WithPayload([]byte("abc"))}},
	{"SYN,ACK", tcp.SYN | tcp.ACK, []tcp.Edit{tcp.WithAck(7000)}},
	{"SYN with a bad checksum", tcp.SYN, []tcp.Edit{tcp.BadChecksum()}},
	{"RST", tcp.RST, nil},
	{"RST,ACK", tcp.RST | tcp.ACK, []tcp.Edit{tcp.WithAck(7000)}},
}

// answerTo names the flags of the answers to a segment, and their numbers relative to
// it.
func answerTo(sent tcp.Segment, answers []tcp.Segment) string {
	var out []string
	for _, a := range answers {
		text := a.Flags.String()
		switch {
		case !a.Flags.Has(tcp.RST):
		case sent.Flags.Has(tcp.ACK) && a.Seq == sent.Ack:
			text += " with SEG.ACK"
		case a.Seq == 0:
			text += " with 0"
		default:
			text += " with another number"
		}
		switch {
		case !a.Flags.Has(tcp.ACK | tcp.RST):
		case a.Ack == sent.Seq+sent.SequenceLen():
			text += ", acknowledges SEG.SEQ+SEG.LEN"
		default:
			text += ", acknowledges something else"
		}
		out = append(out, text)
	}
	return lab.List(out, ", ")
}
