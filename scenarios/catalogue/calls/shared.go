package calls

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// synchronized are the states after the handshake.
var synchronized = []tcp.State{
	tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait,
}

// unread says in the name of a case that data was not read.
func unread(is bool) string {
	if is {
		return ", data unread"
	}
	return ""
}

// reach leads the server's end of a conversation into a state, with or without 5 bytes
// that the application has not read.
func reach(l *lab.Lab, state tcp.State, unread bool) (lab.Conversation, lab.Conn) {
	i := l.PeerIn(tcp.Established)
	c := l.Conn(i.Socket)
	if unread {
		i.Peer.SendData([]byte("hello"))
	}
	switch state {
	case tcp.FinWait1, tcp.FinWait2, tcp.Closing, tcp.TimeWait:
		lab.Must(c.CloseWrite())
		i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	case tcp.CloseWait, tcp.LastAck:
		i.Peer.SendFIN()
		i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	}
	switch state {
	case tcp.FinWait2:
		i.Peer.SendACK()
	case tcp.Closing:
		i.Peer.SendFIN(tcp.AckOffset(-1)) // it has not seen the server's FIN
	case tcp.TimeWait:
		i.Peer.SendFIN()
	case tcp.LastAck:
		lab.Must(c.CloseWrite())
	}
	l.Answer(i.Peer)
	lab.Require(i.State(), state.String())
	return i, c
}
