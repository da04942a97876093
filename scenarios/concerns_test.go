package scenarios_test

import (
	"testing"

	"github.com/twcheck/twcheck/scenarios"
)

// Every group says whom it concerns, and no other name does.
func TestConcerns(t *testing.T) {
	for _, group := range scenarios.Groups() {
		if scenarios.Concerns(group) == "" {
			t.Errorf("the group %s does not say whom it concerns", group)
		}
	}
	for _, group := range []string{"", "weather"} {
		if text := scenarios.Concerns(group); text != "" {
			t.Errorf("the group %q, which does not exist, concerns %s", group, text)
		}
	}
	if have, want := scenarios.ConcernedGroups(), len(scenarios.Groups()); have != want {
		t.Errorf("%d groups say whom they concern, and there are %d", have, want)
	}
}
