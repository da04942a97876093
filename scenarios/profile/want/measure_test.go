package want_test

import (
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/profile/want"
)

// unmeasured is a file whose column linux was written by hand.
const unmeasured = `netstack: dispatcher.go
linux: tcp_ipv4.c
	open: not measured
freebsd: a script

reason late: Linux's timer starts later

case a
	netstack linux: ACK

case b
	netstack: 1m3s
	linux [late]: 1m6s

case c
	netstack: nothing
	freebsd: RST

case d
	netstack linux: CLOSED

case e
	netstack: 2
`

var names = []string{"netstack", "rfc9293", "linux", "freebsd"}

// alike is the comparison of a run that tells only the minutes.
func alike(observed string) func(string) bool {
	return func(value string) bool {
		return strings.HasSuffix(observed, "m0s") && strings.HasPrefix(value, strings.TrimSuffix(observed, "0s"))
	}
}

func measured(t *testing.T, text, system string, list ...want.Measurement) string {
	t.Helper()
	f, err := want.Parse("x.want", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	g, err := f.Measure("linux", system, names, list)
	if err != nil {
		t.Fatal(err)
	}
	if again := string(f.Text()); again != text {
		t.Errorf("Measure changed its receiver:\n%s", again)
	}
	out := string(g.Text())
	if _, err := want.Parse("new.want", []byte(out)); err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
	return out
}

func TestMeasure(t *testing.T) {
	got := measured(t, unmeasured, "Linux 6.18.44",
		want.Measurement{Case: "a", Observed: "RST"},
		want.Measurement{Case: "b", Observed: "1m0s", Alike: alike("1m0s")},
		want.Measurement{Case: "c", Observed: "RST"},
		want.Measurement{Case: "d", Reason: "this TCP cannot"},
		want.Measurement{Case: "e", Reason: "the case takes too long", TooLong: true},
	)
	const first = `netstack: dispatcher.go
linux: measured on Linux 6.18.44 by "twcheck expect --target linux"
	besides: tcp_ipv4.c
freebsd: a script

reason late: Linux's timer starts later
reason todo: TODO: why the two differ

case a
	netstack: ACK
	linux [todo]: RST

case b
	netstack: 1m3s
	linux [late]: 1m6s

case c
	netstack: nothing
	linux [todo]: RST
	freebsd: RST

case d
	netstack linux: CLOSED
	linux unmeasured: this TCP cannot

case e
	netstack: 2
	linux unmeasured: the case takes too long
`
	if got != first {
		t.Fatalf("the file is\n%s", got)
	}
	// Another run with less time on the same system leaves what it had no time for. It
	// observes what netstack does, and the reason goes.
	got = measured(t, first, "Linux 6.18.44",
		want.Measurement{Case: "a", Observed: "ACK"},
		want.Measurement{Case: "b", Observed: "1m0s", Alike: alike("1m0s")},
		want.Measurement{Case: "c", Reason: "longer than 1s", TooLong: true},
		want.Measurement{Case: "d", Observed: "CLOSED"},
		want.Measurement{Case: "e", Reason: "longer than 1s", TooLong: true},
	)
	second := strings.NewReplacer("case a\n\tnetstack: ACK\n\tlinux [todo]: RST", "case a\n\tnetstack linux: ACK",
		"\tlinux unmeasured: this TCP cannot\n", "").Replace(first)
	if got != second {
		t.Errorf("the second run makes\n%s", got)
	}
	// On another system what it had no time for is unmeasured.
	got = measured(t, second, "Linux 7.1.0",
		want.Measurement{Case: "a", Observed: "ACK"},
		want.Measurement{Case: "b", Observed: "2m0s", Alike: alike("2m0s")},
		want.Measurement{Case: "c", Reason: "longer than 1s", TooLong: true},
		want.Measurement{Case: "d", Observed: "CLOSED"},
		want.Measurement{Case: "e", Reason: "longer than 1s", TooLong: true},
	)
	third := strings.NewReplacer("6.18.44", "7.1.0", "1m6s", "2m0s",
		"\tlinux [todo]: RST\n\tfreebsd: RST\n", "\tlinux [todo]: RST\n\tfreebsd: RST\n\tlinux unmeasured: longer than 1s\n",
		"unmeasured: the case takes too long", "unmeasured: longer than 1s").Replace(second)
	if got != third {
		t.Errorf("the other system makes\n%s", got)
	}
}

// A column that is new stands between its neighbours. One of which nothing could be
// observed says so, or keeps its source.
func TestMeasureNewColumn(t *testing.T) {
	const text = "netstack: x\nfreebsd: y\n\ncase a\n\tnetstack: 1\n\tfreebsd: 2\n"
	got := measured(t, text, "Linux 6.18.44", want.Measurement{Case: "a", Observed: "1"})
	if want := "netstack: x\nlinux: measured on Linux 6.18.44 by \"twcheck expect --target linux\"\nfreebsd: y\n\ncase a\n\tnetstack linux: 1\n\tfreebsd: 2\n"; got != want {
		t.Errorf("%s", got)
	}
	got = measured(t, text, "Linux 6.18.44", want.Measurement{Case: "a", Reason: "cannot"})
	if want := "netstack: x\nlinux: not measured\nfreebsd: y\n\ncase a\n\tnetstack: 1\n\tfreebsd: 2\n\tlinux unmeasured: cannot\n"; got != want {
		t.Errorf("%s", got)
	}
	const hand = "netstack: x\nlinux: tcp(7)\n\ncase a\n\tnetstack linux: 1\n"
	got = measured(t, hand, "Linux 6.18.44", want.Measurement{Case: "a", Reason: "cannot"})
	if want := hand + "\tlinux unmeasured: cannot\n"; got != want {
		t.Errorf("%s", got)
	}
}

func TestMeasureRefuses(t *testing.T) {
	f, err := want.Parse("x.want", []byte(unmeasured))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []want.Measurement{{Case: "z", Observed: "1"}, {Case: "a", Observed: " 1"}, {Case: "a", Observed: "1\n2"}} {
		if _, err := f.Measure("linux", "Linux 6.18.44", names, []want.Measurement{m}); err == nil {
			t.Errorf("%+v is no error", m)
		}
	}
}

func TestParseMeasured(t *testing.T) {
	const text = `netstack: x
linux: measured on Linux 6.18.44 by "twcheck expect --target linux"
	besides: y
	open: z

case a
	netstack linux: 1
	linux unmeasured: cannot
`
	f, err := want.Parse("x.want", []byte(text))
	if err != nil || string(f.Text()) != text {
		t.Fatalf("%v\n%s", err, f.Text())
	}
	if c := f.Columns[1]; c.MeasuredOn() != "Linux 6.18.44" || c.Besides != "y" || c.Open != "z" || f.Columns[0].MeasuredOn() != "" {
		t.Errorf("%+v", f.Columns)
	}
	if f.Cases[0].WhyUnmeasured("linux") != "cannot" || f.Cases[0].WhyUnmeasured("netstack") != "" {
		t.Errorf("%+v", f.Cases[0])
	}
	if g, err := f.Rewrite([]want.Observation{{Case: "a", Observed: "2"}}); err != nil || g.Cases[0].WhyUnmeasured("linux") != "cannot" {
		t.Errorf("the first column rewritten: %v\n%s", err, g.Text())
	}
	for _, x := range []struct{ from, to, message string }{
		{"linux unmeasured", "freebsd unmeasured", "x.want:8: profile freebsd has no line"},
		{"linux unmeasured", "netstack unmeasured", "x.want:8: every case of netstack is measured"},
		{"unmeasured: cannot\n", "unmeasured: cannot\n\tlinux unmeasured: twice\n", "x.want:9: profile linux is unmeasured twice"},
		{"\topen: z", "\tbesides: z", "x.want:4: profile linux has another source twice"},
	} {
		if _, err := want.Parse("x.want", []byte(strings.Replace(text, x.from, x.to, 1))); err == nil || !strings.HasPrefix(err.Error(), x.message) {
			t.Errorf("%v: want %s", err, x.message)
		}
	}
}
