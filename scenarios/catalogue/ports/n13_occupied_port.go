package ports

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// occupiedPort is N-13: connecting to an address while the only port is in use towards it.
func occupiedPort() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-13",
		Group: "ports",
		Title: "With tcp_tw_reuse only TIME-WAIT gives way to a new connection, and a segment with a timestamp that is not older makes it wait again.",
		Sources: []sources.Source{
			sources.Claim("A51", "tcp_tw_reuse requires timestamps and applies only to outgoing connections"),
			sources.Clause("RFC 9293, section 3.10.1", "OPEN for a connection that exists is an error"),
		},
	}
	states := []struct {
		name   string
		state  tcp.State
		closes bool
	}{
		{"ESTABLISHED", tcp.Established, false},
		{"FIN-WAIT-1", tcp.FinWait1, false},
		{"FIN-WAIT-1, closed", tcp.FinWait1, true},
		{"FIN-WAIT-2", tcp.FinWait2, false},
		{"FIN-WAIT-2, closed", tcp.FinWait2, true},
		{"CLOSE-WAIT", tcp.CloseWait, false},
		{"CLOSING, closed", tcp.Closing, true},
		{"LAST-ACK, closed", tcp.LastAck, true},
		{"TIME-WAIT", tcp.TimeWait, false},
		{"TIME-WAIT, closed", tcp.TimeWait, true},
	}
	for _, how := range []struct{ name, from string }{{"", ""}, {"by name, ", ":40000"}} {
		for _, x := range states {
			s.Cases = append(s.Cases, lab.Observe("tcp_tw_reuse=1, "+how.name+"the port is in "+x.name+" for 2s: sent, connect says", func(l *lab.Lab) string {
				p := occupied(l, fixture.ReuseAlways, how.from, x.state, x.closes)
				l.Advance(2 * time.Second)
				l.Answers(p) // retransmitted FINs
				return again(l, p, how.from)
			}))
		}
	}
	for _, mode := range []struct {
		name string
		fixture.Reuse
	}{{"tcp_tw_reuse=0", fixture.ReuseNever}, {"tcp_tw_reuse=1", fixture.ReuseAlways}} {
		s.Cases = append(s.Cases, lab.Observe(mode.name+", a RST has ended the connection, the socket is open: sent, connect says", func(l *lab.Lab) string {
			p := occupied(l, mode.Reuse, "", tcp.Established, false)
			p.SendRST()
			l.Answers(p)
			return again(l, p, "")
		}))
	}
	for _, arrives := range []struct {
		name string
		send func(*peer.Conn)
	}{
		{"nothing", func(*peer.Conn) {}},
		{"an ACK with a newer timestamp", func(p *peer.Conn) { p.SendACK() }},
		{"an ACK with an older timestamp", func(p *peer.Conn) { p.SendACK(tcp.TimestampOffset(-10 * time.Second)) }},
		{"the FIN again", func(p *peer.Conn) { p.SendFIN(tcp.SeqOffset(-1)) }},
	} {
		for _, age := range []time.Duration{1300 * time.Millisecond, 2300 * time.Millisecond} {
			s.Cases = append(s.Cases, lab.Observe("tcp_tw_reuse=1, "+arrives.name+" arrives in TIME-WAIT after 800ms, again after "+age.String()+": sent, connect says", func(l *lab.Lab) string {
				p := occupied(l, fixture.ReuseAlways, "", tcp.TimeWait, true)
				l.Advance(800 * time.Millisecond)
				arrives.send(p)
				l.Answers(p)
				l.Advance(age - 800*time.Millisecond)
				return again(l, p, "")
			}))
		}
	}
	return s
}

// occupied leaves the client's only port in a state towards a peer with timestamps. With
// closes the client has closed the socket. from is ":40000" for a socket that is bound with
// SO_REUSEADDR, and empty for one that is not bound.
func occupied(l *lab.Lab, mode fixture.Reuse, from string, state tcp.State, closes bool) *peer.Conn {
	d := lab.Dialer{Host: onePort(l, mode), LocalAddr: from, ReuseAddr: from != "", NoKeepAlive: true}
	var c lab.Conn
	other := l.Peer("peer")
	call := l.Net.Go(func() (err error) {
		c, err = d.Dial("tcp4", "peer:80")
		return err
	})
	p := other.Accept(80, peer.Timestamps(100_000_000))
	p.SendSYNACK()
	l.Answers(p)
	lab.Must(call.Err())
	l.Lead(lab.Conversation{Peer: p}, c, state)
	if closes {
		lab.Must(c.Close())
		l.Answers(p)
	}
	return p
}

// again connects from the only port once more and returns what is sent, and the result.
func again(l *lab.Lab, p *peer.Conn, from string) string {
	d := lab.Dialer{Host: l.Client(), LocalAddr: from, ReuseAddr: from != ""}
	call := l.Net.Go(func() error { _, err := d.Dial("tcp4", "peer:80"); return err })
	return l.Answer(p) + ", " + lab.ErrText(call.Err())
}
