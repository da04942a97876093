//go:build linux

package kernel

import (
	"net"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// setInt sets a socket option.
func setInt(fd, level, option, value int) error {
	return os.NewSyscallError("setsockopt", unix.SetsockoptInt(fd, level, option, value))
}

func oneIf(on bool) int {
	if on {
		return 1
	}
	return 0
}

// netKeepAlive is the keep-alives that package net gives a connection by default.
var netKeepAlive = net.KeepAliveConfig{Enable: true}

// setKeepAlive does what SetKeepAliveConfig of net.TCPConn does.
func setKeepAlive(fd int, c net.KeepAliveConfig) error {
	seconds := func(option int, d time.Duration) error {
		switch {
		case d < 0:
			return nil
		case d == 0:
			d = 15 * time.Second
		}
		return setInt(fd, unix.IPPROTO_TCP, option, int((d+time.Second-1)/time.Second))
	}
	count := func() error {
		switch {
		case c.Count < 0:
			return nil
		case c.Count == 0:
			return setInt(fd, unix.IPPROTO_TCP, unix.TCP_KEEPCNT, 9)
		}
		return setInt(fd, unix.IPPROTO_TCP, unix.TCP_KEEPCNT, c.Count)
	}
	return sum(
		setInt(fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE, oneIf(c.Enable)),
		seconds(unix.TCP_KEEPIDLE, c.Idle),
		seconds(unix.TCP_KEEPINTVL, c.Interval),
		count(),
	)
}

// setLinger sets SO_LINGER in seconds; a negative value switches it off.
func setLinger(fd, seconds int) error {
	l := unix.Linger{}
	if seconds >= 0 {
		l = unix.Linger{Onoff: 1, Linger: int32(seconds)}
	}
	return os.NewSyscallError("setsockopt", unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &l))
}

// SetLinger implements target.Socket.
func (s *socket) SetLinger(seconds int) error {
	return s.option(func() error {
		s.linger = seconds
		return setLinger(s.fd, seconds)
	})
}

// SetKeepAlive implements target.Socket.
func (s *socket) SetKeepAlive(on bool) error {
	return s.option(func() error { return setInt(s.fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE, oneIf(on)) })
}

// SetKeepAliveConfig implements target.MachineSocket.
func (s *socket) SetKeepAliveConfig(c net.KeepAliveConfig) error {
	return s.option(func() error { return setKeepAlive(s.fd, c) })
}

// SetLinger2 implements target.MachineSocket.
func (s *socket) SetLinger2(d time.Duration) error {
	seconds := -1
	if d >= 0 {
		seconds = int(d / time.Second)
	}
	return s.option(func() error { return setInt(s.fd, unix.IPPROTO_TCP, unix.TCP_LINGER2, seconds) })
}

// SetUserTimeout implements target.MachineSocket.
func (s *socket) SetUserTimeout(d time.Duration) error {
	return s.option(func() error {
		return setInt(s.fd, unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(d/time.Millisecond))
	})
}

// SetReadBuffer implements target.Socket.
func (s *socket) SetReadBuffer(bytes int) error {
	return s.option(func() error { return setInt(s.fd, unix.SOL_SOCKET, unix.SO_RCVBUF, bytes) })
}

// SetWriteBuffer implements target.MachineSocket.
func (s *socket) SetWriteBuffer(bytes int) error {
	return s.option(func() error { return setInt(s.fd, unix.SOL_SOCKET, unix.SO_SNDBUF, bytes) })
}

// option sets an option of an open socket.
func (s *socket) option(set func() error) error {
	if err := s.alive(); err != nil {
		return err
	}
	return set()
}
