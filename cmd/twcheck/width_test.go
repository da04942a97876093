package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"abcd", 1, "…"}, {"abcd", 0, "…"}, {"abcd", -5, "…"}, {"", 0, ""},
		{"端口重用", 8, "端口重用"}, {"端口重用", 7, "端口重…"}, {"端口重用", 6, "端口…"}, {"端口", 2, "…"},
		{"ａｂ", 3, "ａ…"}, // full width
		{"éa", 2, "éa"}, {"éab", 2, "é…"}, {"e\u0301a", 2, "e\u0301a"}, {"e\u0301ab", 2, "e\u0301…"},
		{"🙂🙂", 3, "🙂…"},
	} {
		got := cut(c.text, c.most)
		if got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.most, got, c.want)
		}
		if n := columns(got); n > max(c.most, 1) {
			t.Errorf("%q in %d columns needs %d", c.text, c.most, n)
		}
	}
}

// The table fits, and its verdicts, ids and numbers are whole in any width. A title is
// cut only if it has to be.
func TestTableFits(t *testing.T) {
	titles := []string{"Short.", strings.Repeat("A long title of a scenario. ", 8), strings.Repeat("宽的标题", 20), strings.Repeat("e\u0301", 60)}
	r := report.Report{Policy: &report.Policy{File: "p.yaml", Today: "2027-03-01"}}
	for i, title := range titles {
		r.Scenarios = append(r.Scenarios, report.Result{ID: "X-0" + string(rune('1'+i)), Profile: "netstack", Title: title, Verdict: report.Diverges,
			Observations: []report.Observation{{Case: "a", Verdict: report.Diverges, VirtualNS: 1e15}}})
	}
	for _, colour := range []bool{false, true} {
		for width := range 260 {
			var out bytes.Buffer
			if err := (printer{&out, colour}).reportWithin(width, r, false); err != nil {
				t.Fatal(err)
			}
			text := out.String()
			for _, s := range []string{plain, red, green, yellow, pink, reset} {
				text = strings.ReplaceAll(text, s, "")
			}
			const before = "X-01  netstack  diverges  0/1   277h46m40s  0.0ms  "
			lines := strings.Split(text, "\n")[1 : 1+len(titles)]
			for i, line := range lines {
				want := strings.Replace(before, "X-01", r.Scenarios[i].ID, 1)
				title, ok := strings.CutPrefix(line, want)
				if !ok {
					t.Fatalf("%d columns: %q does not begin with %q", width, line, want)
				}
				if n := columns(line); n > max(width, len(before)+1) {
					t.Errorf("%d columns: %q needs %d", width, line, n)
				}
				if whole := columns(before+titles[i]) <= width; whole != (title == titles[i]) || whole == strings.HasSuffix(title, "…") {
					t.Errorf("%d columns: %q", width, line)
				}
			}
		}
	}
}

// COLUMNS says how wide the table is. Without it and without a terminal it is as wide as
// a log; what is no number above 0 says nothing.
func TestWidth(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/stdout")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for value, want := range map[string]int{"": logWidth, "80": 80, "0": logWidth, "-3": logWidth, "wide": logWidth} {
		if got := widthOf(file, func(string) string { return value }); got != want {
			t.Errorf("COLUMNS=%q: %d, want %d", value, got, want)
		}
	}
}
