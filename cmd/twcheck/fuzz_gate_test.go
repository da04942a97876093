package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/fixture/preflight"
	"github.com/twcheck/twcheck/scenarios/report"
)

// gateSeeds is the number of inputs from which the fuzzer begins.
const gateSeeds = 120

// gateSeed returns one of the inputs from which the fuzzer begins, the same each time.
func gateSeed(i int) []byte {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	out := make([]byte, 96)
	for k := range out {
		out[k] = byte(r.Uint32())
	}
	return out
}

// FuzzGate: whatever a policy or a baseline has in it, run judges it as a second judgement
// does, every format says what the exit status says, and no text of it is acted on. The
// bytes are decisions, so that nearly every input runs.
func FuzzGate(f *testing.F) {
	x := newGateTruth(f)
	dir := f.TempDir()
	f.Add([]byte{})
	for i := range gateSeeds {
		f.Add(gateSeed(i))
	}
	f.Fuzz(func(t *testing.T, in []byte) { checkGate(t, dir, inputOf(x, in)) })
}

// TestGateCorpus: the inputs from which the fuzzer begins reach runs of every kind, and
// most of them run.
func TestGateCorpus(t *testing.T) {
	x := newGateTruth(t)
	dir := t.TempDir()
	met := map[string]int{}
	ran := 0
	for i := range gateSeeds {
		in := inputOf(x, gateSeed(i))
		r := checkGate(t, dir, in)
		if r.status != ExitUsage {
			ran++
		}
		for kind, is := range map[string]bool{
			"JSON with an escape":          strings.Contains(r.texts["json"], `\u009b`),
			"a text that is no command":    strings.Contains(r.texts["text"], `\::error`),
			"XML that is no tag":           strings.Contains(r.texts["junit"], "&lt;/summary&gt;"),
			"a place in the baseline":      strings.Contains(r.texts["github"], "::error file=baseline.json,line=1,"),
			"a place in the policy":        strings.Contains(r.texts["github"], "::error file=policy.yaml,line="),
			"no place, as the name is bad": strings.Contains(r.texts["github"], "::error title=twcheck ") && strings.Contains(r.texts["json"], "[31m"),
		} {
			if is {
				met[kind]++
			}
		}
		for _, kind := range in.want.kinds() {
			met[kind]++
		}
		if t.Failed() {
			t.Fatalf("it was seed %d: %q %q", i, in.args, in.files)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(met)) {
		t.Logf("%3d %s", met[kind], kind)
	}
	for _, kind := range gateKinds {
		if met[kind] == 0 {
			t.Errorf("no seed reaches: %s", kind)
		}
	}
	if ran < gateSeeds*2/3 {
		t.Errorf("%d of %d seeds run: want two thirds", ran, gateSeeds)
	}
}

// gateKinds are what the seeds have to reach.
var gateKinds = []string{
	"a case: holds", "a case: open", "a case: diverges", "a case: fails", "a case: error",
	"a case: changed by settings", "a case: accepted", "a case: accepted although settings change it", "a case: its acceptance has expired",
	"a change since the baseline", "a change, and a case that could not be observed", "new to the baseline",
	"hidden: holds", "hidden: fails", "hidden: error",
	"a remark: unneeded", "a remark: ending", "a remark: silent",
	"nothing to run", "the fuzzer's own text", "status 0", "status 1", "status 3",
	"JSON with an escape", "a text that is no command", "XML that is no tag", "a place in the baseline", "a place in the policy", "no place, as the name is bad",
	"refused: a baseline: damaged", "refused: a baseline: a case twice", "refused: a policy: damaged",
}

// inputOf returns the command that the bytes decide.
func inputOf(x *gateTruth, in []byte) gateInput {
	c := &choices{in}
	out := gateInput{files: map[string]string{}, format: oneOf(c, "github", "github", "text", "json", "junit", "tap")}
	out.again = c.rarely(8)
	late := c.rarely(8)
	if c.of(2) == 0 {
		p := c.policy(x)
		name := c.fileName("policy.yaml")
		out.files[name] = p.text()
		out.want = p.judge(x, late)
		out.args = append([]string{"--policy", name}, p.args()...)
		switch c.of(24) {
		case 22, 23:
			out.files[name] = p.damaged(c)
			out.want = refusedFor("a policy: damaged")
		case 21:
			out.files[name] = c.splice(p.text())
			out.args = append([]string{"--policy", name}, some(c, gateIDs)...)
			out.want = gateWant{unknown: true}
		case 20:
			out.args = append(out.args, "--seed", "2")
			if p.seed != "" && out.want.invalid == "" {
				out.want = refusedFor("another seed")
			}
		}
	} else {
		b := c.baseline(x)
		name := c.fileName("baseline.json")
		out.files[name] = b.text()
		out.want = b.judge(x, late)
		out.args = append([]string{"--baseline", name}, b.args()...)
		if c.rarely(16) {
			out.files[name] = c.splice(b.text())
			out.want = gateWant{unknown: true}
		}
	}
	if late {
		out.want.late = true
		out.args = append(out.args, "--case-timeout", "1ns")
	}
	if c.rarely(4) {
		shown := some(c, []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error})
		for _, v := range shown {
			out.args = append(out.args, "--verdict", string(v))
		}
		out.want.hide(shown)
	}
	if c.rarely(4) {
		out.args = append(out.args, "-v")
	}
	return out
}

