package lab_test

import (
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/target"
)

// run runs a case on a target, nil for netstack.
func run(t *testing.T, c lab.Case, on target.TCP) (observed string, told, closed error) {
	t.Helper()
	l, err := lab.Open(lab.Config{Name: "X-01 " + c.Name, Target: on})
	if err != nil {
		t.Fatal(err)
	}
	observed, told = l.Run(c)
	return observed, told, l.Close()
}

func TestStories(t *testing.T) {
	for _, x := range []struct {
		name     string
		story    func(*lab.Lab) string
		observed string
		told     string
		closed   string
	}{
		{"observes", func(l *lab.Lab) string { l.Connect("tcp4"); return l.SocketsOf(l.Server()) }, "ESTABLISHED, held", "", ""},
		{"ends at an error", func(*lab.Lab) string { lab.Must(io.ErrUnexpectedEOF); return "not reached" }, "", "unexpected EOF", ""},
		{"ends at a result's error", func(*lab.Lab) string { return lab.Got("x", io.ErrUnexpectedEOF) }, "", "unexpected EOF", ""},
		{"observes the state that it did not want", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.InState(c, tcp.TimeWait)
			return "not reached"
		}, "the story ends early: the connection is in ESTABLISHED and not in TIME-WAIT", "", ""},
		{"misuses the fixture", func(l *lab.Lab) string { l.Net.Advance(-1); return "told" }, "told", "", "the duration is negative"},
	} {
		observed, told, closed := run(t, lab.Observe(x.name, x.story), nil)
		if observed != x.observed || !says(told, x.told) || !says(closed, x.closed) {
			t.Errorf("it %s: %q, %v, %v", x.name, observed, told, closed)
		}
	}
}

// A call that nothing can end is an observation. One that real time has ended is an error
// of the case, whatever the case observes.
func TestWaits(t *testing.T) {
	elsewhere := make(chan struct{})
	defer close(elsewhere)
	for _, x := range []struct {
		name   string
		story  func(*lab.Lab) string
		closed string
	}{
		{"reads what nobody writes", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			_, err := c.Read(make([]byte, 1))
			return lab.ErrText(err)
		}, ""},
		{"waits outside of the network", func(l *lab.Lab) string {
			err := l.Net.Go(func() error { <-elsewhere; return nil }).Err()
			return lab.ErrText(err)
		}, "for 20ms of real time the call started at"},
	} {
		l, err := lab.Open(lab.Config{Name: x.name, Options: []fixture.Option{fixture.Watchdog(20 * time.Millisecond)}})
		if err != nil {
			t.Fatal(err)
		}
		observed, told := l.Run(lab.Observe(x.name, x.story))
		closed := l.Close()
		if observed != lab.Nothing || told != nil || !says(closed, x.closed) {
			t.Errorf("it %s: %q, %v, %v: want %q, closed %q", x.name, observed, told, closed, lab.Nothing, x.closed)
		}
	}
}

// says reports whether an error is as expected, "" for none.
func says(err error, text string) bool {
	if err == nil {
		return text == ""
	}
	return text != "" && strings.Contains(err.Error(), text)
}

// other is a target without hosts.
type other struct{ target.TCP }

func (other) Name() string { return "another TCP" }
func (other) Join(*fixture.Network, string) (target.Host, error) {
	return nil, errors.New("no host")
}

// The type of a function decides where its case runs.
func TestPortable(t *testing.T) {
	portable := lab.Observe("portable", func(l *lab.Portable) string { l.Listen(); return "told" })
	whole := lab.Observe("whole", func(l *lab.Lab) string { l.Client(); return "told" })
	if !portable.Portable() || whole.Portable() {
		t.Fatal("a case does not know whether it is portable")
	}
	if _, err, _ := run(t, portable, other{}); !says(err, "no host") {
		t.Errorf("the portable case does not ask the target for a host: %v", err)
	}
	if _, err, _ := run(t, whole, other{}); !says(err, "no host") {
		t.Errorf("the case of two hosts does not ask the target for a host: %v", err)
	}
	for _, c := range []lab.Case{portable, whole} {
		if observed, err, _ := run(t, c, nil); observed != "told" || err != nil {
			t.Errorf("%s on netstack: %q, %v", c.Name, observed, err)
		}
	}
}

func TestWords(t *testing.T) {
	for _, x := range [][2]string{
		{lab.List(nil, ", "), "nothing"},
		{lab.List([]string{"a", "b"}, ", "), "a, b"},
		{lab.List(lab.Counted([]string{"probe", "probe", "ACK"}), ", "), "2 probes, ACK"},
		{lab.List(lab.Tally([]string{"a", "b", "a"}), ", "), "2 a, 1 b"},
		{lab.Times(0) + lab.Times(1) + lab.Times(2) + lab.Times(3), "neveroncetwice3 times"},
		{lab.RelativeTo("RCV.NXT", 0), "RCV.NXT"},
		{lab.RelativeTo("RCV.NXT", -1), "RCV.NXT-1"},
		{lab.RelativeTo("RCV.NXT", 7), "RCV.NXT+7"},
		{lab.RelativeTo("RCV.NXT", 1<<30), "RCV.NXT+2^30"},
		{lab.RelativeTo("RCV.NXT", 1<<31-1), "RCV.NXT+2^31-1"},
		{lab.ErrText(nil), "no error"},
		{lab.ErrText(io.EOF), "EOF"},
		{lab.ErrText(net.ErrClosed), "closed"},
		{lab.ErrText(syscall.ECONNRESET), "ECONNRESET"},
		{lab.Outcome(nil), "connected"},
		{lab.Outcome(syscall.ECONNREFUSED), "ECONNREFUSED"},
	} {
		if x[0] != x[1] {
			t.Errorf("%q, want %q", x[0], x[1])
		}
	}
}
