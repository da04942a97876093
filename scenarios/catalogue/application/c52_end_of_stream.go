package application

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// endOfStream is C-52: the errors at the end of the stream.
func endOfStream() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-52",
		Group: "application",
		Title: "Read returns EOF after a FIN and ECONNRESET after a RST, but EOF after a RST in CLOSE-WAIT; only the first call reports the error.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, MUST-12", "the application must learn whether the connection was closed normally or aborted"),
			sources.Clause("RFC 9293, section 3.10.7.4, second", "a RST in CLOSE-WAIT: outstanding calls return the reset; in CLOSING and LAST-ACK nothing is reported"),
		},
	}
	calls := []struct {
		name string
		of   func(target.Socket) string
	}{
		{"a read says", func(c target.Socket) string { return lab.ReadAll(c) }},
		{"a second read says", func(c target.Socket) string { lab.ReadAll(c); return lab.ReadAll(c) }},
		{"two writes say", func(c target.Socket) string { return lab.Write(c) + " and " + lab.Write(c) }},
		{"a read and a write say", func(c target.Socket) string { return lab.ReadAll(c) + " and " + lab.Write(c) }},
	}
	for _, call := range calls {
		s.Cases = append(s.Cases, lab.Observe("FIN in ESTABLISHED: "+call.name, func(l *lab.Portable) string {
			c, p := l.ConnectPeer()
			p.SendFIN()
			p.Expect(timeline.ExactFlags(tcp.ACK))
			observed := call.of(c)
			l.Answer(p)
			return observed
		}))
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2, tcp.CloseWait, tcp.LastAck} {
		for _, call := range calls {
			if call.name != "a read says" && state != tcp.Established && state != tcp.CloseWait {
				continue // CloseWrite was called
			}
			s.Cases = append(s.Cases, lab.Observe("RST in "+state.String()+": "+call.name, func(l *lab.Portable) string {
				c, p := towardPeerIn(l, state)
				p.SendRST()
				observed := call.of(c)
				l.Answer(p)
				return observed
			}))
		}
		s.Cases = append(s.Cases, lab.Observe("RST in "+state.String()+" behind data that was not read: it reads", func(l *lab.Portable) string {
			c, p := towardPeerIn(l, state, []byte("hello")...)
			p.SendRST()
			return lab.ReadAll(c)
		}))
	}
	return s
}

// towardPeerIn returns a connection of the server with a peer that is in the given
// state, and on which data has arrived.
func towardPeerIn(l *lab.Portable, state tcp.State, data ...byte) (socket target.Socket, p *peer.Conn) {
	socket, p = l.ConnectPeer()
	if len(data) > 0 {
		p.SendData(data)
	}
	if state == tcp.CloseWait || state == tcp.LastAck {
		p.SendFIN()
		p.Expect(timeline.ExactFlags(tcp.ACK))
	}
	if state == tcp.FinWait2 || state == tcp.LastAck {
		lab.Must(socket.CloseWrite())
		p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	}
	if state == tcp.FinWait2 {
		p.SendACK()
	}
	lab.Require(lab.Got(socket.State()).String(), state.String())
	return socket, p
}
