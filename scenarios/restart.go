package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// restart is C-14: a server that starts again while something of it is left.
func restart() Scenario {
	s := Scenario{
		ID:    "C-14",
		Group: "ports",
		Title: "A server can listen again while its old connections live if its old socket and its new one have SO_REUSEADDR.",
		Sources: []Source{
			{Claim, "A18", "implementations forbid the whole local port where the RFC forbids the pair"},
			{Folklore, "A19", "with SO_REUSEADDR a server can start again at once"},
			{Incident, "libsocket#61", "address already in use, in spite of SO_REUSEADDR"},
		},
	}
	for _, left := range []string{"TIME-WAIT", "CLOSE-WAIT", "ESTABLISHED", "FIN-WAIT-2"} {
		for _, old := range []bool{false, true} {
			for _, again := range []bool{false, true} {
				name := left + " is left, SO_REUSEADDR on " + which(old, again)
				s.Cases = append(s.Cases, Case{name, func(l *lab) string {
					l.leave(left, old)
					return l.listenAgain(again)
				}})
			}
		}
	}
	s.Cases = append(s.Cases, Case{"CLOSE-WAIT is left, SO_REUSEADDR on both: the old connection reads", func(l *lab) string {
		c, p := l.leave("CLOSE-WAIT", true)
		got(l.server().Listen("tcp4", ":80"))
		got(p.Write([]byte("hello")))
		must(p.Close())
		return read(c)
	}})
	return s
}

// listenAgain has the server listen on port 80 and says whether it does.
func (l *lab) listenAgain(reuse bool) string {
	lc := fixture.ListenConfig{Host: l.server(), NoReuseAddr: !reuse}
	if _, err := lc.Listen("tcp4", ":80"); err != nil {
		return errText(err)
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

// leave has the server accept a connection on port 80, with or without
// SO_REUSEADDR, and leaves the port in the named state.
func (l *lab) leave(left string, reuse bool) (client, server *fixture.Conn) {
	lc := fixture.ListenConfig{Host: l.server(), NoReuseAddr: !reuse}
	ln := got(lc.Listen("tcp4", ":80"))
	client = got(l.client().Dial("tcp4", "server:80"))
	server = got(ln.AcceptTCP())
	must(ln.Close())
	switch left {
	case tcp.TimeWait.String():
		l.closed(server, client)
	case tcp.CloseWait.String():
		must(client.CloseWrite())
	case tcp.FinWait2.String():
		must(server.Close())
	}
	inState(server, left)
	return client, server
}
