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

// Reads starts a Read of one byte on a connection.
func (l *Lab) Reads(c Conn) Call {
	return l.Net.Go(func() error {
		_, err := c.Read(make([]byte, 1))
		return err
	})
}

// Ended returns the result of a call, with its duration if it did not return at once.
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

// Write writes a few bytes and returns the result.
func Write(c io.Writer) string {
	_, err := c.Write([]byte("hello"))
	return ErrText(err)
}

// ReadAll reads until the first error. It returns the data and the error.
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

// ReadSoon returns the result of one Read with a deadline of one second. It returns
// Nothing after the deadline.
func (l *Lab) ReadSoon(c Conn) string {
	Must(c.SetReadDeadline(l.net.Now().Add(time.Second)))
	b := make([]byte, 4096)
	n := 0
	err := l.Net.Await(func() (err error) {
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

// Soon returns the result of one Read, after one second if it has to wait. It returns
// Nothing if it has to wait longer.
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

// Hears returns everything that can be read from a connection now. Its reader may still
// wait afterwards.
func (l *Lab) Hears(c Conn) string { return l.HearsFor(c, 0) }

// HearsFor is like Hears after the duration d.
func (l *Lab) HearsFor(c Conn, d time.Duration) string {
	var text string
	call := l.Net.Go(func() error {
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

// Arrived reads until the first error. It returns whether all size bytes, a part of
// them or none arrived, and the error.
func Arrived(c Conn, size int) string {
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
