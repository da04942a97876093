package scenarios_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// All shards together run each scenario of the catalogue once, and each report names its
// shard.
func TestShards(t *testing.T) {
	var list []scenarios.Scenario
	for s := range scenarios.All() {
		s.Cases = nil // to run none takes no time
		list = append(list, s)
	}
	for n := 1; n <= 100; n++ {
		times := map[string]int{}
		for i := 1; i <= n; i++ {
			part := report.Shard{Index: i, Count: n}
			run := scenarios.Runner{Shard: part}.Run(list...)
			if run.Shard != part {
				t.Fatalf("the report of %s has %+v", part, run.Shard)
			}
			for _, s := range run.Scenarios {
				times[s.ID]++
			}
		}
		if len(times) != len(list) || slices.Max(slices.Collect(maps.Values(times))) != 1 {
			t.Fatalf("%d shards run %v", n, times)
		}
	}
}

// An invalid shard leaves nothing out: no case passes.
func TestInvalidShard(t *testing.T) {
	list, err := scenarios.Select("C-01", "C-06")
	if err != nil {
		t.Fatal(err)
	}
	r := scenarios.Runner{Shard: report.Shard{Index: 3, Count: 2}}
	run := r.Run(list...)
	if len(run.Scenarios) != 2 || run.Verdict() != report.Error || !strings.Contains(run.Failures()[0].Reason, "shard 3 of 2") {
		t.Errorf("%+v", run)
	}
	if err := r.Validate(); err == nil || !strings.Contains(err.Error(), "scenarios: shard 3 of 2") {
		t.Errorf("%v", err)
	}
}

// A test names its scenario, and runs it whatever the shard is.
func TestShardAndTest(t *testing.T) {
	list, err := scenarios.Select("C-06")
	if err != nil {
		t.Fatal(err)
	}
	scenarios.Runner{Shard: report.Shard{Index: 2, Count: 2}}.Test(t, list[0])
}
