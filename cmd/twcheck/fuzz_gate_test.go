package main

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// gateSeeds is the number of inputs from which the fuzzer begins.
const gateSeeds = 120

// gateSeed returns one of the inputs from which the fuzzer begins, the same each time.
func gateSeed(i int) []byte {
	r := rand.New(rand.NewPCG(uint64(i), 21))
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
	seeds := gateSeeds
	if testing.Short() {
		seeds = 10 // TestGateCorpus has all of them
	}
	for i := range seeds {
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
	"a case: changed by settings", "a case: accepted", "a case: accepted although settings change it", "a case: its acceptance has expired", "a case: error, with an acceptance",
	"a change since the baseline", "a change, and a case that could not be observed", "new to the baseline",
	"hidden: holds", "hidden: fails", "hidden: error",
	"a remark: unneeded", "a remark: ending", "a remark: silent",
	"nothing to run", "the fuzzer's own text", "status 0", "status 1", "status 3",
	"JSON with an escape", "a text that is no command", "XML that is no tag", "a place in the baseline", "a place in the policy", "no place, as the name is bad",
	"refused: a baseline: damaged", "refused: a baseline: a case twice", "refused: a policy: damaged", "refused: a policy: no reason",
}
