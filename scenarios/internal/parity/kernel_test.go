package parity

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

// settings keep real time out of the answers of the kernel: no retransmission and no probe
// comes before a sequence is over, and no answer is left out because another one came
// shortly before. (FIN-WAIT-2 lasts three and a half retransmission timeouts at least, and
// after more than 60 s it is another one.) The buffers are so small that all that fits into
// them fits into the queue of the device too.
var settings = []target.Setting{
	{Name: "net.ipv4.tcp_rto_min_us", Value: "15000000"},
	{Name: "net.ipv4.tcp_early_retrans", Value: "0"},
	{Name: "net.ipv4.tcp_syn_linear_timeouts", Value: "0"}, // a SYN that is lost: after 1, 3 and 7 s, as on a host
	{Name: "net.ipv4.tcp_invalid_ratelimit", Value: "0"},
	{Name: "net.ipv4.tcp_rmem", Value: fmt.Sprintf("%d %d %d", leastBuffer, readBuffer, mostBuffer)},
	{Name: "net.ipv4.tcp_wmem", Value: fmt.Sprintf("%d %d %d", leastBuffer, writeBuffer, mostBuffer)},
}

// The sizes of buffers in both places, in bytes.
const (
	leastBuffer = 4096
	readBuffer  = 131072
	writeBuffer = 16384
	mostBuffer  = 262144
)

// machines is a place of hosts that are namespaces of the kernel.
type machines struct {
	net   *fixture.Network
	hosts []target.Machine
}

func openMachines(k *kernel.Kernel, names []string) (place, error) {
	n, err := fixture.Open(fixture.Alone())
	if err != nil {
		return nil, err
	}
	p := &machines{net: n}
	for _, name := range names {
		h, err := k.Join(n, name)
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		m := h.(target.Machine)
		p.hosts = append(p.hosts, m)
		if err := m.Set(settings...); err != nil {
			return nil, errors.Join(err, p.close())
		}
	}
	return p, nil
}

func (p *machines) network() *fixture.Network { return p.net }

func (p *machines) close() error {
	var errs []error
	for _, h := range p.hosts {
		errs = append(errs, h.Close())
	}
	return errors.Join(append(errs, p.net.Close())...)
}

func (p *machines) advance(d time.Duration) error { return p.hosts[0].Advance(d) }

// rest gives the kernel's tasklets time, which send on what did not fit into the device's
// queue. 300 ms without any movement is many times what they take.
func (p *machines) rest(moved func() bool) error {
	for {
		on, err := p.hosts[0].AdvanceUntil(300*time.Millisecond, moved)
		if err != nil || !on {
			return err
		}
	}
}

func (p *machines) sockets(host int) ([]target.SocketState, error) { return p.hosts[host].Sockets() }

func (p *machines) listen(host int, o listening) (listener, error) {
	m := p.hosts[host]
	l, err := m.ListenWith(o.address, target.Listening{Backlog: o.backlog, NoReuseAddr: o.noReuse, ReusePort: o.reusePort, NoKeepAlive: true})
	if err != nil {
		return nil, err
	}
	return &machineListener{Listener: l, host: m}, nil
}

func (p *machines) dial(host int, o dialling) opening {
	m := p.hosts[host]
	d := m.DialWith(o.address, target.Dialling{LocalAddr: o.local, ReuseAddr: o.reuseAddr, ReusePort: o.reusePort, NoKeepAlive: true})
	return func() (end, error) {
		err := d.Err()
		switch {
		case waits(err):
			return nil, err
		case err != nil: // the net package closes such a socket
			d.Close()
			return nil, err
		}
		s, err := d.Socket()
		if err != nil {
			return nil, err
		}
		return &machineEnd{MachineSocket: m.ConnOf(s)}, nil
	}
}

type machineListener struct {
	target.Listener
	host   target.Machine
	closed bool
}

func (l *machineListener) accept() opening {
	return func() (end, error) {
		if l.closed {
			return nil, net.ErrClosed
		}
		s, err := l.Accept()
		if err != nil {
			return nil, err
		}
		return &machineEnd{MachineSocket: l.host.ConnOf(s)}, nil
	}
}

func (l *machineListener) close() error {
	if l.closed {
		return net.ErrClosed
	}
	l.closed = true
	return l.Listener.Close()
}

// machineEnd adds to a socket of the kernel what Go's poller does: deadlines, and the end of
// what waits when the application closes it.
type machineEnd struct {
	target.MachineSocket
	readPast, writePast, closed bool
}

// tries makes an attempt of a call on an open descriptor.
func (e *machineEnd) tries(past *bool, f func() (int, error)) attempt {
	n := 0
	return func() (int, error) {
		switch {
		case e.closed:
			return n, net.ErrClosed
		case past != nil && *past:
			return n, os.ErrDeadlineExceeded
		}
		k, err := f()
		n += k
		return n, err
	}
}

func (e *machineEnd) read(size int) attempt {
	if size == 0 {
		return e.tries(nil, func() (int, error) { return 0, nil }) // the net package does not ask the kernel
	}
	return e.tries(&e.readPast, func() (int, error) { return e.Read(make([]byte, size)) })
}

func (e *machineEnd) readAll() attempt {
	b := make([]byte, 64<<10)
	return e.tries(&e.readPast, func() (n int, err error) {
		for {
			k, err := e.Read(b)
			n += k
			if err == io.EOF {
				return n, nil
			}
			if err != nil {
				return n, err
			}
		}
	})
}

func (e *machineEnd) write(size int) attempt {
	b := make([]byte, size)
	return e.tries(&e.writePast, func() (int, error) {
		k, err := e.Write(b)
		b = b[k:]
		return k, err
	})
}

func (e *machineEnd) close() attempt {
	if e.closed {
		return func() (int, error) { return 0, net.ErrClosed }
	}
	e.closed = true
	return func() (int, error) { return 0, e.MachineSocket.Close() }
}

func (e *machineEnd) abort() attempt {
	if e.closed {
		return func() (int, error) { return 0, nil }
	}
	err := e.MachineSocket.SetLinger(0)
	closes := e.close()
	return func() (int, error) {
		if err != nil {
			return 0, err
		}
		return closes()
	}
}

// open is a call that needs an open descriptor.
func (e *machineEnd) open(f func() error) error {
	if e.closed {
		return net.ErrClosed
	}
	return f()
}

func (e *machineEnd) closeWrite() error { return e.open(e.CloseWrite) }
func (e *machineEnd) closeRead() error  { return e.open(e.CloseRead) }
func (e *machineEnd) setLinger(n int) error {
	return e.open(func() error { return e.SetLinger(n) })
}
func (e *machineEnd) setReadBuffer(n int) error {
	return e.open(func() error { return e.SetReadBuffer(n) })
}
func (e *machineEnd) setWriteBuffer(n int) error {
	return e.open(func() error { return e.SetWriteBuffer(n) })
}

func (e *machineEnd) setDeadline(read, write, past bool) error {
	return e.open(func() error {
		if read {
			e.readPast = past
		}
		if write {
			e.writePast = past
		}
		return nil
	})
}

func (e *machineEnd) state() string {
	s, err := e.State()
	if err != nil {
		return err.Error()
	}
	return s.String()
}

func (e *machineEnd) remote() string { return e.RemoteAddr().String() }
