package kernel_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var opened = sync.OnceValues(kernel.Open)

// open returns the kernel, and skips the test if the machine does not let it.
func open(t *testing.T) *kernel.Kernel {
	t.Helper()
	k, err := opened()
	if errors.Is(err, target.ErrUnable) {
		t.Skipf("NOT TESTED: what the kernel does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// scene is a network in which two kernels meet.
type scene struct {
	t              *testing.T
	net            *fixture.Network
	client, server target.Machine
}

func newScene(t *testing.T, options ...fixture.Option) *scene {
	t.Helper()
	k := open(t)
	t.Parallel()
	s := &scene{t: t, net: fixture.New(t, options...)}
	s.client, s.server = s.join(k, "client"), s.join(k, "server")
	return s
}

func (s *scene) join(k *kernel.Kernel, name string) target.Machine {
	s.t.Helper()
	h, err := k.Join(s.net, name)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		if err := h.Close(); err != nil {
			s.t.Error(err)
		}
	})
	return h.(target.Machine)
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// connect connects the client to port 80 of the server.
func (s *scene) connect(o target.Dialling) (client, server target.MachineSocket, ln target.Listener) {
	s.t.Helper()
	ln, err := s.server.ListenWith(":80", target.Listening{})
	s.must(err)
	d := s.client.DialWith("server:80", o)
	s.until(d.Done)
	c, err := d.Socket()
	s.must(err)
	var x target.Socket
	s.until(func() bool { x, err = ln.Accept(); return !errors.Is(err, fixture.ErrWaiting) })
	s.must(err)
	return s.client.ConnOf(c), s.server.ConnOf(x), ln
}

// until waits a minute at most.
func (s *scene) until(holds func() bool) {
	s.t.Helper()
	ok, err := s.client.AdvanceUntil(time.Minute, holds)
	s.must(err)
	if !ok {
		s.t.Fatalf("does not hold after a minute:\n%s", s.net.Timeline())
	}
}

var (
	fin        = timeline.Flags(tcp.FIN)
	fromClient = timeline.From("client")
	sent       = timeline.Sent
)
