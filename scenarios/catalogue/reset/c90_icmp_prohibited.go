package reset

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// icmpProhibited is C-90: the codes of Destination Unreachable that C-58 leaves out.
func icmpProhibited() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-90",
		Group: "icmp",
		Title: "Destination Unreachable, administratively prohibited and the rare codes: like any other, it ends a handshake and nothing later.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.9.2.2, MUST-56", "soft errors must not abort the connection: Destination Unreachable 0, 1 and 5"),
			sources.Clause("RFC 9293, section 3.9.2.2, SHLD-26", "hard errors should abort the connection: Destination Unreachable 2, 3 and 4; the codes above 5 are not named"),
			sources.Clause("RFC 5461, section 4", "many systems treat soft errors as hard errors during a connection attempt"),
		},
	}
	prohibited := []struct {
		name string
		code byte
	}{
		{"network prohibited", 9},
		{"host prohibited", 10},
		{"communication prohibited", 13},
	}
	for _, x := range prohibited {
		s.Cases = append(s.Cases, errorInSYNSent(x.name, x.code))
		for _, state := range append([]tcp.State{tcp.SynReceived}, synchronized...) {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Lab) string {
				i := l.PeerIn(state)
				icmpTo(l, "server", 3, x.code)
				return i.Reaction()
			}))
		}
		s.Cases = append(s.Cases,
			lab.Observe("TIME-WAIT, "+x.name, func(l *lab.Lab) string {
				i := l.PeerTimeWait()
				icmpTo(l, "server", 3, x.code)
				return i.Reaction()
			}),
			lab.Observe("FIN-WAIT-1, "+x.name+": sent in the next 5s", func(l *lab.Lab) string {
				i := l.PeerIn(tcp.FinWait1)
				icmpTo(l, "server", 3, x.code)
				mark := l.Mark()
				l.Advance(5 * time.Second)
				l.Answer(i.Peer)
				return lab.List(lab.Tally(l.FlagsSent("server", mark)), ", ")
			}),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("SYN-RECEIVED, communication prohibited, then the ACK: answer", func(l *lab.Lab) string {
		i := l.PeerIn(tcp.SynReceived)
		icmpTo(l, "server", 3, 13)
		i.Peer.SendACK()
		return l.Answer(i.Peer)
	}))
	for _, code := range []byte{5, 6, 7, 11, 12, 14, 15} {
		name := "code " + strconv.Itoa(int(code))
		s.Cases = append(s.Cases,
			errorInSYNSent(name, code),
			lab.Observe("ESTABLISHED, "+name, func(l *lab.Lab) string {
				i := l.PeerIn(tcp.Established)
				icmpTo(l, "server", 3, code)
				return i.Reaction()
			}),
		)
	}
	return s
}

// errorInSYNSent is a case about a Destination Unreachable for the SYN.
func errorInSYNSent(name string, code byte) lab.Case {
	return lab.Observe("SYN-SENT, "+name+": connect says", func(l *lab.Lab) string {
		d := l.DialPeer()
		icmpTo(l, "client", 3, code)
		return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
	})
}
