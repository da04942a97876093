package closing

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// threeSegmentClose is C-05: one segment is both FIN and acknowledgement of the FIN.
func threeSegmentClose() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-05",
		Group: "close",
		Title: "A FIN that acknowledges the peer's FIN closes in three segments and leads from FIN-WAIT-1 to TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.3.2, figure 5, note 2", "a FIN that acknowledges the local FIN leads from FIN-WAIT-1 to TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in FIN-WAIT-1: TIME-WAIT if the FIN has been acknowledged, else CLOSING"),
			sources.Folklore("A43", "closing always takes four segments"),
			sources.Specification("OPEN Alliance TC8, TCP_BASICS_10", "a FIN in FIN-WAIT-1 is answered with an ACK"),
		},
	}
	for _, how := range []struct {
		name string
		send func(*peer.Conn)
	}{
		{"the peer's FIN acknowledges the FIN", func(p *peer.Conn) { p.SendFIN() }},
		{"the peer's FIN acknowledges the FIN and carries data", func(p *peer.Conn) {
			p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload([]byte("bye")))
		}},
		{"the peer's FIN does not acknowledge the FIN", func(p *peer.Conn) {
			p.SendFIN(tcp.AckOffset(-1))
		}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe(how.name+": states of the active closer", func(l *lab.Lab) string {
				c, p := finReachesPeer(l.Portable)
				how.send(p)
				l.Answer(p)
				return statesToClosed(l, l.Conn(c), p)
			}),
			lab.Observe(how.name+": answer", func(l *lab.Portable) string {
				_, p := finReachesPeer(l)
				how.send(p)
				return l.Answer(p)
			}),
			lab.Observe(how.name+": TIME-WAIT lasted", func(l *lab.Lab) string {
				c, p := finReachesPeer(l.Portable)
				how.send(p)
				l.Answer(p)
				statesToClosed(l, l.Conn(c), p)
				return l.TimeWait(l.Conn(c))
			}),
		)
	}
	s.Cases = append(s.Cases,
		// netstack acknowledges a FIN before its application can close. Two hosts close
		// in three segments only after a loss.
		lab.Observe("two hosts, the first acknowledgement is lost: segments", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			return l.Sent(l.LoseAckOfFIN(c, p))
		}),
		lab.Observe("two hosts, the first acknowledgement is lost: states of the active closer", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			l.LoseAckOfFIN(c, p)
			l.Until(c, tcp.Closed)
			return l.States(c)
		}),
	)
	return s
}

// finReachesPeer connects a peer to the server, which closes. The peer has received the
// FIN and has not answered it.
func finReachesPeer(l *lab.Portable) (socket target.Socket, p *peer.Conn) {
	socket, p = l.ConnectPeer()
	// After Close, the data of one of the cases would receive a RST.
	lab.Must(socket.CloseWrite())
	p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	return socket, p
}

// statesToClosed returns the states up to the end of the connection. The peer
// acknowledges everything.
func statesToClosed(l *lab.Lab, c lab.Conn, p *peer.Conn) string {
	if c.State() == tcp.Closing {
		p.SendACK()
	}
	l.Until(c, tcp.Closed)
	return l.States(c)
}
