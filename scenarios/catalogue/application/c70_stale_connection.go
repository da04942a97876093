package application

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// staleConnection is C-70: a pool returns a connection that the server has closed.
func staleConnection() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-70",
		Group: "application",
		Title: "A pooled connection that the server closed accepts the first write without an error; a read before reuse detects the FIN.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 2", "after the peer's FIN the user may still send"),
			sources.Clause("RFC 9293, section 3.5.1, figure 10", "data without a connection is answered with a RST"),
			sources.Incident("go-sql-driver/mysql#707", "connections in CLOSE_WAIT after the server's wait_timeout"),
			sources.Incident("go-sql-driver/mysql#257", "a pool hands out a connection that the server has closed"),
			sources.Incident("golang/go#17476", "a pool that keeps two idle connections opens a new one for nearly each query"),
		},
	}
	ends := []struct {
		name string
		end  func(*lab.Lab, lab.Conn)
	}{
		{"the server closes", func(_ *lab.Lab, p lab.Conn) { lab.Must(p.Close()) }},
		{"the server closes, 10 minutes later", func(l *lab.Lab, p lab.Conn) { lab.Must(p.Close()); l.Advance(10 * time.Minute) }},
		{"the server resets", func(l *lab.Lab, p lab.Conn) { l.Abort(p) }},
		{"the server reboots", func(l *lab.Lab, _ lab.Conn) { lab.Must(l.Server().Crash()); lab.Must(l.Server().Restart()) }},
	}
	for _, e := range ends {
		pooled := func(l *lab.Lab) lab.Conn {
			c, p := l.ConnectPlain()
			e.end(l, p)
			return c
		}
		// A rebooted server sends no segment to the client.
		reboots := e.name == "the server reboots"
		if !reboots {
			s.Cases = append(s.Cases, lab.Observe(e.name+": sockets of client and server", func(l *lab.Lab) string {
				pooled(l)
				return l.SocketsOf(l.Client()) + " and " + l.SocketsOf(l.Server())
			}))
		}
		s.Cases = append(s.Cases, lab.Observe(e.name+": a write, a read and a write say", func(l *lab.Lab) string {
			c := pooled(l)
			return lab.Write(c) + ", " + l.Hears(c) + ", " + lab.Write(c)
		}))
		if !reboots {
			s.Cases = append(s.Cases, lab.Observe(e.name+": a read of 1ms before use says", func(l *lab.Lab) string {
				return l.HearsFor(pooled(l), time.Millisecond)
			}))
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("the server closes, nobody takes it out of the pool: sockets of the client a day later", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(p.Close())
			l.Advance(24 * time.Hour)
			lab.InState(c, tcp.CloseWait)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("the server closes after the check and before the write: write, then read say", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			if heard := l.HearsFor(c, time.Millisecond); heard != lab.Nothing {
				return heard
			}
			lab.Must(c.SetReadDeadline(time.Time{}))
			lab.Must(p.Close())
			return lab.Write(c) + ", " + l.Hears(c)
		}),
	)
	return s.With(lab.Observe("3 bursts of 10, 2 idle connections kept: opened and in TIME-WAIT", func(l *lab.Lab) string {
		return bursts(l, 3, 10, 2)
	}))
}

// bursts makes a pool of connections serve several bursts of queries, 1 s apart. The
// pool opens missing connections and closes surplus ones.
func bursts(l *lab.Lab, n, queries, idle int) string {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	var pool []lab.Conn
	opened := 0
	for range n {
		var busy []lab.Conn
		for range queries {
			if len(pool) > 0 {
				busy, pool = append(busy, pool[0]), pool[1:]
				continue
			}
			busy = append(busy, lab.Got(l.Client().Dial("tcp4", "server:80")))
			p := lab.Got(ln.AcceptTCP())
			l.Net.Go(func() error { // as servers do: until EOF
				lab.ReadAll(p)
				return p.Close()
			})
			opened++
		}
		for _, c := range busy {
			if len(pool) < idle {
				pool = append(pool, c)
				continue
			}
			lab.Must(c.Close())
		}
		l.Advance(time.Second)
	}
	return strconv.Itoa(opened) + " and " + strconv.Itoa(l.Client().Count(tcp.TimeWait))
}
