package want_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/catalogue"
	"github.com/twcheck/twcheck/scenarios/profile/want"
)

// small has every element of a file.
const small = `netstack: dispatcher.go
rfc9293: MUST-13
	open: the RFC has no setting
linux: measured

reason msl: netstack takes 30 s for the MSL
reason no-answer: netstack sends no answer

case state after 1m0s
	netstack linux: CLOSED
	rfc9293 [msl]: TIME-WAIT

case answer: to a SYN
	netstack: nothing
	rfc9293 linux [no-answer]: ACK, then [SYN-RECEIVED]
`

func TestEveryFileOfTheCatalogueIsCanonical(t *testing.T) {
	names, err := fs.Glob(catalogue.Wants, "*/*.want")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		text, err := catalogue.Wants.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := want.Parse(name, text)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := f.Text(); !bytes.Equal(got, text) {
			t.Errorf("%s is not in its canonical form, which twcheck expect -w writes:\n%s", name, got)
		}
	}
}

func TestParse(t *testing.T) {
	f, err := want.Parse("small.want", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	c, ok := f.Case("state after 1m0s")
	if !ok {
		t.Fatal("the case is not there")
	}
	v, ok := c.Of("rfc9293")
	if !ok || v.Observed != "TIME-WAIT" || f.Why(v.Reason) != "netstack takes 30 s for the MSL" {
		t.Errorf("rfc9293 expects %+v", v)
	}
	if v, ok := c.Of("freebsd"); ok {
		t.Errorf("freebsd expects %+v", v)
	}
	if _, ok := f.Case("another"); ok {
		t.Error("a case is there that the file does not have")
	}
	if f.Columns[1].Open != "the RFC has no setting" || f.Columns[2].Open != "" || f.Why("") != "" {
		t.Errorf("%+v", f)
	}
	if gone := f.Gone([]want.Observation{{"new", "RST"}, {"answer: to a SYN", "nothing"}}); len(gone) != 1 || gone[0].Name != "state after 1m0s" || len(gone[0].Values) != 2 {
		t.Errorf("it says that it removes %+v", gone)
	}
	if got := string(f.Text()); got != small {
		t.Errorf("the text is\n%s", got)
	}
}

func TestTextIsCanonical(t *testing.T) {
	// This text has values in another order, a duplicate, and blank lines.
	text := strings.Replace(small, "\tnetstack linux: CLOSED\n\trfc9293 [msl]: TIME-WAIT\n",
		"\n\tlinux: CLOSED\n\trfc9293 [msl]: TIME-WAIT\n\n\tnetstack: CLOSED\n\n", 1)
	f, err := want.Parse("small.want", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(f.Text()); got != small {
		t.Errorf("the text is\n%s", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, x := range []struct{ name, from, to, message string }{
		{"nothing", small, "", "x.want:1: the file names no profile"},
		{"a line without a colon", "linux: measured", "linux", `x.want:4: "linux": want a name, a colon and a text`},
		{"an empty text", "linux: measured", "linux: ", `x.want:4: "linux" has no text after the colon`},
		{"two spaces", "linux: measured", "linux:  measured", `x.want:4: " measured": want one space`},
		{"a space at the end", "linux: measured", "linux: measured ", `x.want:4: "measured ": want one space`},
		{"a tab inside", "linux: measured", "linux: mea\tsured", `x.want:4: "linux: mea\tsured": a tab stands only at the beginning`},
		{"a profile's name", "linux: measured", "Linux: measured", `x.want:4: "Linux": want a profile's name`},
		{"a profile twice", "linux: measured", "netstack: measured", "x.want:4: profile netstack stands here twice"},
		{"a profile after a reason", "\ncase state", "linux2: measured\ncase state", "x.want:8: profile linux2: the profiles come before reasons"},
		{"open twice", "linux: measured", "\topen: again", "x.want:4: profile rfc9293 is open twice"},
		{"open at the beginning", "netstack: dis", "\topen: x\nnetstack: dis", `x.want:1: "open": only "besides" and "open" stand below a profile`},
		{"something else below a profile", "\topen:", "\tshut:", `x.want:3: "shut": only "besides" and "open" stand below a profile`},
		{"a reason's name", "reason msl", "reason MSL", `x.want:6: reason "MSL": want lower-case`},
		{"a reason twice", "reason no-answer", "reason msl", "x.want:7: reason msl stands in line 6 already"},
		{"a reason after a case", "case answer", "reason x: y\ncase answer", "x.want:13: reason x: the reasons come before the cases"},
		{"a reason that no value names", "rfc9293 [msl]: TIME", "rfc9293: TIME", "x.want:6: no value names the reason msl"},
		{"a reason that is not there", "[msl]", "[isn]", `x.want:11: there is no reason "isn"`},
		{"a reason for netstack", "netstack linux: CLOSED", "netstack linux [msl]: CLOSED", "x.want:10: a value of netstack needs no reason"},
		{"a reason elsewhere", "rfc9293 [msl]: TIME", "[msl] rfc9293: TIME", `x.want:11: "[msl] rfc9293": want profiles and perhaps a reason`},
		{"an unknown profile", "netstack linux: CLOSED", "netstack freebsd: CLOSED", "x.want:10: profile freebsd has no line"},
		{"a profile with two values", "rfc9293 [msl]: TIME", "linux [msl]: TIME", "x.want:11: profile linux has two values"},
		{"a profile twice in a line", "netstack linux: CLOSED", "netstack netstack: CLOSED", "x.want:10: profile netstack has two values"},
		{"a case without values", "\tnetstack: nothing\n\trfc9293 linux [no-answer]: ACK, then [SYN-RECEIVED]\n", "", `x.want:14: case "answer: to a SYN" has no value`},
		{"a case twice", "case answer: to a SYN", "case state after 1m0s", `x.want:13: case "state after 1m0s" stands here twice`},
		{"a case without a name", "case answer: to a SYN", "case ", `x.want:13: case "": want a name`},
		{"a case before the profiles", "netstack: dis", "case x\nnetstack: dis", `x.want:1: case "x": the profiles come first`},
	} {
		t.Run(x.name, func(t *testing.T) {
			if strings.Count(small, x.from) != 1 {
				t.Fatalf("%q is there %d times", x.from, strings.Count(small, x.from))
			}
			_, err := want.Parse("x.want", []byte(strings.Replace(small, x.from, x.to, 1)))
			if err == nil || !strings.HasPrefix(err.Error(), x.message) {
				t.Errorf("the error is %v, want %s…", err, x.message)
			}
		})
	}
}

func TestRewrite(t *testing.T) {
	f, err := want.Parse("small.want", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	rewritten := func(list ...want.Observation) string {
		t.Helper()
		g, err := f.Rewrite(list)
		if err != nil {
			t.Fatal(err)
		}
		text := g.Text()
		if _, err := want.Parse("new.want", text); err != nil {
			t.Error(err)
		}
		return string(text)
	}
	same := rewritten(want.Observation{"state after 1m0s", "CLOSED"}, want.Observation{"answer: to a SYN", "nothing"})
	if same != small {
		t.Errorf("the same observations make\n%s", same)
	}
	// The first column moves from one value to another. The reasons of the other
	// columns remain although the values are now equal.
	other := rewritten(want.Observation{"state after 1m0s", "TIME-WAIT"}, want.Observation{"answer: to a SYN", "RST"})
	if expected := strings.NewReplacer(
		"\tnetstack linux: CLOSED\n\trfc9293 [msl]: TIME-WAIT\n", "\tnetstack: TIME-WAIT\n\trfc9293 [msl]: TIME-WAIT\n\tlinux: CLOSED\n",
		"netstack: nothing", "netstack: RST",
	).Replace(small); other != expected {
		t.Errorf("other observations make\n%s", other)
	}
	// One case is new, and one is removed together with its reason.
	cases := rewritten(want.Observation{"new", "RST"}, want.Observation{"answer: to a SYN", "nothing"})
	if expected := strings.NewReplacer(
		"reason msl: netstack takes 30 s for the MSL\n", "",
		"case state after 1m0s\n\tnetstack linux: CLOSED\n\trfc9293 [msl]: TIME-WAIT\n", "case new\n\tnetstack: RST\n",
	).Replace(small); cases != expected {
		t.Errorf("other cases make\n%s", cases)
	}
	if got := string(f.Text()); got != small {
		t.Errorf("Rewrite changed its receiver:\n%s", got)
	}
	for _, bad := range []string{"", " ACK", "ACK\nRST", "ACK\tRST"} {
		if _, err := f.Rewrite([]want.Observation{{"answer: to a SYN", bad}}); err == nil {
			t.Errorf("the observation %q is no error", bad)
		}
	}
	if _, err := (want.File{}).Rewrite(nil); err == nil {
		t.Error("a file without columns is no error")
	}
}

// Text writes every text that Parse accepts in one form, which Parse reads as the same
// file.
func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("netstack: x\ncase y\n\tnetstack: z"))
	f.Add([]byte("a: b\nh: i\n\tbesides: j\ncase f\n\ta: g\n\th unmeasured: k\n"))
	f.Add([]byte("a: b\n\topen: c\nreason d: e\ncase f\n\ta: g\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		x, err := want.Parse("fuzz.want", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.want:") {
				t.Fatalf("%v", err)
			}
			return
		}
		written := x.Text()
		y, err := want.Parse("written.want", written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if again := y.Text(); !bytes.Equal(again, written) {
			t.Fatalf("written as\n%s\nand then as\n%s", written, again)
		}
	})
}
