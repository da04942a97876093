package linger

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// lateData is C-11: data that arrives after Close.
func lateData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-11",
		Group: "linger",
		Title: "Data that arrives after Close triggers a RST, which ends the connection without TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "CLOSE with unread data sends a RST, to show that data was lost"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-1", "after CLOSE the application may be unable to read"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
			sources.Clause("RFC 9293, section 3.10.7.4, seventh", "in FIN-WAIT-1 and FIN-WAIT-2 data is delivered, although no reader is left"),
		},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.FinWait2} {
		for _, segment := range []struct {
			name string
			send func(*peer.Conn)
		}{
			{"data", func(p *peer.Conn) { p.SendData([]byte("hello")) }},
			{"data and FIN in one segment", func(p *peer.Conn) {
				p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload([]byte("hello")))
			}},
			{"data that has arrived before", func(p *peer.Conn) {
				p.SendData([]byte("y"), tcp.SeqOffset(-1))
			}},
			{"data beyond what is expected", func(p *peer.Conn) {
				p.SendData([]byte("hello"), tcp.SeqOffset(5))
			}},
		} {
			name := segment.name + " in " + state.String()
			s.Cases = append(s.Cases,
				lab.Observe(name+": answer", func(l *lab.Portable) string {
					_, p := closedTowardPeer(l, state)
					segment.send(p)
					return l.Answer(p)
				}),
				lab.Observe(name+": state afterwards", func(l *lab.Lab) string {
					c, p := closedTowardPeer(l.Portable, state)
					segment.send(p)
					l.Answer(p)
					return l.Conn(c).State().String()
				}),
			)
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("two hosts: segments", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.Close())
			mark := l.Mark()
			lab.Got(p.Write([]byte("hello")))
			return l.Sent(mark)
		}),
		lab.Observe("two hosts: the second write says", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.Close())
			lab.Write(p)
			return lab.Write(p)
		}),
		lab.Observe("two hosts: the writer reads", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.Close())
			lab.Write(p)
			return lab.ReadAll(p)
		}),
	)
	for _, how := range []struct {
		name  string
		close []func(lab.Conn) error
	}{
		{"CloseWrite", []func(lab.Conn) error{(lab.Conn).CloseWrite}},
		{"CloseRead", []func(lab.Conn) error{(lab.Conn).CloseRead}},
		{"CloseRead and CloseWrite", []func(lab.Conn) error{(lab.Conn).CloseRead, (lab.Conn).CloseWrite}},
	} {
		s.Cases = append(s.Cases, lab.Observe("two hosts, "+how.name+" instead of Close: segments", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			for _, f := range how.close {
				lab.Must(f(c))
			}
			mark := l.Mark()
			lab.Write(p)
			return l.Sent(mark)
		}))
	}
	return s
}

// closedTowardPeer returns a connection that the server has closed, in FIN-WAIT-1 or
// FIN-WAIT-2. The peer has sent one byte before.
func closedTowardPeer(l *lab.Portable, state tcp.State) (socket target.Socket, p *peer.Conn) {
	socket, p = l.ConnectPeer()
	p.SendData([]byte("x"))
	lab.Got(socket.Read(make([]byte, 1)))
	lab.Must(socket.Close())
	p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	// In FIN-WAIT-1 no segment of the peer acknowledges the FIN.
	if state == tcp.FinWait2 {
		p.SendACK()
	}
	lab.Require(l.StateToward(p.LocalAddr()), state.String())
	return socket, p
}
