package linger

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// numbers reads what the peer has got: flags and numbers, relative to what the peer expects
// and sends next. The number 0 stays, as it is no number of the connection.
func numbers(l *lab.Lab, i lab.Conversation) string {
	expects, sends := i.Peer.RcvNxt(), i.Peer.SndNxt()
	relative := func(name string, n, to uint32) string {
		if n == 0 {
			return "0"
		}
		return lab.RelativeTo(name, int(int32(n-to)))
	}
	var out []string
	for _, s := range l.Answers(i.Peer) {
		out = append(out, s.Flags.String()+" "+relative("SND.NXT", s.Seq, expects)+" "+relative("RCV.NXT", s.Ack, sends))
	}
	return lab.List(out, ", ")
}
