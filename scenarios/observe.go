package scenarios

import (
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// What follows turns what happened into the words of an observation. All of it
// reads the timeline or the result of a call; none of it knows what should have
// happened.

const (
	none   = "nothing"
	arrow  = " → "
	opened = "connected"

	waiting = "still waiting"
)

// list joins what was observed, and says so where it is nothing.
func list(parts []string, separator string) string {
	if len(parts) == 0 {
		return none
	}
	return strings.Join(parts, separator)
}

// changes are the changes of state of a connection, oldest first.
func (l *lab) changes(c *fixture.Conn) []fixture.Event {
	return l.net.Timeline().Events(fixture.EventState, fixture.OfConn(c), fixture.OnHost(c.Host().Name()))
}

// states are the states that a connection went through after ESTABLISHED, until
// it was CLOSED. What comes then is another one with the same addresses and ports.
func (l *lab) states(c *fixture.Conn) string {
	var out []string
	closing := false
	for _, e := range l.changes(c) {
		if closing {
			out = append(out, e.To.String())
		}
		if closing && e.To == tcp.Closed {
			break
		}
		closing = closing || e.To == tcp.Established
	}
	return list(out, arrow)
}

// timeWait says how long a connection was in TIME-WAIT.
func (l *lab) timeWait(c *fixture.Conn) string {
	for _, e := range l.changes(c) {
		if e.From == tcp.TimeWait {
			return e.Duration.String()
		}
	}
	if c.State() == tcp.TimeWait {
		return "still in TIME-WAIT"
	}
	return "never in TIME-WAIT"
}

// holders names the hosts that have a connection in TIME-WAIT.
func (l *lab) holders() string {
	var out []string
	for _, h := range l.net.Hosts() {
		if h.Count(tcp.TimeWait) > 0 {
			out = append(out, h.Name())
		}
	}
	if len(out) == 0 {
		return "nobody"
	}
	return strings.Join(out, " and ")
}

// sockets lists the connections of a host as ss does, and those that ss no longer
// shows while the application holds them still.
func (l *lab) sockets(h *fixture.Host) string { return l.socketsOf(got(host{h}.Sockets())) }

// socketsOf is sockets of a list.
func (l *lab) socketsOf(all []TargetSocketState) string {
	var out []string
	for _, s := range all {
		switch {
		case s.State == tcp.Listen:
		case s.Held:
			out = append(out, s.State.String()+", held")
		default:
			out = append(out, s.State.String())
		}
	}
	return list(out, "; ")
}

// write writes a few bytes and says what came of it.
func write(c io.Writer) string {
	_, err := c.Write([]byte("hello"))
	return errText(err)
}

// mark is a position in the timeline.
func (l *lab) mark() int { return l.net.Timeline().Mark() }

// markTime is when the last event before a mark was: whatever was called before
// the mark was set.
func (l *lab) markTime(mark int) time.Duration {
	for e := range l.net.Timeline().Since(max(mark-1, 0)) {
		return e.At
	}
	return 0
}

// sent lists the segments that were sent since a mark: who and which flags.
func (l *lab) sent(mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent {
			out = append(out, e.Host+" "+e.Segment.Flags.String())
		}
	}
	return list(out, ", ")
}

// sentBy lists the flags of the segments that one host sent since a mark.
func (l *lab) sentBy(host string, mark int) string {
	var out []string
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent && e.Host == host {
			out = append(out, e.Segment.Flags.String())
		}
	}
	return list(out, ", ")
}

// read reads until there is an error and says what came: how many bytes, and
// the error.
func read(c io.Reader) string {
	b, err := io.ReadAll(c)
	what := "EOF"
	if err != nil {
		what = errText(err)
	}
	if len(b) == 0 {
		return what
	}
	return string(b) + ", then " + what
}

// errText names the error of a call: its system call where that tells
// something, and the error number by its name.
func errText(err error) string {
	var no syscall.Errno
	switch {
	case err == nil:
		return "no error"
	case err == io.EOF:
		return "EOF"
	case errors.Is(err, net.ErrClosed):
		return "closed"
	case errors.Is(err, fixture.ErrStuck):
		return none
	case errors.Is(err, fixture.ErrWaiting):
		return waiting
	case !errors.As(err, &no):
		if t, ok := err.(net.Error); ok && t.Timeout() {
			return "i/o timeout"
		}
		if op, ok := err.(*net.OpError); ok {
			return op.Err.Error() // without addresses
		}
		return err.Error()
	}
	var call *os.SyscallError
	if errors.As(err, &call) && (call.Syscall == "bind" || call.Syscall == "connect") {
		return call.Syscall + ": " + errnoName(no)
	}
	return errnoName(no)
}

func errnoName(no syscall.Errno) string {
	switch no {
	case syscall.EADDRINUSE:
		return "EADDRINUSE"
	case syscall.EADDRNOTAVAIL:
		return "EADDRNOTAVAIL"
	case syscall.ECONNABORTED:
		return "ECONNABORTED"
	case syscall.ECONNREFUSED:
		return "ECONNREFUSED"
	case syscall.ECONNRESET:
		return "ECONNRESET"
	case syscall.ENOTCONN:
		return "ENOTCONN"
	case syscall.EHOSTUNREACH:
		return "EHOSTUNREACH"
	case syscall.ENETUNREACH:
		return "ENETUNREACH"
	case syscall.ENOPROTOOPT:
		return "ENOPROTOOPT"
	case syscall.EPIPE:
		return "EPIPE"
	case syscall.ETIMEDOUT:
		return "ETIMEDOUT"
	}
	return no.Error()
}
