package parity

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// hosted is a place of hosts of package fixture, as an application meets them: with their
// models of Linux.
type hosted struct {
	net   *fixture.Network
	hosts []*fixture.Host
}

func openHosted(names []string) (place, error) {
	n, err := fixture.Open(fixture.Alone(), fixture.InvalidRateLimit(0),
		fixture.ReadBuffers(leastBuffer, readBuffer, mostBuffer), fixture.WriteBuffers(leastBuffer, writeBuffer, mostBuffer))
	if err != nil {
		return nil, err
	}
	p := &hosted{net: n}
	for _, name := range names {
		h, err := n.AddHost(name)
		if err != nil {
			return nil, errors.Join(err, n.Close())
		}
		p.hosts = append(p.hosts, h)
	}
	return p, nil
}

func (p *hosted) network() *fixture.Network { return p.net }

func (p *hosted) close() error { return p.net.Close() }

func (p *hosted) advance(d time.Duration) error {
	_, err := p.net.Advance(d)
	return err
}

func (p *hosted) rest(func() bool) error { return nil } // each call has come to rest

func (p *hosted) sockets(host int) (out []target.SocketState, err error) {
	for _, s := range p.hosts[host].Sockets() {
		out = append(out, target.SocketState{Remote: s.Remote, State: s.State, Held: s.Held})
	}
	return out, nil
}

func (p *hosted) listen(host int, o listening) (listener, error) {
	lc := fixture.ListenConfig{Host: p.hosts[host], Backlog: o.backlog, NoReuseAddr: o.noReuse, ReusePort: o.reusePort, NoKeepAlive: true}
	l, err := lc.Listen("tcp4", o.address)
	if err != nil {
		return nil, err
	}
	return &hostedListener{p, l}, nil
}

func (p *hosted) dial(host int, o dialling) opening {
	d := fixture.Dialer{Host: p.hosts[host], LocalAddr: o.local, ReuseAddr: o.reuseAddr, ReusePort: o.reusePort, NoKeepAlive: true}
	return p.opens(func() (*fixture.Conn, error) { return d.Dial("tcp4", o.address) })
}

// opens starts a call that makes a connection.
func (p *hosted) opens(f func() (*fixture.Conn, error)) opening {
	var c *fixture.Conn
	call := p.net.Go(func() (err error) { c, err = f(); return err })
	return func() (end, error) {
		if err := call.Err(); err != nil {
			return nil, err
		}
		return &hostedEnd{p, c}, nil
	}
}

// starts starts a call.
func (p *hosted) starts(f func() (int, error)) attempt {
	var n int
	call := p.net.Go(func() (err error) { n, err = f(); return err })
	return func() (int, error) {
		err := call.Err()
		if waits(err) {
			return 0, err
		}
		return n, err
	}
}

type hostedListener struct {
	place *hosted
	*fixture.Listener
}

func (l *hostedListener) accept() opening { return l.place.opens(l.AcceptTCP) }
func (l *hostedListener) close() error    { return l.Listener.Close() }

type hostedEnd struct {
	place *hosted
	*fixture.Conn
}

func (e *hostedEnd) read(size int) attempt {
	return e.place.starts(func() (int, error) { return e.Read(make([]byte, size)) })
}

func (e *hostedEnd) readAll() attempt {
	return e.place.starts(func() (int, error) {
		b, err := io.ReadAll(e.Conn)
		return len(b), err
	})
}

func (e *hostedEnd) write(size int) attempt {
	return e.place.starts(func() (int, error) { return e.Write(make([]byte, size)) })
}

func (e *hostedEnd) close() attempt {
	return e.place.starts(func() (int, error) { return 0, e.Close() })
}

func (e *hostedEnd) abort() attempt {
	return e.place.starts(func() (int, error) { return 0, e.Abort() })
}

func (e *hostedEnd) closeWrite() error          { return e.CloseWrite() }
func (e *hostedEnd) closeRead() error           { return e.CloseRead() }
func (e *hostedEnd) setLinger(n int) error      { return e.SetLinger(n) }
func (e *hostedEnd) setReadBuffer(n int) error  { return e.SetReadBuffer(n) }
func (e *hostedEnd) setWriteBuffer(n int) error { return e.SetWriteBuffer(n) }
func (e *hostedEnd) state() string              { return e.State().String() }
func (e *hostedEnd) remote() string             { return fmt.Sprint(e.RemoteAddr()) }

func (e *hostedEnd) setDeadline(read, write, past bool) (err error) {
	var t time.Time
	if past {
		t = e.place.net.Now().Add(-time.Second)
	}
	if read {
		err = e.SetReadDeadline(t)
	}
	if write {
		err = errors.Join(err, e.SetWriteDeadline(t))
	}
	return err
}
