package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// reusePort is N-06: SO_REUSEPORT and a port in TIME-WAIT.
func reusePort() Scenario {
	s := Scenario{
		ID:    "N-06",
		Group: "ports",
		Title: "A new socket with SO_REUSEPORT can listen at a port in TIME-WAIT whatever the old one had set.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.1", "what exists is a pair of sockets, not a port"},
			{Claim, "A18", "implementations forbid the whole local port where the RFC forbids the pair"},
		},
	}
	type options struct {
		name       string
		addr, port bool
	}
	olds := []options{{"nothing", false, false}, {"SO_REUSEADDR", true, false}, {"SO_REUSEPORT", false, true}, {"both", true, true}}
	news := []options{{"SO_REUSEPORT", false, true}, {"both", true, true}}
	for _, left := range []string{"TIME-WAIT", "LISTEN"} {
		for _, o := range olds {
			if left == "LISTEN" && !o.port {
				continue // refused as any other, see C-14
			}
			for _, n := range news {
				s.Cases = append(s.Cases, Case{left + ", old socket with " + o.name + ", new one with " + n.name, func(l *lab) string {
					lc := fixture.ListenConfig{Host: l.server(), NoReuseAddr: !o.addr, ReusePort: o.port}
					ln := got(lc.Listen("tcp4", ":80"))
					if left == "TIME-WAIT" {
						c := got(l.client().Dial("tcp4", "server:80"))
						p := got(ln.AcceptTCP())
						must(ln.Close())
						l.closed(p, c)
						l.expect(p, tcp.TimeWait)
					}
					lc = fixture.ListenConfig{Host: l.server(), NoReuseAddr: !n.addr, ReusePort: n.port}
					if _, err := lc.Listen("tcp4", ":80"); err != nil {
						return errText(err)
					}
					return "listens"
				}})
			}
		}
	}
	return s
}
