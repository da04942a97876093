package timestamps

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// stampsOfClosing is C-89: the timestamps of FINs and RSTs, sent and received.
func stampsOfClosing() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-89",
		Group: "timestamps",
		Title: "FINs, their ACKs and the RSTs of a connection carry timestamps; a FIN with an older one closes all the same.",
		Sources: []sources.Source{
			sources.Clause("RFC 7323, section 3.2", "once negotiated, every segment except a RST has timestamps; a RST should have them if the segment that triggered it had"),
			sources.Clause("RFC 7323, section 5.3", "a segment with an older timestamp is dropped and acknowledged, unless it is a RST (PAWS)"),
			sources.Clause("RFC 7323, section 4.3", "the choice of the peer's timestamp that an answer echoes"),
		},
	}
	for _, x := range stamped {
		s.Cases = append(s.Cases, lab.Observe(x.name+": timestamps", func(l *lab.Portable) string {
			i := stampedIn(l, x.state)
			i.Peer.Ignore(timeline.Flags(tcp.SYN))
			synACK := i.Peer.Received()[0]
			x.act(l, i)
			return lastStamps(l.Answers(i.Peer), synACK.Options.TSVal)
		}))
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2} {
		for _, older := range []time.Duration{time.Millisecond, time.Second} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", FIN "+older.String()+" older", func(l *lab.Portable) string {
				i := stampedIn(l, state)
				i.Peer.SendFIN(olderThanLast(older), tcp.Detached())
				return i.Response()
			}))
		}
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases,
			lab.Observe(state.String()+", RST 1s older", func(l *lab.Portable) string {
				i := stampedIn(l, state)
				i.Peer.SendRST(olderThanLast(time.Second))
				return i.Reaction()
			}),
			lab.Observe(state.String()+", RST without", func(l *lab.Portable) string {
				i := stampedIn(l, state)
				i.Peer.SendRST(tcp.WithoutTimestamps())
				return i.Reaction()
			}),
		)
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases, lab.Observe(state.String()+", the ACK of the FIN 1s older", func(l *lab.Portable) string {
			i := stampedIn(l, state)
			i.Peer.SendACK(olderThanLast(time.Second))
			return i.Response()
		}))
	}
	return s.With(
		lab.Observe("TIME-WAIT, the FIN again 1s older", func(l *lab.Portable) string {
			i := stampedIn(l, tcp.TimeWait)
			i.Peer.SendFIN(tcp.SeqOffset(-1), olderThanLast(time.Second))
			return i.Response()
		}),
		lab.Observe("TIME-WAIT, RST with RCV.NXT 1s older", func(l *lab.Portable) string {
			i := stampedIn(l, tcp.TimeWait)
			i.Peer.SendRST(olderThanLast(time.Second))
			return i.Reaction()
		}),
		lab.Observe("ESTABLISHED, FIN 1s older, then the FIN as it should be", func(l *lab.Portable) string {
			i := stampedIn(l, tcp.Established)
			i.Peer.SendFIN(olderThanLast(time.Second), tcp.Detached())
			l.Answer(i.Peer)
			i.Peer.SendFIN(tcp.Detached())
			return i.Response()
		}),
		lab.Observe("ESTABLISHED, FIN 10s newer with a wrong acknowledgement: the next ACK echoes", func(l *lab.Portable) string {
			i := stampedIn(l, tcp.Established)
			i.Peer.SendFIN(tcp.TimestampOffset(10*time.Second), tcp.AckOffset(1000), tcp.Detached())
			l.Answer(i.Peer)
			i.Peer.SendData([]byte("x"), tcp.Detached())
			return lastStamps(l.Answers(i.Peer), 0)
		}),
	)
}

