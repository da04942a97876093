package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// quietTime is C-60: a host that comes back without its memory, and does not keep
// quiet.
func quietTime() Scenario {
	s := Scenario{
		ID:    "C-60",
		Group: "incarnation",
		Title: "A host that reboots has forgotten its TIME-WAIT and keeps no quiet time, so that old segments meet new connections.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4.3", "a host that lost its memory keeps quiet for a MSL, unless it knows which numbers it used"},
			{Claim, "A6", "after 2MSL all duplicates are gone"},
			{Claim, "A16", "a duplicate with sequence number 1000 and 1000 bytes enters the buffer of the new incarnation"},
		},
	}
	for _, reboot := range []bool{false, true} {
		name := "no reboot: "
		if reboot {
			name = "the server reboots: "
		}
		s.Cases = append(s.Cases,
			Case{name + "answer to a SYN with RCV.NXT-1000", func(l *lab) string {
				old := l.peerTimeWait()
				l.rebootServer(listener(old.listener), reboot)
				return l.answer(old.reopen(-1000))
			}},
			Case{name + "answer to the old FIN", func(l *lab) string {
				old := l.peerTimeWait()
				l.rebootServer(listener(old.listener), reboot)
				old.peer.SendFIN(tcp.SeqOffset(-1))
				return l.answer(old.peer)
			}},
			Case{name + "old data in a connection with the same numbers: the application reads", func(l *lab) string {
				old := l.peerTimeWait()
				ln := l.rebootServer(listener(old.listener), reboot)
				p := old.reopen(-1002)
				if l.answer(p) != "SYN,ACK" {
					return "no connection"
				}
				p.SendACK()
				p.SendData([]byte("old data"), tcp.Detached())
				l.answer(p)
				return l.readSoon(got(ln.AcceptTCP()))
			}},
		)
	}
	for _, reboot := range []bool{false, true} {
		name := "no reboot: "
		if reboot {
			name = "the client reboots: "
		}
		s.Cases = append(s.Cases,
			Case{name + "the client connects from the port of its TIME-WAIT", func(l *lab) string {
				c, p := l.onceQuiet()
				l.closed(c, p)
				l.advance(time.Second)
				if reboot {
					must(l.client().Crash())
					must(l.client().Restart())
				}
				_, how := l.again()
				return how
			}},
		)
	}
	s.Cases = append(s.Cases, Case{"the client reboots: its initial sequence numbers before and after", func(l *lab) string {
		first := l.isnOf("10.9.0.1:1500", "server:80")
		must(l.client().Crash())
		must(l.client().Restart())
		return apart(l.isnOf("10.9.0.1:1500", "server:80") - first)
	}})
	return s
}

// rebootServer makes the server crash and come back, if it is to, and returns the
// listener that it then has.
func (l *lab) rebootServer(ln *fixture.Listener, reboot bool) *fixture.Listener {
	if !reboot {
		return ln
	}
	must(l.server().Crash())
	must(l.server().Restart())
	return got(l.server().Listen("tcp4", ":80"))
}
