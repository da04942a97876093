package policy_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/policy"
)

// A policy costs what it has: ten times as many requirements or problems allocate ten
// times as much. Requirements of one kind with settings that clash are the worst that
// there was.
func TestLargePolicies(t *testing.T) {
	for name, line := range map[string]func(i int) string{
		"the same profile": func(int) string { return "- profile: linux\n" },
		"scenarios":        func(i int) string { return fmt.Sprintf("- {profile: linux, scenarios: [\"C-%02d\"]}\n", 1+i%9) },
		"groups":           func(int) string { return "- {profile: linux, groups: [timewait]}\n" },
		"no profile":       func(i int) string { return fmt.Sprintf("- profile: linus%d\n", i) },
		"the same settings": func(int) string {
			return "- {profile: linux, scenarios: [C-01], settings: {time-wait: 45s, port-range: 40000-40100}}\n"
		},
		"clashes": func(i int) string {
			return fmt.Sprintf("- {profile: linux, scenarios: [C-01], settings: {time-wait: %ds}}\n", 1+i)
		},
	} {
		cost := func(k int) (objects, bytes float64) {
			var b strings.Builder
			b.WriteString("require:\n")
			for i := range k {
				b.WriteString(line(i))
			}
			text := []byte(b.String())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			policy.Parse("large.yaml", text)
			runtime.ReadMemStats(&after)
			return float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)
		}
		a, bytesOfA := cost(50)
		b, bytesOfB := cost(500)
		t.Logf("%s: %.0f objects and %.0f bytes, %.1f and %.1f times that for ten times as many", name, a, bytesOfA, b/a, bytesOfB/bytesOfA)
		if b > 13*a || bytesOfB > 20*bytesOfA {
			t.Errorf("%s: %.1f times as many objects and %.1f times as many bytes for ten times as many requirements: want at most 13 and 20", name, b/a, bytesOfB/bytesOfA)
		}
	}
}
