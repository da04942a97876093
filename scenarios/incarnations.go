package scenarios

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// isnRound is after how long netstack's initial sequence numbers come round: 2^32
// ticks of 64 ns. A connection that is opened that long after one with the same
// addresses and ports has the same numbers on both sides.
const isnRound = (1 << 32) * 64 * time.Nanosecond

// fromPort1500 is how the client connects again and again from the same port.
func (l *lab) fromPort1500() fixture.Dialer {
	return fixture.Dialer{Host: l.client(), LocalAddr: ":1500", ReuseAddr: true, NoKeepAlive: true}
}

// wander connects the client to the server and has it write "old data", of which
// a copy of the first segment that matches stays on the way. The connection is
// closed, TIME-WAIT ends, and time goes on until a new connection from the same
// port has the numbers of the old one.
func (l *lab) wander(matches ...fixture.Match) (*fixture.Listener, *fixture.Rule) {
	quiet := fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}
	ln := got(quiet.Listen("tcp4", ":80"))
	d := l.fromPort1500()
	old := l.net.On(matches...).Nth(1).Copy()
	must(old.Err())
	begin := l.net.Elapsed()
	c := got(d.Dial("tcp4", "server:80"))
	s := got(ln.AcceptTCP())
	got(c.Write([]byte("old data")))
	got(s.Read(make([]byte, 100)))
	l.closed(c, s)
	l.advance(begin + isnRound - l.net.Elapsed())
	return ln, old
}

// again connects from the client's port 1500 once more, letting time pass, and
// says how long that took.
func (l *lab) again() (*fixture.Conn, string) { return l.againWithin(5 * time.Minute) }

// againWithin is again, given up after a time.
func (l *lab) againWithin(limit time.Duration) (*fixture.Conn, string) {
	d := l.fromPort1500()
	d.Timeout = limit
	begin := l.net.Elapsed()
	var c *fixture.Conn
	err := l.net.Await(func() (err error) {
		c, err = d.Dial("tcp4", "server:80")
		return err
	}, limit+time.Second)
	if err != nil {
		return nil, errText(err)
	}
	return c, "after " + (l.net.Elapsed() - begin).String()
}

// connectedAgain is again, for stories that are about what comes after.
func (l *lab) connectedAgain() *fixture.Conn {
	c, how := l.again()
	if c == nil {
		panic(stop{fmt.Errorf("connecting again: %s", how)})
	}
	return c
}

// readSoon says what one Read gives that waits for a second at most.
func (l *lab) readSoon(c *fixture.Conn) string {
	must(c.SetReadDeadline(l.net.Now().Add(time.Second)))
	b := make([]byte, 4096)
	n := 0
	err := l.net.Await(func() (err error) {
		n, err = c.Read(b)
		return err
	}, time.Minute)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return none
	case err != nil:
		return errText(err)
	case n > 40:
		return strconv.Itoa(n) + " bytes"
	}
	return string(b[:n])
}
