package ports

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// restart is C-14: a server restarts while old connections remain.
func restart() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-14",
		Group: "ports",
		Title: "A server can listen again beside its old connections if the old and the new socket have SO_REUSEADDR.",
		Sources: []sources.Source{
			sources.Claim("A18", "implementations forbid the whole local port, the RFC only the pair of sockets"),
			sources.Folklore("A19", "with SO_REUSEADDR a server can restart at once"),
			sources.Incident("libsocket#61", "address already in use, in spite of SO_REUSEADDR"),
		},
	}
	for _, left := range []string{"TIME-WAIT", "CLOSE-WAIT", "ESTABLISHED", "FIN-WAIT-2"} {
		for _, old := range []bool{false, true} {
			for _, again := range []bool{false, true} {
				name := left + " is left, SO_REUSEADDR on " + which(old, again)
				s.Cases = append(s.Cases, lab.Observe(name, func(l *lab.Lab) string {
					leave(l, left, old)
					return listenAgain(l, again)
				}))
			}
		}
	}
	s.Cases = append(s.Cases, lab.Observe("CLOSE-WAIT is left, SO_REUSEADDR on both: the old connection reads", func(l *lab.Lab) string {
		c, p := leave(l, "CLOSE-WAIT", true)
		lab.Got(l.Server().Listen("tcp4", ":80"))
		lab.Got(p.Write([]byte("hello")))
		lab.Must(p.Close())
		return lab.ReadAll(c)
	}))
	return s
}

// listenAgain makes the server listen on port 80 and returns the result.
func listenAgain(l *lab.Lab, reuse bool) string {
	lc := lab.ListenConfig{Host: l.Server(), NoReuseAddr: !reuse}
	if _, err := lc.Listen("tcp4", ":80"); err != nil {
		return lab.ErrText(err)
	}
	return "listens"
}

func which(old, again bool) string {
	switch {
	case old && again:
		return "both"
	case old:
		return "the old socket"
	case again:
		return "the new socket"
	}
	return "neither"
}

// leave makes the server accept a connection on port 80, with or without SO_REUSEADDR,
// and leaves the port in the named state.
func leave(l *lab.Lab, left string, reuse bool) (client, server lab.Conn) {
	lc := lab.ListenConfig{Host: l.Server(), NoReuseAddr: !reuse}
	ln := lab.Got(lc.Listen("tcp4", ":80"))
	client = lab.Got(l.Client().Dial("tcp4", "server:80"))
	server = lab.Got(ln.AcceptTCP())
	lab.Must(ln.Close())
	switch left {
	case tcp.TimeWait.String():
		l.CloseBoth(server, client)
	case tcp.CloseWait.String():
		lab.Must(client.CloseWrite())
	case tcp.FinWait2.String():
		lab.Must(server.Close())
	}
	lab.Require(server.State().String(), left)
	return client, server
}
