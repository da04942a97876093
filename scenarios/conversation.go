package scenarios

import (
	"fmt"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A conversation is a connection between the server and a peer, whose segments
// the story writes. Its port on the peer is always the same.
const peerPort = 1500

// peerSYN has a SYN arrive at the server's port 80, where somebody listens, and
// returns the listener and the peer's end.
func (l *lab) peerSYN(options ...fixture.PeerOption) (TargetListener, *fixture.PeerConn) {
	ln := l.listen()
	options = append([]fixture.PeerOption{fixture.SourcePort(peerPort), fixture.ISN(1000)}, options...)
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.SendSYN()
	return ln, p
}

// peerIn leads the server's end of a conversation into a state. In SYN-RECEIVED
// there is no handle yet.
func (l *lab) peerIn(state tcp.State, options ...fixture.PeerOption) incarnation {
	ln, p := l.peerSYN(options...)
	p.Expect(tcp.SYN | tcp.ACK)
	i := incarnation{listener: ln, peer: p}
	if state == tcp.SynReceived {
		return i
	}
	p.SendACK()
	i.accepted(ln)
	switch state {
	case tcp.FinWait1:
		i.finish()
	case tcp.FinWait2:
		i.finish()
		p.SendACK()
	case tcp.Closing:
		i.finish()
		p.SendFIN(tcp.AckOffset(-1)) // it has not seen the server's FIN
		p.Expect(tcp.ACK)
	case tcp.CloseWait, tcp.LastAck:
		p.SendFIN()
		p.Expect(tcp.ACK)
		if state == tcp.LastAck {
			i.finish()
		}
	}
	if now := i.state(l); now != state.String() {
		panic(stop{strayed{fmt.Sprint(now), fmt.Sprint(state)}})
	}
	return i
}

// finish has the server send its FIN, and the peer read it.
func (i incarnation) finish() {
	must(i.socket.CloseWrite())
	i.peer.Expect(tcp.FIN | tcp.ACK)
}

// state is the state of the server's end, with or without a handle. A socket
// that was never accepted is gone at its end.
func (i incarnation) state(l *lab) string {
	for _, s := range l.targetSockets() {
		if s.Remote == i.peer.LocalAddr() {
			return s.State.String()
		}
	}
	return "gone"
}

// reaction is what the server answered, and in which state it is then.
func (i incarnation) reaction(l *lab) string {
	return l.answer(i.peer) + ", then " + i.state(l)
}

// dialling is an attempt of the client to connect to a peer, whose end it is.
type dialling struct {
	call TargetDial
	peer *fixture.PeerConn
}

// dialPeer has the client connect to a peer, which has got the SYN.
func (l *lab) dialPeer(options ...fixture.PeerOption) dialling {
	peer, client := l.net.Peer("peer"), l.at("client")
	call := client.Dial("peer:80")
	return dialling{call, peer.Accept(80, options...)}
}

// calls are goroutines' calls that may wait.

// reads starts to read from a connection until there is an error.
func (l *lab) reads(c *fixture.Conn) *fixture.Call {
	return l.net.Go(func() error {
		_, err := c.Read(make([]byte, 1))
		return err
	})
}

// ended says how a call has ended, and after how long if that was not at once.
func ended(c interface {
	Done() bool
	Took() time.Duration
	Err() error
}) string {
	text := errText(c.Err())
	if c.Done() && c.Took() > 0 {
		text += " after " + c.Took().String()
	}
	return text
}

// sentWhen lists the segments that one host sent since a mark, with the time
// since then.
func (l *lab) sentWhen(host string, mark int) string {
	begin := l.markTime(mark)
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent && e.Host == host {
			out = append(out, (e.At-begin).String()+" "+e.Segment.Flags.String())
		}
	}
	return list(out, ", ")
}

// whats says what kind of repetition segments are that a host sent since a
// mark: retransmissions, probes.
func (l *lab) whats(host string, mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent && e.Host == host && e.Analysis != "" {
			out = append(out, string(e.Analysis))
		}
	}
	return list(counted(out), ", ")
}

// counted joins equal neighbours: "3 retransmissions".
func counted(parts []string) []string {
	var out []string
	for n, i := 0, 0; i < len(parts); i += n {
		for n = 1; i+n < len(parts) && parts[i+n] == parts[i]; n++ {
		}
		if n == 1 {
			out = append(out, parts[i])
			continue
		}
		out = append(out, fmt.Sprintf("%d %s", n, strings.TrimSuffix(parts[i], "s")+"s"))
	}
	return out
}

// tally counts what is the same, in the order in which it comes first.
func tally(parts []string) []string {
	var order []string
	n := map[string]int{}
	for _, p := range parts {
		if n[p] == 0 {
			order = append(order, p)
		}
		n[p]++
	}
	for i, p := range order {
		order[i] = fmt.Sprintf("%d %s", n[p], p)
	}
	return order
}

// flagsSent are the flags of the segments that one host sent since a mark.
func (l *lab) flagsSent(host string, mark int) []string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent && e.Host == host {
			out = append(out, e.Segment.Flags.String())
		}
	}
	return out
}

// timestampsOf says whether the timestamps of the segments that match move with
// the clock or stand still.
func (l *lab) timestampsOf(m fixture.Match) string {
	sent := l.net.Timeline().Events(fixture.Sent(m))
	if len(sent) == 0 {
		return none
	}
	for _, e := range sent[1:] {
		switch moved := e.Segment.Options.TSVal - sent[0].Segment.Options.TSVal; {
		case moved == 0:
			return "stand still"
		case time.Duration(moved)*time.Millisecond != e.At-sent[0].At:
			return "move, but not with the clock"
		}
	}
	return "follow the clock"
}

// add adds cases to a scenario.
func (s Scenario) add(cases ...Case) Scenario {
	s.Cases = append(s.Cases, cases...)
	return s
}