// stamped are ways to send FINs, RSTs and their answers, 5.5 s after the handshake.
var stamped = []struct {
	name  string
	state tcp.State
	act   func(*lab.Portable, lab.Conversation)
}{
	{"FIN of CloseWrite", tcp.Established, func(_ *lab.Portable, i lab.Conversation) { lab.Must(i.Socket.CloseWrite()) }},
	{"FIN of Close", tcp.Established, func(_ *lab.Portable, i lab.Conversation) { lab.Must(i.Socket.Close()) }},
	{"FIN of Close in CLOSE-WAIT", tcp.CloseWait, func(_ *lab.Portable, i lab.Conversation) { lab.Must(i.Socket.Close()) }},
	{"ACK of a FIN", tcp.Established, func(_ *lab.Portable, i lab.Conversation) { i.Peer.SendFIN() }},
	{"ACK of a FIN in FIN-WAIT-2", tcp.FinWait2, func(_ *lab.Portable, i lab.Conversation) { i.Peer.SendFIN() }},
	{"ACK of the FIN again in TIME-WAIT", tcp.TimeWait, func(_ *lab.Portable, i lab.Conversation) { i.Peer.SendFIN(tcp.SeqOffset(-1)) }},
	{"challenge ACK of a RST", tcp.Established, func(_ *lab.Portable, i lab.Conversation) { i.Peer.SendRST(tcp.SeqOffset(5)) }},
	{"challenge ACK of a SYN", tcp.Established, func(_ *lab.Portable, i lab.Conversation) { i.Peer.Send(tcp.SYN, tcp.Detached()) }},
	{"RST of SO_LINGER 0", tcp.Established, func(_ *lab.Portable, i lab.Conversation) {
		lab.Must(i.Socket.SetLinger(0))
		lab.Must(i.Socket.Close())
	}},
	{"RST of Close with unread data", tcp.Established, func(l *lab.Portable, i lab.Conversation) {
		i.Peer.SendData([]byte("hello"))
		l.Answer(i.Peer)
		lab.Must(i.Socket.Close())
	}},
	{"RST for data after Close", tcp.Established, func(l *lab.Portable, i lab.Conversation) {
		lab.Must(i.Socket.Close())
		l.Answer(i.Peer)
		i.Peer.SendData([]byte("hello"))
	}},
	{"RST for an ACK after a RST", tcp.Established, func(l *lab.Portable, i lab.Conversation) {
		i.Peer.SendRST()
		l.Answer(i.Peer)
		i.Peer.SendACK()
	}},
	{"RST for an ACK of the wrong SYN", tcp.SynReceived, func(_ *lab.Portable, i lab.Conversation) { i.Peer.SendACK(tcp.AckOffset(1000)) }},
}

// stampedIn leads the server's end of a conversation with timestamps into a state, and
// lets 5.5 s pass after the handshake. The peer sends something then.
func stampedIn(l *lab.Portable, state tcp.State) lab.Conversation {
	if state == tcp.SynReceived {
		i := l.PeerIn(state, peer.Timestamps(lab.TSStart))
		l.Advance(5500 * time.Millisecond)
		i.Peer.Ignore(timeline.Repeated())
		return i
	}
	i := l.PeerIn(tcp.Established, peer.Timestamps(lab.TSStart))
	l.Advance(5500 * time.Millisecond)
	i.Peer.SendData([]byte("hello"))
	l.Answers(i.Peer)
	l.Soon(i.Socket)
	switch state {
	case tcp.FinWait1, tcp.FinWait2, tcp.Closing, tcp.TimeWait:
		lab.Must(i.Socket.CloseWrite())
		i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	case tcp.CloseWait, tcp.LastAck:
		i.Peer.SendFIN()
		i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	}
	switch state {
	case tcp.FinWait2:
		i.Peer.SendACK()
	case tcp.Closing:
		i.Peer.SendFIN(tcp.AckOffset(-1))
		i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	case tcp.TimeWait:
		i.Peer.SendFIN()
		i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	case tcp.LastAck:
		lab.Must(i.Socket.CloseWrite())
		i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	}
	lab.Require(i.State(), state.String())
	return i
}

// olderThanLast makes a segment older than what the peer has sent at the same time.
func olderThanLast(d time.Duration) tcp.Edit { return tcp.TimestampOffset(-d) }

// lastStamps names the flags of the last segment and its timestamps: TSval relative to
// the SYN,ACK's, unless that is 0, and TSecr relative to the peer's SYN, both in whole
// seconds, as a kernel's clock runs on meanwhile.
func lastStamps(answers []tcp.Segment, synACK uint32) string {
	if len(answers) == 0 {
		return lab.Nothing
	}
	s := answers[len(answers)-1]
	if !s.Options.Timestamps {
		return s.Flags.String() + " without"
	}
	text := s.Flags.String() + " with"
	if synACK != 0 {
		text += " TSval " + seconds(s.Options.TSVal, synACK) + ","
	}
	return text + " TSecr " + seconds(s.Options.TSEcr, lab.TSStart)
}

// seconds names the distance of a timestamp from an earlier one.
func seconds(ts, from uint32) string { return strconv.Itoa(int(int32(ts-from))/1000) + "s later" }
