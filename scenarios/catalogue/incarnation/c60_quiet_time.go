package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// quietTime is C-60: a host reboots without its memory and without a quiet time.
func quietTime() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-60",
		Group: "incarnation",
		Title: "A rebooted host keeps no TIME-WAIT and no quiet time, so old segments can reach new connections.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4.3", "a host that lost its memory keeps quiet for one MSL, unless it knows the numbers that it used"),
			sources.Claim("A6", "after 2MSL all duplicates are gone"),
			sources.Claim("A16", "a duplicate with sequence number 1000 and 1000 bytes enters the buffer of the new incarnation"),
		},
	}
	for _, reboot := range []bool{false, true} {
		name := "no reboot: "
		if reboot {
			name = "the server reboots: "
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"answer to a SYN with RCV.NXT-1000", func(l *lab.Lab) string {
				old := l.PeerTimeWait()
				rebootServer(l, l.Listener(old.Listener), reboot)
				return l.Answer(old.Reopen(-1000))
			}),
			lab.Observe(name+"answer to the old FIN", func(l *lab.Lab) string {
				old := l.PeerTimeWait()
				rebootServer(l, l.Listener(old.Listener), reboot)
				old.Peer.SendFIN(tcp.SeqOffset(-1))
				return l.Answer(old.Peer)
			}),
			lab.Observe(name+"old data in a connection with the same numbers: the application reads", func(l *lab.Lab) string {
				old := l.PeerTimeWait()
				ln := rebootServer(l, l.Listener(old.Listener), reboot)
				p := old.Reopen(-1002)
				if !l.AnswerIs(p, tcp.SYN|tcp.ACK) {
					return "no connection"
				}
				p.SendACK()
				p.SendData([]byte("old data"), tcp.Detached())
				l.Answer(p)
				return l.ReadSoon(lab.Got(ln.AcceptTCP()))
			}),
		)
	}
	for _, reboot := range []bool{false, true} {
		name := "no reboot: "
		if reboot {
			name = "the client reboots: "
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"the client connects from the port of its TIME-WAIT", func(l *lab.Lab) string {
				c, p := l.OnceQuiet()
				l.CloseBoth(c, p)
				l.Advance(time.Second)
				if reboot {
					lab.Must(l.Client().Crash())
					lab.Must(l.Client().Restart())
				}
				_, how := l.Again()
				return how
			}),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("the client reboots: its initial sequence numbers before and after", func(l *lab.Lab) string {
		first := isnOf(l, "10.9.0.1:1500", "server:80")
		lab.Must(l.Client().Crash())
		lab.Must(l.Client().Restart())
		return apart(isnOf(l, "10.9.0.1:1500", "server:80") - first)
	}))
	return s
}

// rebootServer crashes and restarts the server if reboot is set. It returns the
// listener.
func rebootServer(l *lab.Lab, ln lab.Listener, reboot bool) lab.Listener {
	if !reboot {
		return ln
	}
	lab.Must(l.Server().Crash())
	lab.Must(l.Server().Restart())
	return lab.Got(l.Server().Listen("tcp4", ":80"))
}
