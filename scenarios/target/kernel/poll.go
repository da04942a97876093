//go:build linux

package kernel

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
)

// polled are the events of poll and what package fixture calls them.
var polled = []struct {
	event int16
	is    fixture.Readiness
}{
	{unix.POLLIN, fixture.Readable},
	{unix.POLLOUT, fixture.Writable},
	{unix.POLLRDHUP, fixture.ReadHangUp},
	{unix.POLLHUP, fixture.HangUp},
	{unix.POLLERR, fixture.ErrorPending},
}

// Readiness implements target.MachineSocket.
func (s *socket) Readiness() (r fixture.Readiness, err error) {
	if err := s.alive(); err != nil {
		return 0, err
	}
	fds := []unix.PollFd{{Fd: int32(s.fd), Events: unix.POLLIN | unix.POLLOUT | unix.POLLRDHUP}}
	for {
		if _, err = unix.Poll(fds, 0); err != unix.EINTR {
			break
		}
	}
	for _, p := range polled {
		if fds[0].Revents&p.event != 0 {
			r |= p.is
		}
	}
	return r, os.NewSyscallError("poll", err)
}

// SocketError implements target.MachineSocket.
func (s *socket) SocketError() (syscall.Errno, error) {
	if err := s.alive(); err != nil {
		return 0, err
	}
	no, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	return syscall.Errno(no), os.NewSyscallError("getsockopt", err)
}
