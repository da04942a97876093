package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Reads starts to read from a connection until there is an error.
func (l *Lab) Reads(c *fixture.Conn) *fixture.Call {
	return l.net.Go(func() error {
		_, err := c.Read(make([]byte, 1))
		return err
	})
}

// Ended says how a call has ended, and after how long if that was not at once.
func Ended(c interface {
	Done() bool
	Took() time.Duration
	Err() error
}) string {
	text := ErrText(c.Err())
	if c.Done() && c.Took() > 0 {
		text += " after " + c.Took().String()
	}
	return text
}

// Write writes a few bytes and says what came of it.
func Write(c io.Writer) string {
	_, err := c.Write([]byte("hello"))
	return ErrText(err)
}

// ReadAll reads until there is an error and says what came: how many bytes, and
// the error.
func ReadAll(c io.Reader) string {
	b, err := io.ReadAll(c)
	what := "EOF"
	if err != nil {
		what = ErrText(err)
	}
	if len(b) == 0 {
		return what
	}
	return string(b) + ", then " + what
}

// ReadSoon says what one Read gives that waits for a second at most.
func (l *Lab) ReadSoon(c *fixture.Conn) string {
	Must(c.SetReadDeadline(l.net.Now().Add(time.Second)))
	b := make([]byte, 4096)
	n := 0
	err := l.net.Await(func() (err error) {
		n, err = c.Read(b)
		return err
	}, time.Minute)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Nothing
	case err != nil:
		return ErrText(err)
	case n > 40:
		return strconv.Itoa(n) + " bytes"
	}
	return string(b[:n])
}

// Soon says what one Read gives, now or in a second.
func (l *Portable) Soon(s target.Socket) string {
	b := make([]byte, 4096)
	n, err := s.Read(b)
	if errors.Is(err, fixture.ErrWaiting) {
		l.Advance(time.Second)
		n, err = s.Read(b)
	}
	switch {
	case errors.Is(err, fixture.ErrWaiting):
		return Nothing
	case err != nil:
		return ErrText(err)
	case n > 40:
		return fmt.Sprintf("%d bytes", n)
	}
	return string(b[:n])
}

// Hears says what a connection reads up to now, while its application may go on
// waiting.
func (l *Lab) Hears(c *fixture.Conn) string { return l.HearsFor(c, 0) }

// HearsFor is Hears, after a time.
func (l *Lab) HearsFor(c *fixture.Conn, d time.Duration) string {
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
	l.Advance(d)
	switch {
	case call.Done() && text == "":
		return ErrText(call.Err())
	case call.Done():
		return text + ", then " + ErrText(call.Err())
	case text == "":
		return Nothing
	}
	return text
}

// Arrived reads until there is an error and says how much of size bytes there
// was.
func Arrived(c *fixture.Conn, size int) string {
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
			return "nothing, then " + ErrText(err)
		case size:
			return "all, then " + ErrText(err)
		}
		return "a part, then " + ErrText(err)
	}
}
