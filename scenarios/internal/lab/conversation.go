package lab

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Conversation is a connection between the server and a scripted peer. The peer always
// has the same port.
type Conversation struct {
	// Listener accepts the connection.
	Listener target.Listener
	// Socket is the server's end. It is nil before Accept.
	Socket target.Socket
	// Peer is the peer's end.
	Peer *peer.Conn

	lab *Portable
}

// peerPort is the port of the peer.
const peerPort = 1500

// Converse accepts the connection of a peer and returns the conversation.
func (l *Portable) Converse(ln target.Listener, p *peer.Conn) Conversation {
	return Conversation{Listener: ln, Socket: Got(ln.Accept()), Peer: p, lab: l}
}

// Converse returns the conversation of a peer with an accepted connection.
func (l *Lab) Converse(c Conn, p *peer.Conn) Conversation {
	return Conversation{Socket: l.socketOf(c), Peer: p, lab: l.Portable}
}

// PeerSYN sends a SYN to port 80 of the server, on which it listens. It returns the
// listener and the peer's end.
func (l *Portable) PeerSYN(options ...peer.Option) (target.Listener, *peer.Conn) {
	ln := l.Listen()
	options = append([]peer.Option{peer.SourcePort(peerPort), peer.ISN(1000)}, options...)
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.SendSYN()
	return ln, p
}

// PeerIn opens a conversation and leads the server's end into a state. In SYN-RECEIVED
// there is no Socket yet.
func (l *Portable) PeerIn(state tcp.State, options ...peer.Option) Conversation {
	ln, p := l.PeerSYN(options...)
	p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
	if state == tcp.SynReceived {
		return Conversation{Listener: ln, Peer: p, lab: l}
	}
	p.SendACK()
	i := l.Converse(ln, p)
	switch state {
	case tcp.FinWait1:
		i.finish()
	case tcp.FinWait2:
		i.finish()
		p.SendACK()
	case tcp.Closing:
		i.finish()
		p.SendFIN(tcp.AckOffset(-1)) // it has not seen the server's FIN
		p.Expect(timeline.ExactFlags(tcp.ACK))
	case tcp.CloseWait, tcp.LastAck:
		p.SendFIN()
		p.Expect(timeline.ExactFlags(tcp.ACK))
		if state == tcp.LastAck {
			i.finish()
		}
	}
	Require(i.State(), state.String())
	return i
}

// finish makes the server send its FIN and the peer read it.
func (i Conversation) finish() {
	Must(i.Socket.CloseWrite())
	i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
}

// State returns the state of the server's end, with or without an open descriptor. It
// returns "gone" if there is no socket.
func (i Conversation) State() string { return i.lab.StateToward(i.Peer.LocalAddr()) }

// Reaction returns the server's answer and its state after the answer.
func (i Conversation) Reaction() string {
	return i.lab.Answer(i.Peer) + ", then " + i.State()
}

// Dialling is a connection attempt of the client to a scripted peer.
type Dialling struct {
	Call target.Dial
	Peer *peer.Conn
}

// DialPeer starts a connection attempt of the client. The peer has received the SYN.
func (l *Portable) DialPeer(options ...peer.Option) Dialling {
	p, client := l.net.Peer("peer"), l.Host("client")
	call := client.Dial("peer:80")
	return Dialling{call, p.Accept(80, options...)}
}

// ClosedIn is like PeerIn and supports TIME-WAIT too.
func (l *Portable) ClosedIn(state tcp.State) Conversation {
	if state == tcp.TimeWait {
		return l.TimeWaitThrough(tcp.FinWait2)
	}
	return l.PeerIn(state)
}
