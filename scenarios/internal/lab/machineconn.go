package lab

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// machineConn is a connection of a machine.
type machineConn struct {
	target.Socket
	end         target.MachineSocket
	host        *machine
	read, write time.Time // deadlines
	linger      int
	closed      bool
}

// attempt repeats a call that does not wait until it need not, or until a deadline.
func (c *machineConn) attempt(what string, deadline *time.Time, call func() error) error {
	l := c.host.lab
	var err error
	late := func() bool { return !deadline.IsZero() && !l.net.Now().Before(*deadline) }
	waits := l.strands.wait(what, func() bool {
		if c.closed {
			err = net.ErrClosed
			return true
		}
		if late() {
			err = os.ErrDeadlineExceeded
			return true
		}
		err = call()
		return !errors.Is(err, fixture.ErrWaiting)
	})
	l.strands.wake()
	if waits != nil {
		return waits
	}
	return able(err)
}

func (c *machineConn) Read(b []byte) (n int, err error) {
	err = c.attempt("read", &c.read, func() (err error) { n, err = c.Socket.Read(b); return err })
	if err != nil && err != io.EOF {
		return n, c.wrap("read", err)
	}
	return n, err
}

func (c *machineConn) Write(b []byte) (n int, err error) {
	// The kernel may take a part, and say that the rest has to wait.
	for err == nil && n < len(b) {
		err = c.attempt("write", &c.write, func() error {
			k, err := c.Socket.Write(b[n:])
			n += k
			return err
		})
	}
	if err != nil {
		return n, c.wrap("write", err)
	}
	return n, nil
}

// wrap returns an error as package net has it.
func (c *machineConn) wrap(op string, err error) error {
	return &net.OpError{Op: op, Net: "tcp4", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
}

// done returns the result of a call that does not wait.
func (c *machineConn) done(err error) error {
	if c.closed {
		err = net.ErrClosed
	}
	c.host.lab.strands.wake()
	return able(err)
}

func (c *machineConn) Close() error {
	if c.closed {
		return net.ErrClosed
	}
	l := c.host.lab
	var err error
	waits := l.strands.wait("close", func() bool { // with SO_LINGER
		err = c.Socket.Close()
		return !errors.Is(err, fixture.ErrWaiting)
	})
	c.closed = true
	l.strands.wake()
	if waits != nil {
		return waits
	}
	return able(err)
}

func (c *machineConn) CloseWrite() error { return c.done(c.Socket.CloseWrite()) }
func (c *machineConn) CloseRead() error  { return c.done(c.end.CloseRead()) }

func (c *machineConn) SetLinger(seconds int) error {
	c.linger = seconds
	return c.done(c.Socket.SetLinger(seconds))
}

func (c *machineConn) SetLinger2(d time.Duration) error     { return c.done(c.end.SetLinger2(d)) }
func (c *machineConn) SetUserTimeout(d time.Duration) error { return c.done(c.end.SetUserTimeout(d)) }
func (c *machineConn) SetWriteBuffer(n int) error           { return c.done(c.end.SetWriteBuffer(n)) }
func (c *machineConn) SetKeepAliveConfig(k net.KeepAliveConfig) error {
	return c.done(c.end.SetKeepAliveConfig(k))
}

// Readiness implements Conn.
func (c *machineConn) Readiness() fixture.Readiness {
	c.host.lab.strands.wake()
	return Got(c.end.Readiness())
}

// SocketError implements Conn.
func (c *machineConn) SocketError() (no syscall.Errno, err error) {
	no, err = c.end.SocketError()
	return no, c.done(err)
}

// State implements Conn.
func (c *machineConn) State() tcp.State {
	changes := Got(c.end.Changes())
	if len(changes) == 0 {
		return tcp.Closed
	}
	return changes[len(changes)-1].To
}

func (c *machineConn) LocalAddr() net.Addr  { return net.TCPAddrFromAddrPort(c.end.LocalAddr()) }
func (c *machineConn) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(c.end.RemoteAddr()) }

func (c *machineConn) SetReadDeadline(t time.Time) error {
	c.read = t
	return c.deadline(t)
}

func (c *machineConn) SetWriteDeadline(t time.Time) error {
	c.write = t
	return c.deadline(t)
}

func (c *machineConn) SetDeadline(t time.Time) error {
	c.read, c.write = t, t
	return c.deadline(t)
}

// deadline makes the clock stop at a deadline.
func (c *machineConn) deadline(t time.Time) error {
	if l := c.host.lab; !t.IsZero() {
		l.alarm(l.net.Elapsed() + t.Sub(l.net.Now()))
	}
	return nil
}

// events returns the changes of state as those of a timeline.
func (c *machineConn) events() (out []timeline.Event) {
	var before time.Duration
	for i, x := range Got(c.end.Changes()) {
		e := timeline.Event{Kind: timeline.StateChange, At: x.At, Host: c.host.name, From: x.From, To: x.To}
		if i > 0 {
			e.Duration = x.At - before
		}
		before = x.At
		out = append(out, e)
	}
	return out
}

// machineListener is a listener of a machine.
type machineListener struct {
	target.Listener
	host     *machine
	address  string
	deadline time.Time
	closed   bool
}

// AcceptTCP implements Listener.
func (ln *machineListener) AcceptTCP() (Conn, error) {
	l := ln.host.lab
	var s target.Socket
	var err error
	waits := l.strands.wait("accept", func() bool {
		switch {
		case ln.closed:
			err = net.ErrClosed
			return true
		case !ln.deadline.IsZero() && !l.net.Now().Before(ln.deadline):
			err = os.ErrDeadlineExceeded
			return true
		}
		s, err = ln.Listener.Accept()
		return !errors.Is(err, fixture.ErrWaiting)
	})
	l.strands.wake()
	if waits != nil {
		err = waits
	}
	if able(err) != nil {
		return nil, &net.OpError{Op: "accept", Net: "tcp4", Err: err}
	}
	return ln.host.conn(s), nil
}

// Accept implements Listener.
func (ln *machineListener) Accept() (net.Conn, error) { return ln.AcceptTCP() }

// Addr implements Listener. The machine does not tell a port of its own choice.
func (ln *machineListener) Addr() net.Addr {
	a, err := net.ResolveTCPAddr("tcp4", ln.address)
	if Must(err); a.Port == 0 {
		Must(unable("tell the port of a listener here"))
	}
	return a
}

// Close implements Listener.
func (ln *machineListener) Close() error {
	if ln.closed {
		return net.ErrClosed
	}
	ln.closed = true
	err := ln.Listener.Close()
	ln.host.lab.strands.wake()
	return err
}

// SetDeadline implements Listener.
func (ln *machineListener) SetDeadline(t time.Time) error {
	ln.deadline = t
	if l := ln.host.lab; !t.IsZero() {
		l.alarm(l.net.Elapsed() + t.Sub(l.net.Now()))
	}
	return nil
}

// Abort implements Conn. A kernel has no such call.
func (c *machineConn) Abort() error { return able(unable("abort a connection by a call of its own")) }
