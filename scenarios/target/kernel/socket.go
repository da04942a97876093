//go:build linux

package kernel

import (
	"fmt"
	"io"
	"net/netip"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// socket implements target.MachineSocket.
type socket struct {
	descriptor
	of      tuple
	linger  int        // SO_LINGER in seconds
	closing chan error // the end of a close that waits
}

// ConnOf implements target.Machine. It returns nil for a socket of another TCP.
func (h *host) ConnOf(s target.Socket) target.MachineSocket {
	if own, ok := s.(*socket); ok {
		return own
	}
	return nil
}

// Read implements target.Socket.
func (s *socket) Read(b []byte) (int, error) {
	if err := s.alive(); err != nil {
		return 0, err
	}
	n, err := unix.Read(s.fd, b)
	done := s.host.settle()
	switch {
	case err == unix.EAGAIN:
		return 0, sum(fmt.Errorf("kernel: read: %w", fixture.ErrWaiting), done)
	case err != nil:
		return 0, sum(os.NewSyscallError("read", err), done)
	case n == 0 && len(b) > 0:
		return 0, sum(io.EOF, done)
	}
	return n, done
}

// Write implements target.Socket. If the buffer takes only a part of b, Write returns its
// length and an error that wraps fixture.ErrWaiting.
func (s *socket) Write(b []byte) (n int, err error) {
	if err := s.alive(); err != nil {
		return 0, err
	}
	for {
		k, err := unix.SendmsgN(s.fd, b[n:], nil, nil, unix.MSG_NOSIGNAL)
		n += max(k, 0)
		// What was sent may have been acknowledged, and left the buffer.
		done := s.host.settle()
		switch {
		case err == unix.EAGAIN:
			return n, sum(fmt.Errorf("kernel: write: %w", fixture.ErrWaiting), done)
		case err != nil:
			return n, sum(os.NewSyscallError("write", err), done)
		case n == len(b) || done != nil:
			return n, done
		}
	}
}

// CloseWrite implements target.Socket.
func (s *socket) CloseWrite() error { return s.shutdown(unix.SHUT_WR) }

// CloseRead implements target.MachineSocket.
func (s *socket) CloseRead() error { return s.shutdown(unix.SHUT_RD) }

func (s *socket) shutdown(how int) error {
	if err := s.alive(); err != nil {
		return err
	}
	err := os.NewSyscallError("shutdown", unix.Shutdown(s.fd, how))
	return sum(err, s.host.settle())
}

// State implements target.Socket. It goes on after Close.
func (s *socket) State() (tcp.State, error) {
	err := s.host.looked()
	s.host.mu.Lock()
	defer s.host.mu.Unlock()
	if s.entry == nil {
		return tcp.Closed, err
	}
	return s.entry.state, err
}

// LocalAddr implements target.MachineSocket.
func (s *socket) LocalAddr() netip.AddrPort { return s.of.local }

// RemoteAddr implements target.MachineSocket.
func (s *socket) RemoteAddr() netip.AddrPort { return s.of.remote }

// Changes implements target.MachineSocket.
func (s *socket) Changes() ([]target.Change, error) {
	err := s.host.looked()
	s.host.mu.Lock()
	defer s.host.mu.Unlock()
	if s.entry == nil {
		return nil, err
	}
	return slices.Clone(s.entry.changes), err
}
