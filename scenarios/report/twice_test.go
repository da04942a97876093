package report_test

import (
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// A member that an object has twice would hide what the first one has: package json takes
// the last one.
func TestMemberTwice(t *testing.T) {
	const whole = `{"schema": 1, "scenarios": [{"id": "A", "verdict": "holds", "observations": []}, {"id": "B", "verdict": "holds",
		"observations": [{"case": "a", "observed": "x", "verdict": "holds"}, {"case": "b", "observed": "b", "verdict": "holds"}]}], "more": {"a": [{}, [1e999], null], "b": "a"}}`
	if _, err := report.Read(strings.NewReader(whole)); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ old, new, want string }{
		{`"schema": 1`, `"schema": 1, "schema": 1`, "schema"},
		{`"schema": 1`, `"schema": 1, "SCHEMA": 1`, "SCHEMA"},
		{`"schema": 1`, `"schema": 1, "ſchema": 1`, "ſchema"},
		{`"observations": [{"case": "a"`, `"observations": [{"case": "c", "verdict": "holds"}], "observations": [{"case": "a"`, "scenarios[1].observations"},
		{`"observed": "b"`, `"observed": "", "observed": "b"`, "scenarios[1].observations[1].observed"},
		{`"b": "a"`, `"b": {}, "b": {}`, "more.b"},
		{`"more"`, `"\u001b": 1, "\u001b": 2, "more"`, `\x1b`},
	} {
		if strings.Count(whole, x.old) != 1 {
			t.Fatalf("%q is not there once", x.old)
		}
		_, err := report.Read(strings.NewReader(strings.Replace(whole, x.old, x.new, 1)))
		if want := "report: the member " + x.want + " appears twice: want it once"; err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", x.new, err, want)
		}
	}
}
