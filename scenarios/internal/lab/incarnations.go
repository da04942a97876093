package lab

import (
	"fmt"
	"time"
)

// Again connects from the client's port 1500 once more and advances the clock until it
// succeeds. It returns the time that this took, or the error.
func (l *Lab) Again() (Conn, string) { return l.AgainWithin(5 * time.Minute) }

// AgainWithin is like Again with a timeout.
func (l *Lab) AgainWithin(limit time.Duration) (Conn, string) {
	d := l.FromPort1500()
	d.Timeout = limit
	begin := l.net.Elapsed()
	var c Conn
	err := l.Net.Await(func() (err error) {
		c, err = d.Dial("tcp4", "server:80")
		return err
	}, limit+time.Second)
	if err != nil {
		return nil, ErrText(err)
	}
	return c, "after " + l.coarse(l.net.Elapsed()-begin).String()
}

// ConnectedAgain is like Again for cases that need the connection. A failure ends the
// case with an error.
func (l *Lab) ConnectedAgain() Conn {
	c, how := l.Again()
	if c == nil {
		Must(fmt.Errorf("connecting again: %s", how))
	}
	return c
}