// splice returns a text with a part replaced by the fuzzer's bytes.
func (c *choices) splice(text string) string {
	at := min(c.of(256)*8, len(text))
	end := min(at+c.of(32), len(text))
	return text[:at] + string(c.left) + text[end:]
}

// gateRun is what a run has written.
type gateRun struct {
	status    int
	out, errs string
	texts     map[string]string // by format; the summary too, if there is one
}

// runGate runs the command in a folder, with an output in each format.
func runGate(t *testing.T, dir string, in gateInput) (r gateRun) {
	t.Helper()
	args := append([]string{"run", "--format", in.format}, in.args...)
	for format := range formats {
		args = append(args, "-o", format+"=out."+format)
	}
	env := map[string]string{summaryVariable: "out.summary", todayVariable: "2027-03-02", workspaceVariable: dir}
	var out, errs bytes.Buffer
	s := &session{out: new(bytes.Buffer), err: &errs, getenv: func(key string) string { return env[key] },
		preflight: func() (preflight.Result, error) { return preflight.Result{}, nil }} // it has tests of its own
	r.status = s.main(args, &out)
	r.out, r.errs, r.texts = out.String(), errs.String(), map[string]string{}
	for _, format := range append(slices.Collect(maps.Keys(formats)), "summary") {
		if text, err := os.ReadFile("out." + format); err == nil {
			r.texts[format] = string(text)
			os.Remove("out." + format)
		}
	}
	return r
}

// checkGate runs an input, checks what it says, and returns it.
func checkGate(t *testing.T, dir string, in gateInput) gateRun {
	t.Helper()
	t.Chdir(dir)
	for name, text := range in.files {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(name)
	}
	r := runGate(t, dir, in)
	checkHarmless(t, "standard error", 0, r.errs)
	checkHarmless(t, in.format, 0, r.out)
	if want := in.want.status(); !in.want.unknown && r.status != want {
		t.Errorf("exit status %d, want %d (%s): %s\n%s\n%s", r.status, want, in.want.invalid, r.errs, r.out, gateText(in))
		return r
	}
	if r.status == ExitUsage {
		checkRefused(t, in, r)
		return r
	}
	checkFormats(t, in, r)
	if !in.want.unknown {
		checkCounts(t, in.want, r)
	}
	if in.again && !in.want.late { // what was late has its real time in it
		again := runGate(t, dir, in)
		for format, text := range r.texts {
			if timeless(text) != timeless(again.texts[format]) {
				t.Errorf("%s differs when the run is repeated:\n%s\n%s", format, text, again.texts[format])
			}
		}
	}
	return r
}

// gateText returns an input for a message.
func gateText(in gateInput) string {
	var b strings.Builder
	fmt.Fprintf(&b, "twcheck run %q\n", in.args)
	for name, text := range in.files {
		fmt.Fprintf(&b, "%q:\n%s\n", name, text)
	}
	return b.String()
}

// checkRefused checks the error of an input that was not run.
func checkRefused(t *testing.T, in gateInput, r gateRun) {
	t.Helper()
	if !strings.HasPrefix(r.errs, "twcheck: ") || len(r.texts) > 0 {
		t.Errorf("a refused input has the files %v and on standard error %q", slices.Collect(maps.Keys(r.texts)), r.errs)
	}
	if in.format == "github" {
		for line := range strings.Lines(r.out) {
			if !strings.HasPrefix(line, "::error ") {
				t.Errorf("a refused input has on standard output: %q", line)
			}
		}
	}
	if (in.format == "github") != (r.out != "") {
		t.Errorf("a refused input has on standard output: %q", r.out)
	}
}
