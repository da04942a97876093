package parity

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var (
	sequences = flag.Int("sequences", 300, "random `sequences` that a test plays")
	budget    = flag.Duration("for", 0, "begin no sequence after this `time`, if it is not 0")
	seed      = flag.Uint64("seed", 1, "seed of the sequences")
	sequence  = flag.Int("sequence", -1, "play only the sequence with this `number`, and print it")
	update    = flag.Bool("update", false, "write the smallest sequences of declared differences to testdata, where there is none")
	most      = flag.Int("smallest", 20, "look for the smallest sequence of so many kinds of `differences`")
)

// openKernel returns the kernel, and skips the test where there are no rights for it.
func openKernel(t *testing.T) linux {
	t.Helper()
	if testing.Short() {
		t.Skip("seconds of real time: without -short")
	}
	k, err := kernel.Open()
	if errors.Is(err, target.ErrUnable) {
		t.Skipf("NOT TESTED: whether hosts behave as the kernel does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return linux{k}
}

// TestCalls plays sequences of calls on two hosts of the fixture and on two of the kernel.
func TestCalls(t *testing.T) { compare(t, calls, openKernel(t).play) }

// TestSegments plays sequences of segments of a scripted peer, and of calls, on a host of the
// fixture and on one of the kernel.
func TestSegments(t *testing.T) { compare(t, segments, openKernel(t).play) }

// linux is the kernel.
type linux struct{ *kernel.Kernel }

// play plays a sequence on hosts of the fixture and of the kernel: on one if a peer sends
// segments, and else on two.
func (k linux) play(steps []step) (verdict, error) {
	names := []string{"a", "b"}
	if slices.ContainsFunc(steps, func(s step) bool { return s.op == doSegment }) {
		names = names[:1]
	}
	return both(
		func() (place, error) { return openHosted(names) },
		func() (place, error) { return openMachines(k.Kernel, names) }, len(names), steps)
}

// verdict is what the two places said.
type verdict struct {
	here, there []line // of the fixture, and of the kernel
}

// first returns the first line that differs, or -1.
func (v verdict) first() int {
	for i := range min(len(v.here), len(v.there)) {
		if v.here[i].says() != v.there[i].says() {
			return i
		}
	}
	// The options of answers change nothing that comes later, so they come last.
	for i := range min(len(v.here), len(v.there)) {
		if !slices.Equal(v.here[i].options, v.there[i].options) {
			return i
		}
	}
	return -1
}

// kind names what kind of difference it is: the step and what differs after it, in the first
// respect that does.
func (v verdict) kind() string {
	i := v.first()
	if i < 0 {
		return ""
	}
	here, there := v.here[i], v.there[i]
	what := string(here.step.op)
	if here.step.op == doSegment {
		what = fmt.Sprintf("%s in %s", here.step.segment.flags&^(tcp.PSH|tcp.URG), v.difference().before)
	}
	differ := func(a, b string) string {
		return fmt.Sprintf("%s: %s, kernel %s", what, number.ReplaceAllString(a, "${1}#"), number.ReplaceAllString(b, "${1}#"))
	}
	switch {
	case here.result != there.result:
		return differ(here.result, there.result)
	case !slices.Equal(here.later, there.later):
		return differ(apart(here.later, there.later))
	case !slices.Equal(here.answers, there.answers):
		return differ(apart(here.answers, there.answers))
	case !slices.Equal(here.ends, there.ends):
		return differ(apart(here.ends, there.ends))
	case !slices.Equal(here.sockets, there.sockets):
		return differ(apart(here.sockets, there.sockets))
	}
	return "options of " + differ(apart(here.options, there.options))
}

// apart returns what each of two lists has and the other has not.
func apart(a, b []string) (onlyA, onlyB string) {
	return strings.Join(without(a, b), ", "), strings.Join(without(b, a), ", ")
}

func without(list, other []string) (out []string) {
	other = slices.Clone(other)
	for _, x := range list {
		if i := slices.Index(other, x); i >= 0 {
			other = slices.Delete(other, i, i+1)
		} else {
			out = append(out, x)
		}
	}
	return out
}

// number is one that says nothing of the kind: of a step, a port or an address.
var number = regexp.MustCompile(`( |^)-?\d+(\.\d+\.\d+\.\d+)?(:\d+)?`)

func (v verdict) String() string {
	var b strings.Builder
	at := v.first()
	for i, l := range v.there {
		if i == at {
			fmt.Fprintf(&b, "fixture: %s\n kernel: %s\n", v.here[i], l)
			break
		}
		fmt.Fprintf(&b, "         %s\n", l)
	}
	return b.String()
}

// both plays a sequence in two places.
func both(here, there func() (place, error), hosts int, steps []step) (v verdict, err error) {
	run := func(open func() (place, error)) ([]line, error) {
		p, err := open()
		if err != nil {
			return nil, err
		}
		lines, err := play(p, hosts, steps)
		return lines, errors.Join(err, p.close())
	}
	if v.here, err = run(here); err != nil {
		return v, fmt.Errorf("fixture: %w", err)
	}
	if v.there, err = run(there); err != nil {
		return v, fmt.Errorf("kernel: %w", err)
	}
	return v, nil
}

// found is a kind of difference and the first sequence that has it.
type found struct {
	count, sequence int
	steps           []step
	verdict         verdict
}

// compare plays the sequences, several side by side. It fails for each kind of difference,
// with the smallest sequence that it finds.
func compare(t *testing.T, generate func(dice) []step, play func([]step) (verdict, error)) {
	var mu sync.Mutex
	kinds, expected := map[string]*found{}, map[string]*found{}
	steps, played, begun := 0, 0, time.Now()
	side := func(k int) {
		list := generate(newDice(*seed, k))
		v, err := play(list)
		mu.Lock()
		defer mu.Unlock()
		steps += len(list)
		played++
		switch kind := v.kind(); {
		case err != nil:
			t.Errorf("-seed %d -sequence %d: %v\n%s", *seed, k, err, text(list))
		case kind != "":
			m := kinds
			if d := v.isDeclared(); d != nil {
				kind, m = d.name, expected
			}
			if m[kind] == nil {
				m[kind] = &found{sequence: k, steps: list, verdict: v}
			}
			m[kind].count++
		case *sequence >= 0:
			t.Logf("no difference:\n%s", v)
		}
	}
	queue := make(chan int)
	var wg sync.WaitGroup
	for range 4 * runtime.NumCPU() {
		wg.Go(func() {
			for k := range queue {
				side(k)
			}
		})
	}
	if *sequence >= 0 {
		queue <- *sequence
	} else {
		for k := range *sequences {
			if *budget > 0 && time.Since(begun) > *budget {
				break
			}
			queue <- k
		}
	}
	close(queue)
	wg.Wait()
	t.Logf("%d sequences with %d steps", played, steps)
	for _, name := range slices.Sorted(maps.Keys(expected)) {
		f := expected[name]
		t.Logf("declared: %s, %d times, first with -seed %d -sequence %d", name, f.count, *seed, f.sequence)
		if *sequence >= 0 {
			t.Logf("\n%s", f.verdict)
		}
		if *update {
			writeExample(t, name, shrink(f.steps, f.verdict, play, func(w verdict) bool {
				d := w.isDeclared()
				return d != nil && d.name == name
			}))
		}
	}
	byCount := slices.SortedFunc(maps.Keys(kinds), func(a, b string) int {
		return cmp.Or(cmp.Compare(kinds[b].count, kinds[a].count), cmp.Compare(a, b))
	})
	for i, kind := range byCount {
		f := kinds[kind]
		v := f.verdict
		if i < *most {
			v = shrink(f.steps, v, play, func(w verdict) bool { return w.kind() == kind && w.isDeclared() == nil })
		}
		t.Errorf("%s\n%d times, first with -seed %d -sequence %d:\n%s", kind, f.count, *seed, f.sequence, v)
	}
}

// shrink removes steps as long as the same difference stays.
func shrink(steps []step, v verdict, play func([]step) (verdict, error), same func(verdict) bool) verdict {
	steps = slices.Clone(steps[:v.first()+1])
	for size := max(len(steps)/2, 1); size > 0; size /= 2 {
		for i := 0; i+size < len(steps); {
			less := slices.Delete(slices.Clone(steps), i, i+size)
			if w, err := play(less); err == nil && w.first() >= 0 && same(w) {
				steps, v = less, w
			} else {
				i += size
			}
		}
	}
	return v
}
