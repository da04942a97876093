package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// endOfStream is C-52: what an application is told of the end.
func endOfStream() Scenario {
	s := Scenario{
		ID:    "C-52",
		Group: "application",
		Title: "A reader sees EOF for a FIN and ECONNRESET for a RST, but EOF for a RST in CLOSE-WAIT, and only the first call is told.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, MUST-12", "the application must be told whether the connection was closed normally or aborted"},
			{Clause, "RFC 9293, section 3.10.7.4, second", "a RST in CLOSE-WAIT: outstanding calls are told of the reset; in CLOSING and LAST-ACK there is nothing to tell"},
		},
		anyTarget: []string{"*"},
	}
	calls := []struct {
		name string
		of   func(TargetSocket) string
	}{
		{"a read says", func(c TargetSocket) string { return read(c) }},
		{"a second read says", func(c TargetSocket) string { read(c); return read(c) }},
		{"two writes say", func(c TargetSocket) string { return write(c) + " and " + write(c) }},
		{"a read and a write say", func(c TargetSocket) string { return read(c) + " and " + write(c) }},
	}
	for _, call := range calls {
		s.Cases = append(s.Cases, Case{"FIN in ESTABLISHED: " + call.name, func(l *lab) string {
			c, p := l.connectPeer()
			p.SendFIN()
			p.Expect(tcp.ACK)
			observed := call.of(c)
			l.answer(p)
			return observed
		}})
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2, tcp.CloseWait, tcp.LastAck} {
		for _, call := range calls {
			if call.name != "a read says" && state != tcp.Established && state != tcp.CloseWait {
				continue // CloseWrite was called
			}
			s.Cases = append(s.Cases, Case{"RST in " + state.String() + ": " + call.name, func(l *lab) string {
				c, p := l.towardPeerIn(state)
				p.SendRST()
				observed := call.of(c)
				l.answer(p)
				return observed
			}})
		}
		s.Cases = append(s.Cases, Case{"RST in " + state.String() + " behind data that was not read: it reads", func(l *lab) string {
			c, p := l.towardPeerIn(state, []byte("hello")...)
			p.SendRST()
			return read(c)
		}})
	}
	return s
}

// towardPeerIn returns a connection of the server with a peer that is in the given
// state, and on which data has arrived.
func (l *lab) towardPeerIn(state tcp.State, data ...byte) (socket TargetSocket, p *fixture.PeerConn) {
	socket, p = l.connectPeer()
	if len(data) > 0 {
		p.SendData(data)
	}
	if state == tcp.CloseWait || state == tcp.LastAck {
		p.SendFIN()
		p.Expect(tcp.ACK)
	}
	if state == tcp.FinWait2 || state == tcp.LastAck {
		must(socket.CloseWrite())
		p.Expect(tcp.FIN | tcp.ACK)
	}
	if state == tcp.FinWait2 {
		p.SendACK()
	}
	return inStateOf(socket, state), p
}
