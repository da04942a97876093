package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// staleConnection is C-70: what a pool hands out that the server has given up.
func staleConnection() Scenario {
	s := Scenario{
		ID:    "C-70",
		Group: "application",
		Title: "A connection that the server closed while it was in a pool takes the first write without a word; a read before use tells.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 2", "who is told of the FIN may go on sending"},
			{Clause, "RFC 9293, section 3.5.1, figure 10", "data that meets no connection is answered with a RST"},
			{Incident, "go-sql-driver/mysql#707", "connections in CLOSE_WAIT after the server's wait_timeout"},
			{Incident, "go-sql-driver/mysql#257", "a pool hands out a connection that the server has closed"},
			{Incident, "golang/go#17476", "a pool that keeps two idle connections opens a new one for nearly each query"},
		},
	}
	ends := []struct {
		name string
		end  func(*lab, *fixture.Conn)
	}{
		{"the server closes", func(_ *lab, p *fixture.Conn) { must(p.Close()) }},
		{"the server closes, 10 minutes later", func(l *lab, p *fixture.Conn) { must(p.Close()); l.advance(10 * time.Minute) }},
		{"the server resets", func(l *lab, p *fixture.Conn) { l.abort(p) }},
		{"the server reboots", func(l *lab, _ *fixture.Conn) { must(l.server().Crash()); must(l.server().Restart()) }},
	}
	for _, e := range ends {
		pooled := func(l *lab) *fixture.Conn {
			c, p := l.connectPlain()
			e.end(l, p)
			return c
		}
		// A server that reboots sends nothing that would tell the client.
		reboots := e.name == "the server reboots"
		if !reboots {
			s.Cases = append(s.Cases, Case{e.name + ": sockets of client and server", func(l *lab) string {
				pooled(l)
				return l.sockets(l.client()) + " and " + l.sockets(l.server())
			}})
		}
		s.Cases = append(s.Cases, Case{e.name + ": a write, a read and a write say", func(l *lab) string {
			c := pooled(l)
			return write(c) + ", " + l.hears(c) + ", " + write(c)
		}})
		if !reboots {
			s.Cases = append(s.Cases, Case{e.name + ": a read of 1ms before use says", func(l *lab) string {
				return l.hearsFor(pooled(l), time.Millisecond)
			}})
		}
	}
	s.Cases = append(s.Cases,
		Case{"the server closes, nobody takes it out of the pool: sockets of the client a day later", func(l *lab) string {
			c, p := l.connectPlain()
			must(p.Close())
			l.advance(24 * time.Hour)
			l.expect(c, tcp.CloseWait)
			return l.sockets(l.client())
		}},
		Case{"the server closes after the check and before the write: write, then read say", func(l *lab) string {
			c, p := l.connectPlain()
			if heard := l.hearsFor(c, time.Millisecond); heard != none {
				return heard
			}
			must(c.SetReadDeadline(time.Time{}))
			must(p.Close())
			return write(c) + ", " + l.hears(c)
		}},
	)
	return s.add(Case{"3 bursts of 10, 2 idle connections kept: opened and in TIME-WAIT", func(l *lab) string {
		return l.bursts(3, 10, 2)
	}})
}

// hears says what a connection reads up to now, while its application may go on
// waiting.
func (l *lab) hears(c *fixture.Conn) string { return l.hearsFor(c, 0) }

// hearsFor is hears, after a time.
func (l *lab) hearsFor(c *fixture.Conn, d time.Duration) string {
	var text string
	call := l.net.Go(func() error {
		b := make([]byte, 4096)
		for {
			n, err := c.Read(b)
			text += string(b[:n])
			if err != nil {
				return err
			}
		}
	})
	l.advance(d)
	switch {
	case call.Done() && text == "":
		return errText(call.Err())
	case call.Done():
		return text + ", then " + errText(call.Err())
	case text == "":
		return none
	}
	return text
}

// bursts has a pool of connections serve several bursts of queries, 1 s apart. It
// opens what it does not have, and closes what it may not keep.
func (l *lab) bursts(n, queries, idle int) string {
	ln := got(l.server().Listen("tcp4", ":80"))
	var pool []*fixture.Conn
	opened := 0
	for range n {
		var busy []*fixture.Conn
		for range queries {
			if len(pool) > 0 {
				busy, pool = append(busy, pool[0]), pool[1:]
				continue
			}
			busy = append(busy, got(l.client().Dial("tcp4", "server:80")))
			p := got(ln.AcceptTCP())
			l.net.Go(func() error { // as servers do: until EOF
				read(p)
				return p.Close()
			})
			opened++
		}
		for _, c := range busy {
			if len(pool) < idle {
				pool = append(pool, c)
				continue
			}
			must(c.Close())
		}
		l.advance(time.Second)
	}
	return strconv.Itoa(opened) + " and " + strconv.Itoa(l.client().Count(tcp.TimeWait))
}
