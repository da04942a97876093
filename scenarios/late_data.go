package scenarios

import (
	"fmt"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// lateData is C-11: data for somebody who has closed.
func lateData() Scenario {
	s := Scenario{
		ID:    "C-11",
		Group: "linger",
		Title: "Data that arrives after Close is answered with a RST, which ends the connection without TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, SHLD-3", "CLOSE with received data that was not read sends a RST, to show that data was lost"},
			{Clause, "RFC 9293, section 3.6.1, MAY-1", "who has called CLOSE may be kept from reading on"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
			{Clause, "RFC 9293, section 3.10.7.4, seventh", "in FIN-WAIT-1 and FIN-WAIT-2 data is delivered, which nobody is left to read"},
		},
		anyTarget: []string{"*in FIN-WAIT-?: answer"},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.FinWait2} {
		for _, segment := range []struct {
			name string
			send func(*fixture.PeerConn)
		}{
			{"data", func(p *fixture.PeerConn) { p.SendData([]byte("hello")) }},
			{"data and FIN in one segment", func(p *fixture.PeerConn) {
				p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload([]byte("hello")))
			}},
			{"data that has arrived before", func(p *fixture.PeerConn) {
				p.SendData([]byte("y"), tcp.SeqOffset(-1))
			}},
			{"data beyond what is expected", func(p *fixture.PeerConn) {
				p.SendData([]byte("hello"), tcp.SeqOffset(5))
			}},
		} {
			name := segment.name + " in " + state.String()
			s.Cases = append(s.Cases,
				Case{name + ": answer", func(l *lab) string {
					_, p := l.closedTowardPeer(state)
					segment.send(p)
					return l.answer(p)
				}},
				Case{name + ": state afterwards", func(l *lab) string {
					c, p := l.closedTowardPeer(state)
					segment.send(p)
					l.answer(p)
					return conn(c).State().String()
				}},
			)
		}
	}
	s.Cases = append(s.Cases,
		Case{"two hosts: segments", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			mark := l.mark()
			got(p.Write([]byte("hello")))
			return l.sent(mark)
		}},
		Case{"two hosts: the second write says", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			write(p)
			return write(p)
		}},
		Case{"two hosts: the writer reads", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			write(p)
			return read(p)
		}},
	)
	for _, how := range []struct {
		name  string
		close []func(*fixture.Conn) error
	}{
		{"CloseWrite", []func(*fixture.Conn) error{(*fixture.Conn).CloseWrite}},
		{"CloseRead", []func(*fixture.Conn) error{(*fixture.Conn).CloseRead}},
		{"CloseRead and CloseWrite", []func(*fixture.Conn) error{(*fixture.Conn).CloseRead, (*fixture.Conn).CloseWrite}},
	} {
		s.Cases = append(s.Cases, Case{"two hosts, " + how.name + " instead of Close: segments", func(l *lab) string {
			c, p := l.connectPlain()
			for _, f := range how.close {
				must(f(c))
			}
			mark := l.mark()
			write(p)
			return l.sent(mark)
		}})
	}
	return s
}

// closedTowardPeer returns a connection that the server has closed and that is in
// the given state, FIN-WAIT-1 or FIN-WAIT-2. The peer has sent one byte before.
func (l *lab) closedTowardPeer(state tcp.State) (socket TargetSocket, p *fixture.PeerConn) {
	socket, p = l.connectPeer()
	p.SendData([]byte("x"))
	got(socket.Read(make([]byte, 1)))
	must(socket.Close())
	p.Expect(tcp.FIN | tcp.ACK)
	// In FIN-WAIT-1 no segment of the peer's acknowledges the FIN.
	if state == tcp.FinWait2 {
		p.SendACK()
	}
	i := incarnation{peer: p}
	if now := i.state(l); now != state.String() {
		panic(stop{strayed{fmt.Sprint(now), fmt.Sprint(state)}})
	}
	return socket, p
}
