package scenarios

import (
	"io"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// fastTransfer is C-34: a connection that uses up sequence numbers faster than
// the clock of the initial ones.
func fastTransfer() Scenario {
	s := Scenario{
		ID:    "C-34",
		Group: "sequence-numbers",
		Title: "After a fast transfer a new SYN from the same port looks old to TIME-WAIT, which drops it for as long as it lasts.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4.1", "a fast connection can use up sequence numbers beyond those that the clock will give; timestamps are recommended"},
			{Clause, "RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than any before"},
			{Incident, "netdev mailing list, 2024-11-05", "clients that use a port again are refused by a server in TIME-WAIT"},
		},
	}
	// 64 KiB and two are used up by 4.194432 ms of the clock.
	const needed = (64<<10 + 2) * 64 * time.Nanosecond
	for _, pause := range []time.Duration{0, time.Millisecond, needed - 1, needed, needed + 64} {
		s.Cases = append(s.Cases, Case{"64 KiB at once, the port again after " + pause.String() + ": connected", func(l *lab) string {
			l.transfer(64 << 10)
			l.advance(pause)
			_, how := l.again()
			return how
		}})
	}
	s.Cases = append(s.Cases,
		Case{"64 KiB at once, the port again at once: segments", func(l *lab) string {
			l.transfer(64 << 10)
			mark := l.mark()
			l.again()
			return l.sent(mark)
		}},
		Case{"nothing sent, the port again after 128ns: connected", func(l *lab) string {
			l.transfer(0)
			l.advance(128)
			_, how := l.again()
			return how
		}},
		Case{"nothing sent, the port again after 192ns: connected", func(l *lab) string {
			l.transfer(0)
			l.advance(192)
			_, how := l.again()
			return how
		}},
		Case{"64 KiB at once, given up after 500ms and dialled again: connected", func(l *lab) string {
			l.transfer(64 << 10)
			d := l.fromPort1500()
			d.Timeout = 500 * time.Millisecond
			err := l.net.Await(func() error { _, err := d.Dial("tcp4", "server:80"); return err }, time.Minute)
			if err == nil {
				return "at once"
			}
			_, how := l.again()
			return how
		}},
		Case{"a connection of 137s, nothing sent, the port again at once: connected", func(l *lab) string {
			l.idleFor(137 * time.Second)
			_, how := l.again()
			return how
		}},
		Case{"a connection of 138s, nothing sent, the port again at once: connected", func(l *lab) string {
			l.idleFor(138 * time.Second)
			_, how := l.again()
			return how
		}},
	)
	return s
}

// transfer connects the client's port 1500 to the server, sends it so many bytes
// while the clock stands, and closes. The server is first.
func (l *lab) transfer(size int) {
	c, s := l.onceQuiet()
	sent := l.net.Go(func() error {
		_, err := c.Write(make([]byte, size))
		return err
	})
	got(io.ReadFull(s, make([]byte, size)))
	must(sent.Err())
	l.closed(s, c)
}

// idleFor does the same with a connection that lasts for a while.
func (l *lab) idleFor(d time.Duration) {
	c, s := l.onceQuiet()
	l.advance(d)
	l.closed(s, c)
}

// onceQuiet connects the client's port 1500 to the server, without keep-alives.
func (l *lab) onceQuiet() (client, server *fixture.Conn) {
	quiet := fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}
	ln := got(quiet.Listen("tcp4", ":80"))
	d := l.fromPort1500()
	return got(d.Dial("tcp4", "server:80")), got(ln.AcceptTCP())
}
