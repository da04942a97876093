//go:build linux

package kernel

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Close implements target.Socket. With SO_LINGER of some seconds the kernel waits in close,
// even for a socket that does not wait otherwise (tcp_close, net/ipv4/tcp.c). Close then
// returns an error that wraps fixture.ErrWaiting, and so does each repetition until the
// kernel's close has returned.
func (s *socket) Close() error {
	if s.closing == nil {
		if s.linger <= 0 {
			return s.descriptor.Close()
		}
		if err := s.alive(); err != nil {
			return err
		}
		s.forget()
		s.host.expect(s, time.Duration(s.linger)*time.Second)
		closing := make(chan error, 1)
		go func() { closing <- os.NewSyscallError("close", unix.Close(s.fd)) }()
		s.closing = closing
	}
	for {
		moved, err := s.host.settled()
		if err != nil {
			return err
		}
		waits := s.lingers() && !moved
		select {
		case err := <-s.closing:
			return s.closed(err)
		default:
		}
		if waits {
			return fmt.Errorf("kernel: close: %w", fixture.ErrWaiting)
		}
		select {
		case err := <-s.closing:
			return s.closed(err)
		case <-time.After(50 * time.Microsecond): // close has yet to begin, or to return
		}
	}
}

// closed is the end of a close that has waited.
func (s *socket) closed(err error) error {
	s.closing, s.linger = nil, 0
	s.host.mu.Lock()
	delete(s.host.expected, s)
	s.host.mu.Unlock()
	return sum(err, s.host.settle())
}

// expect makes AdvanceUntil ask its condition after some time, and often then, until the
// close of s has returned.
func (h *host) expect(s *socket, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.expected == nil {
		h.expected = map[*socket]time.Duration{}
	}
	h.expected[s] = h.world.real() + d
}

// lingers reports whether the connection is in a state in which close waits
// (sk_stream_closing, net/core/stream.c).
func (s *socket) lingers() bool {
	s.host.mu.Lock()
	defer s.host.mu.Unlock()
	if s.entry == nil {
		return false
	}
	switch s.entry.state {
	case tcp.FinWait1, tcp.Closing, tcp.LastAck:
		return true
	}
	return false
}
