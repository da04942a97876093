package lab_test

import (
	"errors"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/target"
)

// nowhere is a target that is not netstack, and without hosts.
type nowhere struct{}

func (nowhere) Name() string { return "nowhere 1.0" }
func (nowhere) Join(*fixture.Network, string) (target.Host, error) {
	return nil, errors.New("nobody is there")
}

func TestGranularity(t *testing.T) {
	const usual, coarser, retransmits = "", "to 60ms", "retransmissions"
	for _, x := range []struct {
		kind string
		d    time.Duration
		want string // "" if the case ends in an error
	}{
		{usual, 0, "0s"},
		{usual, 16 * time.Millisecond, "0s"},
		{usual, 17 * time.Millisecond, ""},
		{usual, 96 * time.Millisecond, "80ms"},
		{usual, 204 * time.Millisecond, "200ms"},
		{usual, 290 * time.Millisecond, ""},
		{usual, 1800 * time.Millisecond, "1s"},
		{usual, 1801 * time.Millisecond, ""},
		{usual, 24 * time.Second, "20s"},
		{usual, 62100 * time.Millisecond, "1m0s"},
		{usual, 69 * time.Second, ""},
		{usual, 13*time.Minute + 40*time.Second, "13m0s"},
		{usual, 2*time.Hour + 11*time.Minute, "2h0m0s"},
		{coarser, 108 * time.Millisecond, "60ms"},
		{coarser, 109 * time.Millisecond, ""},
		{coarser, 250 * time.Millisecond, "200ms"},
		{coarser, 2100 * time.Millisecond, "2s"},
		{retransmits, 0, "0s"},
		{retransmits, 160 * time.Millisecond, "0s"},
		{retransmits, 161 * time.Millisecond, ""},
		{retransmits, 407 * time.Millisecond, "200ms"},
		{retransmits, 680 * time.Millisecond, "200ms"},
		{retransmits, 700 * time.Millisecond, ""},
		{retransmits, 850 * time.Millisecond, "800ms"},
		{retransmits, 6800 * time.Millisecond, "3.2s"},
		{retransmits, 13300 * time.Millisecond, "12.8s"},
		{retransmits, 19 * time.Second, ""},
		{retransmits, 62 * time.Second, "1m0s"},
	} {
		c := lab.Observe("a duration", func(l *lab.Lab) string { return l.Span(x.d) })
		switch x.kind {
		case coarser:
			c = c.To(60 * time.Millisecond)
		case retransmits:
			c = c.Retransmits()
		}
		observed, told, _ := run(t, c, nowhere{})
		if observed != x.want || (told == nil) != (x.want != "") || errors.Is(told, target.ErrUnable) {
			t.Errorf("%s: %s is %q, %v: want %q", x.kind, x.d, observed, told, x.want)
		}
		if observed, _, _ := run(t, c, nil); observed != x.d.String() {
			t.Errorf("netstack's %s is %q", x.d, observed)
		}
	}
}

func TestAlike(t *testing.T) {
	plain := lab.Case{}
	for _, x := range []struct {
		c    lab.Case
		a, b string
		want bool
	}{
		{plain, "CLOSED", "CLOSED", true},
		{plain, "CLOSED", "nothing", false},
		{plain, "0s, 1s and 1m3s", "0s, 1s and 1m0s", true},
		{plain, "0s, 1s and 1m3s", "0s, 200ms and 1m0s", false},
		{plain, "1.5s ACK, 3.9s RST", "1s ACK, 3s RST", true},
		{plain, "no error after 10ms", "no error", true},
		{plain, "no error after 30ms", "no error", false},
		{plain.To(100 * time.Millisecond), "no error after 30ms", "no error", true},
		{plain, "TSval of the SYN+1000", "TSval of the SYN+1", false},
		{plain.Retransmits(), "ACK, 7s, EOF", "ACK, 3.2s, EOF", true},
		{plain.Retransmits(), "ACK, 31s, EOF", "ACK, 12.8s, EOF", false},
		{plain, "7 of 9", "7 of 9", true},
	} {
		if x.c.Alike(x.a, x.b) != x.want || x.c.Alike(x.b, x.a) != x.want {
			t.Errorf("%q and %q: want %t", x.a, x.b, x.want)
		}
	}
}

// On a machine a case that asks what is left after a timer waits until it cannot but have
// run out. It cannot wait until just before.
func TestPass(t *testing.T) {
	for _, x := range []struct {
		on     target.TCP
		d      time.Duration
		passed string
	}{
		{nil, time.Minute, "1m0s"},
		{nil, time.Minute - 1, "59.999999999s"},
		{nowhere{}, time.Minute, "1m7.5s"},
		{nowhere{}, time.Minute - 1, ""},
	} {
		for _, c := range []lab.Case{
			lab.Observe("Pass", func(l *lab.Lab) string { l.Pass(x.d); return l.Elapsed().String() }),
			lab.Observe("PassTo", func(l *lab.Lab) string {
				l.Advance(30 * time.Second)
				l.PassTo(x.d)
				return l.Elapsed().String()
			}),
		} {
			observed, told, _ := run(t, c, x.on)
			if observed != x.passed || errors.Is(told, target.ErrUnable) != (x.passed == "") {
				t.Errorf("%s %s: %q, %v: want %q", c.Name, x.d, observed, told, x.passed)
			}
		}
	}
}
