//go:build linux

package scenarios_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
)

var linuxFor = flag.Duration("linux", 500*time.Millisecond, "run those cases of TestLinux that let no more time pass than this, which Linux takes in real time")

// The kernel that the tests run on is driven by the same stories, and does what the
// profile of Linux says, where that says anything and is of the same version.
func TestLinux(t *testing.T) {
	if testing.Short() {
		t.Skip("seconds of real time: without -short")
	}
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		t.Fatal(err)
	}
	target := linuxTarget{strings.TrimSpace(string(release))}
	// The thread is in another network namespace afterwards, and ends with its
	// goroutine.
	unable := make(chan error)
	go func() {
		err := tryLinux(target)
		if err == nil {
			runLinux(t, target)
		}
		unable <- err
	}()
	if err := <-unable; err != nil {
		t.Skipf("%v: this test needs root, /dev/net/tun and the command ip, to put the kernel behind a TUN device in a network namespace of its own", err)
	}
}

// tryLinux joins a network with the target, and nothing else.
func tryLinux(target linuxTarget) error {
	n, err := fixture.Open()
	if err != nil {
		return err
	}
	defer n.Close()
	h, err := target.Join(n, "server")
	if err != nil {
		return err
	}
	return h.Close()
}

func runLinux(t *testing.T, target linuxTarget) {
	r := scenarios.Runner{Seed: scenarios.DefaultSeed, Profile: scenarios.Linux(), Target: target}
	// What another version does otherwise is told, and is no failure.
	same := minor(target.Name()) == minor(r.Profile.Of)
	count := map[scenarios.Verdict]int{}
	for s := range scenarios.All() {
		s = short(s.ForAnyTarget())
		if len(s.Cases) == 0 {
			continue
		}
		for _, o := range r.Run(s).Scenarios[0].Observations {
			count[o.Verdict]++
			switch o.Verdict {
			case scenarios.Holds:
			case scenarios.Open:
				t.Logf("%s %s: %s", s.ID, o.Case, o.Observed)
			case scenarios.Fails, scenarios.Diverges:
				if !same {
					t.Logf("%s %s: %s observed %q, %s %q", s.ID, o.Case, target.Name(), o.Observed, r.Profile.Of, o.Expected)
					continue
				}
				fallthrough
			default:
				t.Errorf("%s %s %s: %s observed %q, the profile says %q; %s\n%s", s.ID, o.Verdict, o.Case, target.Name(), o.Observed, o.Expected, o.Detail, o.Timeline)
			}
		}
	}
	t.Logf("%s: %v", target.Name(), count)
	if count[scenarios.Holds] == 0 {
		t.Error("nothing was compared")
	}
}

// minor is a name and version without what comes after the second number: "Linux
// 6.18".
func minor(name string) string {
	parts := strings.SplitN(name, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// short is a scenario with the cases that do not take long.
func short(s scenarios.Scenario) scenarios.Scenario {
	if len(s.Cases) == 0 {
		return s
	}
	var cases []scenarios.Case
	for i, o := range (scenarios.Runner{Seed: scenarios.DefaultSeed}).Run(s).Scenarios[0].Observations {
		if time.Duration(o.VirtualNS) <= *linuxFor {
			cases = append(cases, s.Cases[i])
		}
	}
	s.Cases = cases
	return s
}
