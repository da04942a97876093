package scenarios_test

import (
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// A case that never ends has the verdict error, and the next case runs.
func TestCaseTimeout(t *testing.T) {
	over := make(chan struct{})
	ended := make(chan struct{})
	stuck := scenarios.Story(func(n *fixture.Network) string {
		defer close(ended)
		<-over
		return "right"
	})
	fine := scenarios.Story(func(*fixture.Network) string { return "right" })
	r := scenarios.Runner{Profile: expecting(profile.Want{Case: "case", Observed: "right"}), CaseTimeout: 50 * time.Millisecond}
	run := r.Run(stuck, fine)
	o := run.Scenarios[0].Observations[0]
	if o.Verdict != report.Error || o.Observed != "" || o.Expected != "right" {
		t.Errorf("%+v", o)
	}
	want := regexp.MustCompile(`^scenarios: the case exceeded its limit of 50ms of real time and was abandoned: chan receive in scenarios_test\.TestCaseTimeout\.func1 ← .* ← lab\.\(\*Portable\)\.Run ← `)
	if !want.MatchString(o.Reason) {
		t.Errorf("it says %q", o.Reason)
	}
	if v := run.Scenarios[1].Verdict; v != report.Holds {
		t.Errorf("the next one %s", v)
	}
	// A case that ends after its time limit ends its goroutine and changes nothing.
	close(over)
	<-ended
	if run.Scenarios[0].Observations[0].Verdict != report.Error {
		t.Error("the report has changed")
	}
}

// The limit decides, even if the result and the end of the time are known at once. On
// one processor that is usual: the case runs to its end before anybody looks.
func TestCaseTimeoutLate(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r := scenarios.Runner{Profile: expecting(profile.Want{Case: "case", Observed: "right"}), CaseTimeout: time.Nanosecond}
	for range 40 {
		run := r.Run(scenarios.Story(func(*fixture.Network) string { return "right" }))
		if o := run.Scenarios[0].Observations[0]; o.Verdict != report.Error || !strings.Contains(o.Reason, "exceeded its limit of 1ns") {
			t.Fatalf("%+v", o)
		}
	}
}

// A case in an endless loop is detected too.
func TestCaseTimeoutBusy(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	r := scenarios.Runner{Profile: expecting(), CaseTimeout: 50 * time.Millisecond}
	run := r.Run(scenarios.Story(func(n *fixture.Network) string {
		for {
			select {
			case <-stop:
				return ""
			default:
				n.Advance(time.Second)
			}
		}
	}))
	if o := run.Scenarios[0].Observations[0]; o.Verdict != report.Error || !strings.Contains(o.Reason, "exceeded its limit of 50ms") {
		t.Errorf("%+v", o)
	}
}

// Without a limit, or in a bubble without real time, a case may take any time.
func TestNoCaseTimeout(t *testing.T) {
	p := expecting(profile.Want{Case: "case", Observed: "right"})
	slow := scenarios.Story(func(*fixture.Network) string { time.Sleep(100 * time.Millisecond); return "right" })
	if v := (scenarios.Runner{Profile: p, CaseTimeout: -1}).Run(slow).Verdict(); v != report.Holds {
		t.Errorf("without a limit: %s", v)
	}
	synctest.Test(t, func(t *testing.T) {
		hour := scenarios.Story(func(n *fixture.Network) string { n.Advance(time.Hour); return "right" })
		run := scenarios.Runner{Profile: p, CaseTimeout: time.Minute}.Run(hour)
		if run.Verdict() != report.Holds {
			t.Errorf("in a bubble: %+v", run.Scenarios[0].Observations)
		}
	})
}

// A case that ends its goroutine has the verdict error too.
func TestCaseEndsGoroutine(t *testing.T) {
	run := scenarios.Runner{Profile: expecting()}.Run(scenarios.Story(func(*fixture.Network) string { runtime.Goexit(); return "" }))
	if o := run.Scenarios[0].Observations[0]; o.Verdict != report.Error || o.Reason != "scenarios: the case ended its goroutine" {
		t.Errorf("%+v", o)
	}
}

// A panic that begins in netstack is an observation of it, also if it was passed on. Any
// other ends the run.
func TestPanicsOfNetstack(t *testing.T) {
	const netstack = "gvisor.dev/gvisor/pkg/tcpip/transport/tcp.(*Endpoint).closeLocked(0x3fcad83f7808)\n\t/mod/endpoint.go:1088 +0x6d\n"
	const ours = "github.com/twcheck/twcheck/fixture.(*Conn).Close(0x3fcad86d1950)\n\t/src/closing.go:41 +0x198\n"
	const again = "goroutine 8609 [running]:\nruntime/debug.Stack()\n\t/go/stack.go:26 +0x5e\npanic({0xafc200?, 0x12640c0?})\n\t/go/panic.go:860 +0x13a\n" +
		"github.com/twcheck/twcheck/scenarios/internal/lab.stopped(0x3fcad87f3698)\n\t/src/ending.go:13 +0x69\npanic({0xafc200?, 0x12640c0?})\n\t/go/panic.go:860 +0x13a\n"
	if in, is := scenarios.OfNetstack(again + netstack + ours); !is || in != "tcp.(*Endpoint).closeLocked" {
		t.Errorf("got %q, %t", in, is)
	}
	for _, stack := range []string{again + ours + netstack, again, ours + netstack, ""} {
		if in, is := scenarios.OfNetstack(stack); is {
			t.Errorf("%s\nis netstack's: %q", stack, in)
		}
	}
}
