package parity

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

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
