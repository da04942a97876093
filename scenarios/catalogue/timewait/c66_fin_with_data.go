package timewait

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finWithData is C-66: the last ACK is lost, and the retransmitted FIN has data in
// front of it.
func finWithData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-66",
		Group: "time-wait",
		Title: "A retransmitted FIN with its data is acknowledged but does not restart 2 MSL.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL timeout"),
			sources.Claim("A4", "when the last ACK is lost, the FIN is retransmitted and TIME_WAIT answers it"),
			sources.Claim("A23", "a retransmitted FIN restarts the time"),
		},
	}
	for _, size := range []int{0, 100, 1000} {
		begin := func(l *lab.Portable) lab.Conversation { return endWithData(l, size) }
		name := "FIN with " + strconv.Itoa(size) + " bytes again"
		if size == 0 {
			name = "FIN alone again"
		}
		s.Cases = append(s.Cases, lab.Arrivals(name, begin, func(old lab.Conversation) *peer.Conn {
			old.Peer.Send(tcp.FIN|tcp.ACK, tcp.WithPayload(make([]byte, size)), tcp.SeqOffset(-size-1))
			return old.Peer
		})...)
	}
	begin := func(l *lab.Portable) lab.Conversation { return endWithData(l, 100) }
	s.Cases = append(s.Cases, lab.Arrivals("of FIN with 100 bytes, the FIN alone again", begin, func(old lab.Conversation) *peer.Conn {
		old.Peer.SendFIN(tcp.SeqOffset(-1))
		return old.Peer
	})...)
	s.Cases = append(s.Cases, lab.Arrivals("of FIN with 100 bytes, the bytes alone again", begin, func(old lab.Conversation) *peer.Conn {
		old.Peer.SendData(make([]byte, 100), tcp.SeqOffset(-101))
		return old.Peer
	})...)
	s.Cases = append(s.Cases, lab.Arrivals("FIN without ACK again", plainTimeWait, func(old lab.Conversation) *peer.Conn {
		old.Peer.Send(tcp.FIN, tcp.SeqOffset(-1))
		return old.Peer
	})...)
	return s
}

// endWithData connects a peer to the server, which closes its sending side first and
// still reads. The peer's FIN has data in front of it.
func endWithData(l *lab.Portable, size int) lab.Conversation {
	ln := l.Listen()
	p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.ISN(1000))
	p.Open()
	i := l.Converse(ln, p)
	lab.Must(i.Socket.CloseWrite())
	p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	p.SendACK()
	p.Send(tcp.FIN|tcp.ACK, tcp.WithPayload(make([]byte, size)))
	p.Expect(timeline.ExactFlags(tcp.ACK))
	return i
}
