package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// threeSegmentClose is C-05: one segment that is both FIN and acknowledgement of
// the FIN.
func threeSegmentClose() Scenario {
	s := Scenario{
		ID:    "C-05",
		Group: "close",
		Title: "A FIN that acknowledges the FIN closes in three segments and leads from FIN-WAIT-1 to TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.3.2, figure 5, note 2", "a FIN that acknowledges the local FIN leads from FIN-WAIT-1 to TIME-WAIT"},
			{Clause, "RFC 9293, section 3.10.7.4, eighth", "in FIN-WAIT-1: TIME-WAIT if the FIN has been acknowledged, else CLOSING"},
			{Folklore, "A43", "closing always takes four segments"},
			{Specification, "OPEN Alliance TC8, TCP_BASICS_10", "a FIN in FIN-WAIT-1 is answered with an ACK"},
		},
		anyTarget: []string{"the peer*: answer"},
	}
	for _, how := range []struct {
		name string
		send func(*fixture.PeerConn)
	}{
		{"the peer's FIN acknowledges the FIN", func(p *fixture.PeerConn) { p.SendFIN() }},
		{"the peer's FIN acknowledges the FIN and carries data", func(p *fixture.PeerConn) {
			p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload([]byte("bye")))
		}},
		{"the peer's FIN does not acknowledge the FIN", func(p *fixture.PeerConn) {
			p.SendFIN(tcp.AckOffset(-1))
		}},
	} {
		s.Cases = append(s.Cases,
			Case{how.name + ": states of the active closer", func(l *lab) string {
				c, p := l.finReachesPeer()
				how.send(p)
				l.answer(p)
				return l.statesToClosed(conn(c), p)
			}},
			Case{how.name + ": answer", func(l *lab) string {
				_, p := l.finReachesPeer()
				how.send(p)
				return l.answer(p)
			}},
			Case{how.name + ": TIME-WAIT lasted", func(l *lab) string {
				c, p := l.finReachesPeer()
				how.send(p)
				l.answer(p)
				l.statesToClosed(conn(c), p)
				return l.timeWait(conn(c))
			}},
		)
	}
	s.Cases = append(s.Cases,
		// netstack acknowledges a FIN at once, before its application can close,
		// so that two hosts come to three segments by a loss.
		Case{"two hosts, the first acknowledgement is lost: segments", func(l *lab) string {
			c, p := l.connectPlain()
			return l.sent(l.loseAckOfFIN(c, p))
		}},
		Case{"two hosts, the first acknowledgement is lost: states of the active closer", func(l *lab) string {
			c, p := l.connectPlain()
			l.loseAckOfFIN(c, p)
			l.until(c, tcp.Closed)
			return l.states(c)
		}},
	)
	return s
}

// finReachesPeer connects a peer to the server, which closes. The peer has the
// FIN and has not answered it.
func (l *lab) finReachesPeer() (socket TargetSocket, p *fixture.PeerConn) {
	socket, p = l.connectPeer()
	// After Close the data of one of the cases would be answered with a RST.
	must(socket.CloseWrite())
	p.Expect(tcp.FIN | tcp.ACK)
	return socket, p
}

// connectPeer connects a peer to the server.
func (l *lab) connectPeer() (socket TargetSocket, p *fixture.PeerConn) {
	ln := l.listenQuiet()
	p = l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.ISN(1000))
	p.Open()
	return got(ln.Accept()), p
}

// statesToClosed are the states up to the end of the connection. The peer
// acknowledges whatever it has not.
func (l *lab) statesToClosed(c *fixture.Conn, p *fixture.PeerConn) string {
	if c.State() == tcp.Closing {
		p.SendACK()
	}
	l.until(c, tcp.Closed)
	return l.states(c)
}

// loseAckOfFIN has the client and then the server close. The server's bare
// acknowledgement is lost, so that its FIN is what acknowledges the client's. The
// mark is before that.
func (l *lab) loseAckOfFIN(client, server *fixture.Conn) (mark int) {
	must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("server")).Nth(1).Drop().Err())
	mark = l.mark()
	l.closed(client, server)
	return mark
}
