package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// lingerZero is C-09: the abortive close.
func lingerZero() Scenario {
	s := Scenario{
		ID:    "C-09",
		Group: "linger",
		Title: "Close with SO_LINGER set to 0 sends one RST, leaves no TIME-WAIT and throws away what was not sent.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.5", "ABORT: all queued data is thrown away and a RST is sent"},
			{Claim, "A55", "SO_LINGER with 0 skips the four segments and TIME_WAIT, and is dangerous"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
			{Incident, "haproxy/haproxy#560", "health checks that end with a RST make the checked application log errors"},
		},
	}
	s.Cases = []Case{
		{"segments of the close", func(l *lab) string {
			c, _ := l.connect("tcp4")
			mark := l.mark()
			l.abort(c)
			return l.sent(mark)
		}},
		{"states of the closer", func(l *lab) string {
			c, _ := l.connect("tcp4")
			l.abort(c)
			return l.states(c)
		}},
		{"in TIME-WAIT is, when the other side has closed too", func(l *lab) string {
			c, p := l.connect("tcp4")
			l.abort(c)
			must(p.Close())
			return l.holders()
		}},
		{"what the other side reads", func(l *lab) string {
			c, p := l.connect("tcp4")
			l.abort(c)
			return read(p)
		}},
		{"what the other side's first write says", func(l *lab) string {
			c, p := l.connect("tcp4")
			l.abort(c)
			_, err := p.Write([]byte("x"))
			return errText(err)
		}},
		{"data that was lost on the way, close without SO_LINGER: the other side reads", func(l *lab) string {
			c, p := l.loseData()
			must(c.Close())
			l.advance(time.Minute)
			return read(p)
		}},
		{"data that was lost on the way, close with SO_LINGER 0: the other side reads", func(l *lab) string {
			c, p := l.loseData()
			l.abort(c)
			return read(p)
		}},
		{"data behind a full window, close with SO_LINGER 0: arrived", func(l *lab) string {
			c, p, size := l.fillWindow()
			l.abort(c)
			return arrived(p, size)
		}},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.FinWait2, tcp.CloseWait} {
		s.Cases = append(s.Cases, Case{"segments of the close in " + state.String(), func(l *lab) string {
			c := l.connectionIn(state)
			mark := l.mark()
			l.abort(c)
			return l.sent(mark)
		}})
	}
	for _, state := range []tcp.State{tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases, Case{"answer to the close in " + state.String(), func(l *lab) string {
			i := l.peerIn(state)
			l.abort(i.host)
			return l.answer(i.peer)
		}})
	}
	return s.add(
		Case{"segments of the close in TIME-WAIT", func(l *lab) string {
			c := l.connectionIn(tcp.TimeWait)
			mark := l.mark()
			l.abort(c)
			return l.sent(mark)
		}},
		Case{"TIME-WAIT lasted, closed 30s after it began", func(l *lab) string {
			c := l.connectionIn(tcp.TimeWait)
			l.advance(30 * time.Second)
			l.abort(c)
			return l.wholeTimeWait(c)
		}},
	)
}

// abort closes a connection with SO_LINGER set to 0.
func (l *lab) abort(c *fixture.Conn) {
	must(c.SetLinger(0))
	must(c.Close())
}

// loseData connects and loses the first thing that the client writes.
func (l *lab) loseData() (client, server *fixture.Conn) {
	client, server = l.connect("tcp4")
	must(l.net.On(fixture.HasPayload()).Nth(1).Drop().Err())
	got(client.Write([]byte("hello")))
	return client, server
}

// fillWindow connects and has the client write more than the server's receive
// buffer takes, so that some of it cannot be sent.
func (l *lab) fillWindow() (client, server *fixture.Conn, size int) {
	client, server = l.connect("tcp4")
	must(server.SetReadBuffer(8 << 10))
	must(client.SetWriteBuffer(1 << 20))
	size = got(client.Write(make([]byte, 256<<10)))
	return client, server, size
}

// arrived reads until there is an error and says how much of size bytes there
// was.
func arrived(c *fixture.Conn, size int) string {
	b := make([]byte, 4096)
	n := 0
	for {
		k, err := c.Read(b)
		n += k
		if err == nil {
			continue
		}
		switch n {
		case 0:
			return "nothing, then " + errText(err)
		case size:
			return "all, then " + errText(err)
		}
		return "a part, then " + errText(err)
	}
}

// connectionIn returns the client's end of a connection that is in the given
// state.
func (l *lab) connectionIn(state tcp.State) *fixture.Conn {
	c, p := l.connect("tcp4")
	switch state {
	case tcp.FinWait1:
		must(l.net.On(tcp.FIN).Drop().Err())
		must(c.CloseWrite())
	case tcp.FinWait2:
		must(c.CloseWrite())
	case tcp.CloseWait:
		must(p.CloseWrite())
	case tcp.TimeWait:
		must(c.CloseWrite())
		must(p.Close())
	}
	return l.expect(c, state)
}
