package ports

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// reusePort is N-06: SO_REUSEPORT and a port in TIME-WAIT.
func reusePort() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-06",
		Group: "ports",
		Title: "A new socket with SO_REUSEPORT can listen on a port in TIME-WAIT, whatever the old socket had set.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.1", "a connection is a pair of sockets, not a port"),
			sources.Claim("A18", "implementations forbid the whole local port, the RFC only the pair of sockets"),
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
				s.Cases = append(s.Cases, lab.Observe(left+", old socket with "+o.name+", new one with "+n.name, func(l *lab.Lab) string {
					lc := lab.ListenConfig{Host: l.Server(), NoReuseAddr: !o.addr, ReusePort: o.port}
					ln := lab.Got(lc.Listen("tcp4", ":80"))
					if left == "TIME-WAIT" {
						c := lab.Got(l.Client().Dial("tcp4", "server:80"))
						p := lab.Got(ln.AcceptTCP())
						lab.Must(ln.Close())
						l.CloseBoth(p, c)
						lab.InState(p, tcp.TimeWait)
					}
					lc = lab.ListenConfig{Host: l.Server(), NoReuseAddr: !n.addr, ReusePort: n.port}
					if _, err := lc.Listen("tcp4", ":80"); err != nil {
						return lab.ErrText(err)
					}
					return "listens"
				}))
			}
		}
	}
	return s
}
