package scenarios_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

var updateBare = flag.Bool("update-bare", false, "write what TestBare observes into profile/bare.json")

// A netstack on which nothing was set behaves as the profile bare says, case by case.
func TestBare(t *testing.T) {
	run := scenarios.Runner{Target: scenarios.BareTarget(), Profile: profile.Bare()}.Run(slices.Collect(scenarios.All())...)
	if run.Target != "bare netstack" {
		t.Errorf("the report is about %q", run.Target)
	}
	if *updateBare {
		writeBare(t, run)
		return
	}
	n := 0
	for _, s := range run.Scenarios {
		for _, o := range s.Observations {
			if n++; o.Verdict != report.Holds {
				t.Errorf("%s %s: %s: %q, want %q (%s); go test ./scenarios -run TestBare -update-bare writes what is observed", s.ID, o.Case, o.Verdict, o.Observed, o.Expected, o.Reason)
			}
		}
	}
	if all := cases(); n != all {
		t.Errorf("%d of %d cases ran", n, all)
	}
}

func cases() (n int) {
	for s := range scenarios.All() {
		n += len(s.Cases)
	}
	return n
}

// writeBare writes what differs from the profile netstack.
func writeBare(t *testing.T, run report.Report) {
	t.Helper()
	host, other := profile.Netstack(), map[string]map[string]string{}
	for _, s := range run.Scenarios {
		for _, o := range s.Observations {
			if w, _ := host.Expected(s.ID, o.Case); o.Verdict == report.Error {
				t.Errorf("%s %s: %s", s.ID, o.Case, o.Reason)
			} else if o.Observed != w.Observed {
				if other[s.ID] == nil {
					other[s.ID] = map[string]string{}
				}
				other[s.ID][o.Case] = o.Observed
			}
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	if err := enc.Encode(other); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("profile/bare.json", b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
