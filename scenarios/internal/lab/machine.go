package lab

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// unable returns the error of what a target cannot do.
func unable(format string, args ...any) error {
	return fmt.Errorf("scenarios: %w %s", target.ErrUnable, fmt.Sprintf(format, args...))
}

// machine is a host of a target that is not netstack.
type machine struct {
	target.Machine
	lab   *Portable
	name  string
	conns []*machineConn
	down  bool
}

// machine returns the machine with a name. The first call creates it.
func (l *Portable) machine(name string, options []Option) *machine {
	for _, m := range l.machines {
		if m.name == name {
			return m
		}
	}
	for _, o := range options {
		if o.unable != "" {
			Must(unable("set %s", o.unable))
		}
	}
	h, ok := l.Host(name).(target.Machine)
	if !ok {
		Must(unable("be both ends of a connection"))
	}
	m := &machine{Machine: h, lab: l, name: name}
	l.machines = append(l.machines, m)
	Must(m.Configure(options...))
	return m
}

func (m *machine) Name() string { return m.name }

func (m *machine) Addr() netip.Addr { return m.Addrs()[0] }

// Configure implements Host.
func (m *machine) Configure(options ...Option) error {
	for _, o := range options {
		if o.unable != "" {
			return unable("set %s", o.unable)
		}
		if err := m.Set(o.settings...); err != nil {
			return err
		}
	}
	return nil
}

// Sockets implements Host.
func (m *machine) Sockets() []target.SocketState { return Got(m.Machine.Sockets()) }

// Count implements Host.
func (m *machine) Count(state tcp.State) (n int) {
	for _, s := range m.Sockets() {
		if s.State == state {
			n++
		}
	}
	return n
}

// FreePorts implements Host. No call of a kernel tells.
func (m *machine) FreePorts(string) (int, error) { return 0, unable("tell its free ports") }

// Crash implements Host.
func (m *machine) Crash() error {
	m.down = true
	return m.Machine.Crash()
}

// Down implements Host.
func (m *machine) Down() bool { return m.down }

// Restart implements Host.
func (m *machine) Restart() error { return unable("start a host again") }

// Dial implements Host.
func (m *machine) Dial(network, address string) (Conn, error) {
	return m.dial(Dialer{Host: m}, network, address)
}

// Listen implements Host.
func (m *machine) Listen(network, address string) (Listener, error) {
	return m.listen(ListenConfig{Host: m}, network, address)
}

// fourOnly returns an error unless a network is "tcp4".
func fourOnly(network string) error {
	if network != "tcp4" {
		return unable("use the network %s here: its hosts have IPv4 addresses", network)
	}
	return nil
}

func (m *machine) listen(lc ListenConfig, network, address string) (Listener, error) {
	if err := fourOnly(network); err != nil {
		Must(err)
	}
	ln, err := m.ListenWith(address, target.Listening{Backlog: lc.Backlog, NoKeepAlive: lc.NoKeepAlive, NoReuseAddr: lc.NoReuseAddr, ReusePort: lc.ReusePort})
	if err != nil {
		return nil, able(err)
	}
	m.lab.strands.wake()
	return &machineListener{Listener: ln, host: m, address: address}, nil
}

func (m *machine) dial(d Dialer, network, address string) (Conn, error) {
	if err := fourOnly(network); err != nil {
		Must(err)
	}
	began := m.lab.net.Elapsed()
	attempt := m.DialWith(address, target.Dialling{LocalAddr: d.LocalAddr, ReuseAddr: d.ReuseAddr, ReusePort: d.ReusePort, NoKeepAlive: d.NoKeepAlive, KeepAlive: d.KeepAlive})
	m.lab.strands.wake()
	expired := func() bool { return d.Timeout != 0 && m.lab.net.Elapsed()-began >= d.Timeout }
	if d.Timeout > 0 {
		defer m.lab.alarm(began + d.Timeout)()
	}
	if err := m.lab.strands.wait("dial", func() bool { return attempt.Done() || expired() }); err != nil {
		return nil, errors.Join(err, attempt.Close())
	}
	if !attempt.Done() {
		if err := attempt.Close(); err != nil {
			return nil, err
		}
		return nil, errTimeout{}
	}
	if err := attempt.Err(); err != nil {
		attempt.Close()
		return nil, able(err)
	}
	s, err := attempt.Socket()
	if err != nil {
		return nil, err
	}
	return m.conn(s), nil
}

