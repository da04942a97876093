package spelling_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/spelling"
)

func ids() (out []string) {
	for i := range 93 {
		out = append(out, fmt.Sprintf("C-%02d", i+1))
	}
	return append(out, "N-01", "N-02", "T-01")
}

func TestNearest(t *testing.T) {
	groups := []string{"close", "keep-alive", "time-wait", "timers", "timestamps"}
	profiles := []string{"netstack", "rfc9293", "linux", "freebsd"}
	formats := []string{"text", "json", "junit", "tap", "github"}
	cases := []string{"1s, 1s, 2: sent", "1s, 1s, 2: the connection ended", "TIME-WAIT lasted, tcp4", "TIME-WAIT lasted, tcp6"}
	for _, c := range []struct {
		word     string
		accepted []string
		want     []string
	}{
		{"c02", ids(), []string{"C-02"}}, {"C-2", ids(), []string{"C-02"}}, {"C_02", ids(), []string{"C-02"}},
		{"C–02", ids(), []string{"C-02"}}, {" C-002", ids(), []string{"C-02"}}, {"C--15", ids(), []string{"C-15"}},
		{"D-02", ids(), []string{"C-02", "N-02"}}, {"C-0O", ids(), nil},
		// Another number is another scenario.
		{"C-99", ids(), nil}, {"C-100", ids(), nil}, {"T-99", ids(), nil}, {"C-", ids(), nil}, {"", ids(), nil}, {"C-0*", ids(), nil},
		{"keepalive", groups, []string{"keep-alive"}}, {"keep_alive", groups, []string{"keep-alive"}}, {"Keep-Alive", groups, []string{"keep-alive"}},
		{"clsoe", groups, []string{"close"}}, {"time", groups, []string{"time-wait", "timers", "timestamps"}}, {"tim", groups, []string{"time-wait", "timers", "timestamps"}},
		{"shutdown", groups, nil}, {"reset", groups, nil},
		{"linus", profiles, []string{"linux"}}, {"rfc9239", profiles, []string{"rfc9293"}}, {"rfc793", profiles, nil},
		{"netsatck", profiles, []string{"netstack"}}, {"windows", profiles, nil}, {"free", profiles, []string{"freebsd"}},
		{"xml", formats, nil}, {"jsn", formats, []string{"json"}}, {"jnuit", formats, []string{"junit"}}, {"JSON", formats, []string{"json"}}, {"yaml", formats, nil},
		{"1s, 1s, 2: sentt", cases, []string{"1s, 1s, 2: sent"}}, {"TIME-WAIT lasts, tcp4", cases, []string{"TIME-WAIT lasted, tcp4"}},
		{"something else entirely", cases, nil},
		{"ab", []string{"ba", "ba", "xy"}, []string{"ba"}}, {"aaaa", []string{"aaab", "aaac", "aaad", "aaae"}, nil}, {"x", []string{"y"}, nil},
		{"ééé", []string{"éée"}, []string{"éée"}}, {"abc", nil, nil},
	} {
		if got := spelling.Nearest(c.word, c.accepted); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	for word, want := range map[string]string{
		"jsn":  `; did you mean "json"?`,
		"tim":  `; did you mean one of "timers", "time-wait"?`,
		"yaml": "",
	} {
		if got := spelling.DidYouMean(word, []string{"json", "timers", "time-wait"}); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// A suggestion is never the refused word, and never far from it; any text is fine.
func FuzzNearest(f *testing.F) {
	f.Add("C-02", "C-2,c-02,C-20")
	f.Add("\xff", "\xfe,,")
	f.Fuzz(func(t *testing.T, word, names string) {
		list := strings.Split(names, ",")
		near := spelling.Nearest(word, list)
		if len(near) > 3 {
			t.Errorf("%q: %q", word, near)
		}
		for _, n := range near {
			if !slices.Contains(list, n) {
				t.Errorf("%q: %q is not in %q", word, n, list)
			}
		}
	})
}
