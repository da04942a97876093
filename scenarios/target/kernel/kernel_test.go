package kernel_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// states are the states that a connection has gone through.
func (s *scene) states(c target.MachineSocket) string {
	s.t.Helper()
	all, err := c.Changes()
	s.must(err)
	var out []string
	for i, x := range all {
		if i == 0 {
			out = append(out, x.From.String())
		} else if all[i-1].To != x.From || all[i-1].At > x.At {
			s.t.Errorf("%v follows %v", x, all[i-1])
		}
		out = append(out, x.To.String())
	}
	return strings.Join(out, " ")
}

// sockets are the sockets of a host, held ones with a star.
func (s *scene) sockets(h target.Machine) string {
	s.t.Helper()
	all, err := h.Sockets()
	s.must(err)
	var out []string
	for _, x := range all {
		star := ""
		if x.Held {
			star = "*"
		}
		out = append(out, x.State.String()+star)
	}
	return strings.Join(out, " ")
}

func (s *scene) want(what, got, want string) {
	s.t.Helper()
	if got != want {
		s.t.Errorf("%s: %s, want %s\n%s", what, got, want, s.net.Timeline())
	}
}

// Two kernels connect, exchange data and close. Both sides and the list of their sockets
// show each state.
func TestTwoKernels(t *testing.T) {
	s := newScene(t)
	c, x, ln := s.connect(target.Dialling{})
	s.want("the server", s.sockets(s.server), "LISTEN* ESTABLISHED*")
	if n, err := c.Write([]byte("hello")); n != 5 || err != nil {
		t.Errorf("write: %d, %v", n, err)
	}
	b := make([]byte, 10)
	if n, err := x.Read(b); string(b[:n]) != "hello" || err != nil {
		t.Errorf("read: %q, %v", b[:n], err)
	}
	if n, err := x.Read(b); n != 0 || !errors.Is(err, fixture.ErrWaiting) {
		t.Errorf("read with nothing there: %d, %v", n, err)
	}
	s.must(c.Close())
	s.want("the client after its close", s.sockets(s.client), "FIN-WAIT-2")
	if _, err := x.Read(b); err != io.EOF {
		t.Errorf("read at the end: %v", err)
	}
	s.must(x.Close())
	s.must(ln.Close())
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT")
	s.want("the server", s.states(x), "CLOSED SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED")
	s.want("the client's sockets", s.sockets(s.client), "TIME-WAIT")
	s.want("the server's sockets", s.sockets(s.server), "")
	s.want("the client's end", fmt.Sprint(c.LocalAddr().Addr(), c.RemoteAddr()), "10.0.0.1 10.0.0.2:80")
	s.want("the server's end", fmt.Sprint(x.RemoteAddr() == c.LocalAddr(), x.LocalAddr()), "true 10.0.0.2:80")
}

// A lost FIN is transmitted again by the kernel's own timer, in real time.
func TestLostFIN(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{})
	s.must(s.net.On(fin, fromClient).Nth(1).Drop().Err())
	s.must(c.CloseWrite())
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1")
	before := s.net.Elapsed()
	s.until(func() bool { return strings.HasSuffix(s.states(x), "CLOSE-WAIT") })
	if took := s.net.Elapsed() - before; took < 150*time.Millisecond {
		t.Errorf("the FIN came again after %s, want some 200ms", took)
	}
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2")
	if n := s.net.Timeline().Count(fin, fromClient, sent); n != 2 {
		t.Errorf("%d FINs, want 2\n%s", n, s.net.Timeline())
	}
}
