//go:build linux

package kernel

import (
	"fmt"
	"net/netip"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// dial implements target.Dial.
type dial struct {
	host   *host
	socket *socket // nil if there is none
	began  time.Duration
	took   time.Duration
	err    error
	over   bool
}

// Dial implements target.Host.
func (h *host) Dial(address string) target.Dial { return h.DialWith(address, target.Dialling{}) }

// DialWith implements target.Machine.
func (h *host) DialWith(address string, o target.Dialling) target.Dial {
	d := &dial{host: h, began: h.net.Elapsed()}
	if err := d.connect(address, o); err != nil {
		d.err, d.over = err, true
	}
	return d
}

func (d *dial) connect(address string, o target.Dialling) error {
	h := d.host
	to, err := h.parse(address)
	if err != nil {
		return err
	}
	fd, err := h.newDescriptor()
	if err != nil {
		return err
	}
	s := &socket{descriptor: descriptor{host: h, fd: fd}, of: tuple{remote: to}}
	d.socket = s
	h.mu.Lock()
	h.open[&s.descriptor] = struct{}{}
	h.mu.Unlock()
	if err := s.prepare(o); err != nil {
		return err
	}
	failed := unix.Connect(fd, sockaddr(to))
	if s.of.local, err = local(fd); err != nil {
		return err
	}
	if to.Addr().IsUnspecified() { // which means the socket's own address
		s.of.remote = netip.AddrPortFrom(s.of.local.Addr(), to.Port())
	}
	h.mu.Lock()
	s.entry = &entry{tuple: s.of, cookie: cookie(fd), held: true}
	if failed == nil || failed == unix.EINPROGRESS {
		h.table.add(s.entry, h.net.Elapsed())
		// On the loopback the answer is there before the table can be read.
		s.entry.enter(tcp.SynSent, h.net.Elapsed())
	} else {
		h.table.addFailed(s.entry)
	}
	h.mu.Unlock()
	if failed == unix.EINPROGRESS {
		failed = nil
	}
	return sum(os.NewSyscallError("connect", failed), h.settle())
}

// prepare sets what comes before connect.
func (s *socket) prepare(o target.Dialling) error {
	if err := setInt(s.fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
		return err
	}
	keepAlive := netKeepAlive
	if o.KeepAlive.Enable {
		keepAlive = o.KeepAlive
	}
	if !o.NoKeepAlive {
		if err := setKeepAlive(s.fd, keepAlive); err != nil {
			return err
		}
	}
	if o.ReuseAddr {
		if err := setInt(s.fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
			return err
		}
	}
	if o.ReusePort {
		if err := setInt(s.fd, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1); err != nil {
			return err
		}
	}
	if o.LocalAddr == "" {
		return nil
	}
	return s.host.bind(s.fd, o.LocalAddr)
}

// Done implements target.Dial.
func (d *dial) Done() bool {
	if d.over {
		return true
	}
	if err := d.socket.alive(); err != nil {
		d.end(err, d.host.net.Elapsed())
		return true
	}
	if err := d.host.looked(); err != nil {
		d.end(err, d.host.net.Elapsed())
		return true
	}
	d.host.mu.Lock()
	changes := d.socket.entry.changes
	d.host.mu.Unlock()
	for _, c := range changes {
		if (c.From == tcp.SynSent || c.From == tcp.SynReceived) && c.To != tcp.SynReceived {
			no, err := unix.GetsockoptInt(d.socket.fd, unix.SOL_SOCKET, unix.SO_ERROR)
			switch {
			case err != nil:
				d.end(os.NewSyscallError("getsockopt", err), c.At)
			case no != 0:
				d.end(os.NewSyscallError("connect", unix.Errno(no)), c.At)
			default:
				d.end(nil, c.At)
			}
			return true
		}
	}
	return false
}

func (d *dial) end(err error, at time.Duration) {
	d.err, d.over, d.took = err, true, at-d.began
}

// Took implements target.Dial.
func (d *dial) Took() time.Duration {
	d.Done()
	return d.took
}

// Err implements target.Dial.
func (d *dial) Err() error {
	if !d.Done() {
		return fmt.Errorf("kernel: connect: %w", fixture.ErrWaiting)
	}
	return d.err
}

// Socket implements target.Dial. Its socket exists before the end of the attempt, and after
// one that failed; then the error is that of Err.
func (d *dial) Socket() (target.Socket, error) {
	if d.socket == nil {
		return nil, d.Err()
	}
	return d.socket, d.Err()
}

// Close implements target.Dial.
func (d *dial) Close() error {
	if d.socket == nil {
		return d.err
	}
	return d.socket.Close()
}

// cookie returns the number that the kernel's table has for a socket, and 0 if it has none.
func cookie(fd int) uint64 {
	c, err := unix.GetsockoptUint64(fd, unix.SOL_SOCKET, unix.SO_COOKIE)
	if err != nil {
		return 0
	}
	return c
}
