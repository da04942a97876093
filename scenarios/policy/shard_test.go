package policy_test

import (
	"slices"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// All shards of a policy together run each scenario once against each profile, and say
// what the whole run says. A shard without scenarios passes a test.
func TestShards(t *testing.T) {
	p, err := policy.Parse("p.yaml", []byte(`
require:
  - {profile: netstack, scenarios: [C-06, C-15, C-43]}
  - {profile: linux, scenarios: [C-06, C-15]}
accept:
  - {scenario: C-15, profile: linux, because: we can}
`))
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	names := func(r report.Report) (out []string) {
		for _, s := range r.Scenarios {
			out = append(out, s.ID+" "+s.Profile+" "+string(s.Verdict))
		}
		slices.Sort(out)
		return out
	}
	want := names(p.Run(scenarios.Runner{}, day))
	for n := 1; n <= 6; n++ {
		var all report.Report
		remarks := 0
		for i := 1; i <= n; i++ {
			part := report.Shard{Index: i, Count: n}
			run := p.Run(scenarios.Runner{Shard: part}, day)
			if run.Shard != part {
				t.Errorf("the report of %s has %+v", part, run.Shard)
			}
			all.Scenarios = append(all.Scenarios, run.Scenarios...)
			remarks += len(run.Policy.Remarks())
		}
		if got := names(all); !slices.Equal(got, want) || remarks > 0 {
			t.Errorf("%d shards run %q, want %q; %d remarks", n, got, want, remarks)
		}
	}
	p.TestOn(t, scenarios.Runner{Shard: report.Shard{Index: 6, Count: 6}}, day)
	invalid := p.Run(scenarios.Runner{Shard: report.Shard{Index: 7, Count: 6}}, day)
	if len(invalid.Scenarios) != 5 || invalid.Verdict() != report.Error {
		t.Errorf("an invalid shard: %s, %q", invalid.Verdict(), names(invalid))
	}
}
