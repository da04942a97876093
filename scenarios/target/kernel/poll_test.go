package kernel_test

import (
	"errors"
	"net"
	"syscall"
	"testing"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Readiness is what poll says, and SocketError is SO_ERROR, which is cleared.
func TestPoll(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{})
	ready := func(when string, want fixture.Readiness) {
		t.Helper()
		if got, err := x.Readiness(); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", when, got, err, want)
		}
	}
	failed := func(want syscall.Errno) {
		t.Helper()
		if got, err := x.SocketError(); err != nil || got != want {
			t.Errorf("SO_ERROR is %d, %v, want %d", got, err, want)
		}
	}
	ready("ESTABLISHED", fixture.Writable)
	failed(0)
	_, err := c.Write([]byte("x"))
	s.must(err)
	ready("data", fixture.Readable|fixture.Writable)
	s.must(c.CloseWrite())
	ready("CLOSE-WAIT", fixture.Readable|fixture.Writable|fixture.ReadHangUp)
	s.must(x.CloseWrite())
	ready("both closed", fixture.Readable|fixture.Writable|fixture.ReadHangUp|fixture.HangUp)
	s.must(x.Close())
	if _, err := x.Readiness(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("readiness after Close: %v", err)
	}
	if _, err := x.SocketError(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("SO_ERROR after Close: %v", err)
	}
}

// A RST is an error until somebody asks for it.
func TestPollAfterReset(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{})
	s.must(c.SetLinger(0))
	s.must(c.Close())
	over := fixture.Readable | fixture.Writable | fixture.ReadHangUp | fixture.HangUp
	for _, want := range []struct {
		ready  fixture.Readiness
		failed syscall.Errno
	}{{over | fixture.ErrorPending, syscall.ECONNRESET}, {over, 0}} {
		ready, err := x.Readiness()
		s.must(err)
		failed, err := x.SocketError()
		s.must(err)
		if ready != want.ready || failed != want.failed {
			t.Errorf("%s, SO_ERROR %d, want %s, %d", ready, failed, want.ready, want.failed)
		}
	}
}
