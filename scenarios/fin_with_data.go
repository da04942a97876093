package scenarios

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// finWithData is C-66: the last ACK was lost, and the FIN that comes again has
// data in front of it.
func finWithData() Scenario {
	s := Scenario{
		ID:    "C-66",
		Group: "time-wait",
		Title: "A FIN that comes again with the data that it came with is acknowledged, but does not start 2 MSL anew.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL time-out"},
			{Claim, "A4", "when the last ACK is lost the FIN comes again, and TIME_WAIT answers it"},
			{Claim, "A23", "the time is then counted from the second FIN"},
		},
		anyTarget: []string{"*"},
	}
	for _, size := range []int{0, 100, 1000} {
		begin := func(l *lab) incarnation { return l.endWithData(size) }
		name := "FIN with " + strconv.Itoa(size) + " bytes again"
		if size == 0 {
			name = "FIN alone again"
		}
		s.Cases = append(s.Cases, arrivals(name, begin, func(old incarnation) *fixture.PeerConn {
			old.peer.Send(tcp.FIN|tcp.ACK, tcp.WithPayload(make([]byte, size)), tcp.SeqOffset(-size-1))
			return old.peer
		})...)
	}
	begin := func(l *lab) incarnation { return l.endWithData(100) }
	s.Cases = append(s.Cases, arrivals("of FIN with 100 bytes, the FIN alone again", begin, func(old incarnation) *fixture.PeerConn {
		old.peer.SendFIN(tcp.SeqOffset(-1))
		return old.peer
	})...)
	s.Cases = append(s.Cases, arrivals("of FIN with 100 bytes, the bytes alone again", begin, func(old incarnation) *fixture.PeerConn {
		old.peer.SendData(make([]byte, 100), tcp.SeqOffset(-101))
		return old.peer
	})...)
	s.Cases = append(s.Cases, arrivals("FIN without ACK again", plainTimeWait, func(old incarnation) *fixture.PeerConn {
		old.peer.Send(tcp.FIN, tcp.SeqOffset(-1))
		return old.peer
	})...)
	return s
}

// endWithData connects a peer to the server, which closes first, but goes on
// reading. The peer's FIN has data in front of it.
func (l *lab) endWithData(size int) incarnation {
	ln := l.listen()
	p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.ISN(1000))
	p.Open()
	i := incarnation{peer: p}
	i.accepted(ln)
	must(i.socket.CloseWrite())
	p.Expect(tcp.FIN | tcp.ACK)
	p.SendACK()
	p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload(make([]byte, size)))
	p.Expect(tcp.ACK)
	return i
}