// conn returns the connection of a socket.
func (m *machine) conn(s target.Socket) *machineConn {
	for _, c := range m.conns {
		if c.Socket == s {
			return c
		}
	}
	c := &machineConn{Socket: s, end: m.ConnOf(s), host: m, linger: -1}
	m.conns = append(m.conns, c)
	return c
}

// able ends the case if the target cannot do what was asked, and returns other errors.
func able(err error) error {
	if errors.Is(err, target.ErrUnable) {
		Must(err)
	}
	return err
}

// errTimeout is the error of a dial whose Timeout has passed.
type errTimeout struct{}

func (errTimeout) Error() string   { return "i/o timeout" }
func (errTimeout) Timeout() bool   { return true }
func (errTimeout) Temporary() bool { return true }

// errTooLong is the end of a case that would take more real time than it may.
type errTooLong struct{ limit time.Duration }

func (e errTooLong) Error() string {
	return fmt.Sprintf("scenarios: the case takes more real time than the limit of %s", e.limit)
}

// Unwrap makes a case that takes too long one that the target cannot run.
func (e errTooLong) Unwrap() error { return target.ErrUnable }

// TooLong reports whether a case has ended because it would take more real time than it
// may.
func TooLong(err error) bool { return errors.As(err, new(errTooLong)) }

// waitsFor tells that the case is about to wait.
func (l *Portable) waitsFor(d time.Duration) {
	if l.waits != nil && d > 20*time.Millisecond {
		l.waits()
		l.waits = nil
	}
}

// pass moves the clock of the machines by d.
func (l *Portable) pass(d time.Duration) (fixture.Summary, error) {
	if l.limit > 0 && l.net.Elapsed()+d > l.limit {
		panic(stop{errTooLong{l.limit}})
	}
	return l.passUntil(func() bool { return false }, d)
}

// passUntil moves the clock of the machines until a condition holds or d has passed. It
// wakes what waits.
func (l *Portable) passUntil(condition func() bool, d time.Duration) (sum fixture.Summary, err error) {
	l.waitsFor(d)
	sum.From = l.net.Elapsed()
	end := sum.From + d
	if l.limit > 0 {
		end = min(end, l.limit)
	}
	holds := func() bool {
		l.strands.wake()
		return condition()
	}
	for {
		to := end
		for _, at := range l.alarms {
			if *at > l.net.Elapsed() {
				to = min(to, *at)
			}
		}
		sum.Reached, err = l.advancing(max(to-l.net.Elapsed(), 0), holds)
		sum.To = l.net.Elapsed()
		switch {
		case err != nil || sum.Reached:
			return sum, err
		case sum.To < end:
		case end < sum.From+d:
			panic(stop{errTooLong{l.limit}})
		default:
			return sum, nil
		}
	}
}

// advancing moves the clock through the first of the machines, and through the network if
// there is none yet.
func (l *Portable) advancing(d time.Duration, holds func() bool) (bool, error) {
	for _, h := range l.hosts {
		if m, ok := h.(target.Machine); ok {
			return m.AdvanceUntil(d, holds)
		}
	}
	_, err := l.net.Advance(d)
	return holds(), err
}

// alarm makes the clock stop at an instant, for a deadline. The function that it returns
// takes it back.
func (l *Portable) alarm(at time.Duration) (off func()) {
	l.alarms = append(l.alarms, &at)
	mine := &at
	return func() {
		for i, x := range l.alarms {
			if x == mine {
				l.alarms = append(l.alarms[:i:i], l.alarms[i+1:]...)
				return
			}
		}
	}
}
