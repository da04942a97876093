package scenarios_test

import (
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
)

// Every entry of the profile linux was observed by a run of the command on the kernel that
// the profile describes, or says why not and what it rests on. Every case without an entry
// says why.
func TestLinuxIsMeasured(t *testing.T) {
	p := profile.Linux()
	entries := map[string]profile.Expectation{}
	for _, e := range p.Expects {
		entries[e.Scenario] = e
	}
	measured, resting, open := 0, 0, 0
	for s := range scenarios.All() {
		e := entries[s.ID]
		why := map[string]string{}
		for _, u := range e.Unmeasured {
			why[u.Case] = u.Reason
		}
		for _, c := range s.Cases {
			wrong := ""
			switch w, ok := p.Expected(s.ID, c.Name); {
			case !ok && why[c.Name] == "":
				wrong = "neither a run nor a reason of its own"
			case !ok:
				open++
			case w.Unmeasured == "" && e.MeasuredOn != p.Of:
				wrong = "no run on " + p.Of
			case w.Unmeasured == "":
				measured++
			case e.Besides == "" && (e.MeasuredOn != "" || e.Source == "not measured"):
				wrong = "no source besides the run, which could not observe it"
			default:
				resting++
			}
			if w, _ := p.Expected(s.ID, c.Name); strings.Contains(w.Reason, "TODO") {
				wrong = "a difference that nobody has explained"
			}
			if wrong != "" {
				t.Errorf("%s %s: %s: run, as root on %s, \"go run ./cmd/twcheck expect --target linux -w %s\"", s.ID, c.Name, wrong, p.Of, s.ID)
			}
		}
	}
	t.Logf("%d entries observed by a run, %d rest on something else, %d cases are open", measured, resting, open)
	if measured < 800 {
		t.Errorf("%d entries were observed by a run, want 800 or more", measured)
	}
}
