package kernel_test

import (
	"errors"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

// Advance takes as long as it says, and counts the time that passed before. It does not
// matter which host advances.
func TestAdvance(t *testing.T) {
	s := newScene(t)
	s.must(s.client.Advance(0))
	from, began := s.net.Elapsed(), time.Now()
	s.must(s.server.Advance(50 * time.Millisecond))
	if took := time.Since(began); took < 50*time.Millisecond || s.net.Elapsed()-from < 50*time.Millisecond {
		t.Errorf("50ms took %s, and %s by the network's clock", took, s.net.Elapsed()-from)
	}
	for until := began.Add(100 * time.Millisecond); time.Now().Before(until); {
	}
	s.must(s.client.Advance(0))
	if s.net.Elapsed()-from < 100*time.Millisecond {
		t.Errorf("the network's clock lost time: %s of 100ms", s.net.Elapsed()-from)
	}
	// Time that only the network has passed is not waited for again.
	if _, err := s.net.Advance(time.Hour); err != nil {
		t.Fatal(err)
	}
	from = s.net.Elapsed()
	s.must(s.client.Advance(time.Millisecond))
	if d := s.net.Elapsed() - from; d != time.Millisecond {
		t.Errorf("1ms after an hour was %s", d)
	}
	if err := s.client.Advance(-1); err == nil {
		t.Error("time went back")
	}
}

// A condition is asked first, and when something has changed it.
func TestAdvanceUntil(t *testing.T) {
	s := newScene(t, fixture.Latency(30*time.Millisecond))
	from := s.net.Elapsed()
	if ok, err := s.client.AdvanceUntil(time.Hour, func() bool { return true }); !ok || err != nil || s.net.Elapsed() != from {
		t.Errorf("%t, %v, after %s", ok, err, s.net.Elapsed()-from)
	}
	if ok, err := s.client.AdvanceUntil(10*time.Millisecond, func() bool { return false }); ok || err != nil || s.net.Elapsed() < from+10*time.Millisecond {
		t.Errorf("%t, %v, after %s", ok, err, s.net.Elapsed()-from)
	}
	if _, err := s.client.AdvanceUntil(0, nil); err == nil {
		t.Error("without a condition there is no error")
	}
	_, err := s.server.Listen(80, true)
	s.must(err)
	d := s.client.Dial("server:80")
	if ok, err := s.server.AdvanceUntil(time.Minute, d.Done); !ok || err != nil || d.Err() != nil || d.Took() < 60*time.Millisecond {
		t.Errorf("connected: %t, %v, %v, after %s, want 60ms", ok, err, d.Err(), d.Took())
	}
}

// A condition that sends something itself is asked again at once.
func TestBusyCondition(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{NoKeepAlive: true})
	b := make([]byte, 1)
	asked := 0
	s.until(func() bool {
		asked++
		_, err := c.Write(b)
		s.must(err)
		_, err = x.Read(b)
		s.must(err)
		return asked == 200
	})
}

// A timer of the kernel that ends a connection is noticed, although nothing is sent.
func TestTimeOut(t *testing.T) {
	s := newScene(t)
	c, _, _ := s.connect(target.Dialling{})
	s.must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 1}))
	s.must(s.server.Crash())
	s.until(func() bool { return strings.HasSuffix(s.states(c), "CLOSED") && len(s.states(c)) > len("CLOSED") })
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED CLOSED")
	if _, err := c.Read(make([]byte, 1)); !errors.Is(err, syscall.ETIMEDOUT) {
		t.Errorf("read: %v", err)
	}
	if d := s.net.Elapsed(); d < 1900*time.Millisecond {
		t.Errorf("timed out after %s, want 2s", d)
	}
}

// A limit of real time ends Advance.
func TestLimit(t *testing.T) {
	open(t)
	t.Parallel()
	k, err := kernel.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	k.Limit(50 * time.Millisecond)
	n := fixture.New(t)
	h, err := k.Join(n, "server")
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if err := h.Advance(time.Hour); err == nil || !strings.Contains(err.Error(), "50ms of real time") {
		t.Errorf("advance: %v", err)
	}
}

// The condition is asked after each event of the network, however late the kernel's time
// is: the network's clock stands at the event.
func TestConditionAfterEachEvent(t *testing.T) {
	s := newScene(t, fixture.Latency(10*time.Millisecond))
	s.must(s.client.Advance(0))
	from := s.net.Elapsed()
	s.net.Peer("peer").Dial("server:80").SendSYN()
	for until := time.Now().Add(50 * time.Millisecond); time.Now().Before(until); {
	}
	arrived := func() bool { return s.net.Timeline().Count(timeline.Delivered) > 0 }
	if ok, err := s.client.AdvanceUntil(time.Minute, arrived); !ok || err != nil || s.net.Elapsed()-from != 10*time.Millisecond {
		t.Errorf("%t, %v, after %s, want 10ms", ok, err, s.net.Elapsed()-from)
	}
}

// What happens between two waits delays what the program has to carry.
func TestLate(t *testing.T) {
	s := newScene(t)
	late := s.client.(target.Late).Late
	s.must(s.client.Advance(5 * time.Millisecond))
	before := late()
	const busy = 300 * time.Millisecond
	for until := time.Now().Add(busy); time.Now().Before(until); {
	}
	if d := late(); d < busy || d < before {
		t.Errorf("late by %s when it has been busy for %s", d, busy)
	}
	s.must(s.client.Advance(5 * time.Millisecond))
	if d := late(); d < busy {
		t.Errorf("late by %s after it had been busy for %s", d, busy)
	}
}
