//go:build linux

package kernel

import (
	"fmt"
	"math"
	"os"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// listener implements target.Listener.
type listener struct {
	descriptor
	keepAlive bool
}

// Listen implements target.Host.
func (h *host) Listen(port uint16, keepAlive bool) (target.Listener, error) {
	return h.ListenWith(fmt.Sprintf(":%d", port), target.Listening{NoKeepAlive: !keepAlive})
}

// ListenWith implements target.Machine.
func (h *host) ListenWith(address string, o target.Listening) (target.Listener, error) {
	fd, err := h.newDescriptor()
	if err != nil {
		return nil, err
	}
	l := &listener{descriptor{host: h, fd: fd}, !o.NoKeepAlive}
	if err := l.listen(address, o); err != nil {
		return nil, sum(err, os.NewSyscallError("close", unix.Close(fd)))
	}
	return l, nil
}

func (l *listener) listen(address string, o target.Listening) error {
	backlog := o.Backlog
	switch {
	case backlog < 0:
		backlog = 0
	case backlog == 0:
		backlog = math.MaxInt32 // the kernel knows better (net.core.somaxconn)
	}
	if !o.NoReuseAddr {
		if err := setInt(l.fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
			return err
		}
	}
	if o.ReusePort {
		if err := setInt(l.fd, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1); err != nil {
			return err
		}
	}
	h := l.host
	if err := h.bind(l.fd, address); err != nil {
		return err
	}
	if err := unix.Listen(l.fd, backlog); err != nil {
		return os.NewSyscallError("listen", err)
	}
	at, err := local(l.fd)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	l.entry = &entry{tuple: tuple{local: at}, state: tcp.Listen, held: true}
	h.table.add(l.entry, h.net.Elapsed())
	h.open[&l.descriptor] = struct{}{}
	return nil
}

// Accept implements target.Listener.
func (l *listener) Accept() (target.Socket, error) {
	if err := l.alive(); err != nil {
		return nil, err
	}
	if err := l.host.looked(); err != nil {
		return nil, err
	}
	fd, from, err := unix.Accept4(l.fd, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
	switch {
	case err == unix.EAGAIN:
		return nil, fmt.Errorf("kernel: accept: %w", fixture.ErrWaiting)
	case err != nil:
		return nil, os.NewSyscallError("accept", err)
	}
	s, err := l.accepted(fd, from)
	if err != nil {
		return nil, sum(err, os.NewSyscallError("close", unix.Close(fd)))
	}
	return s, l.host.settle()
}

func (l *listener) accepted(fd int, from unix.Sockaddr) (*socket, error) {
	to, err := local(fd)
	if err != nil {
		return nil, err
	}
	keepAlive := func() error {
		if !l.keepAlive {
			return nil
		}
		return setKeepAlive(fd, netKeepAlive)
	}
	if err := sum(setInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1), keepAlive()); err != nil {
		return nil, err
	}
	h := l.host
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &socket{descriptor: descriptor{host: h, fd: fd}, of: tuple{to, addrPort(from)}}
	s.entry = h.table.accept(s.of)
	h.open[&s.descriptor] = struct{}{}
	return s, nil
}
