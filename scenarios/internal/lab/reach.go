package lab

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Synchronized are the states after the handshake, but for CLOSED.
var Synchronized = []tcp.State{
	tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait,
}

// Unread says in the name of a case that data was not read.
func Unread(is bool) string {
	if is {
		return ", data unread"
	}
	return ""
}

// Reach leads the server's end of a conversation into a state after the handshake. It has
// no keep-alives. With unread the application has not read 5 bytes that came before the
// first FIN.
func (l *Lab) Reach(state tcp.State, unread bool) (Conversation, Conn) {
	i := l.PeerIn(tcp.Established)
	c := l.Conn(i.Socket)
	Must(c.SetKeepAlive(false))
	if unread {
		i.Peer.SendData([]byte("hello"))
	}
	l.Lead(i, c, state)
	return i, c
}

// Lead leads a connection from ESTABLISHED into another state, with CloseWrite and the
// peer's FIN.
func (l *Lab) Lead(i Conversation, c Conn, state tcp.State) {
	switch state {
	case tcp.FinWait1, tcp.FinWait2, tcp.Closing, tcp.TimeWait:
		Must(c.CloseWrite())
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
		Must(c.CloseWrite())
	}
	l.Answer(i.Peer)
	Require(c.State().String(), state.String())
}
