package parity

import (
	"errors"
	"flag"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var (
	sequences = flag.Int("sequences", 300, "random `sequences` that a test plays")
	seed      = flag.Uint64("seed", 1, "seed of the sequences")
	sequence  = flag.Int("sequence", -1, "play only the sequence with this `number`, and print it")
	most      = flag.Int("differences", 10, "end after so many `differences`")
)

// openKernel returns the kernel, and skips the test where there are no rights for it.
func openKernel(t *testing.T) *kernel.Kernel {
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
	return k
}

// TestCalls plays sequences of calls on two hosts of the fixture and on two of the kernel.
func TestCalls(t *testing.T) {
	k := openKernel(t)
	names := []string{"a", "b"}
	compare(t, calls, func(steps []step) (verdict, error) {
		return both(
			func() (place, error) { return openHosted(names) },
			func() (place, error) { return openMachines(k, names) }, len(names), steps)
	})
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
	return -1
}

func (v verdict) String() string {
	var b strings.Builder
	at := v.first()
	for i, l := range v.there {
		if i == at {
			fmt.Fprintf(&b, "  fixture: %s\n  kernel:  %s", v.here[i], l)
			break
		}
		fmt.Fprintf(&b, "  %s", l)
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

// compare plays the sequences, several side by side.
func compare(t *testing.T, generate func(dice) []step, play func([]step) (verdict, error)) {
	numbers := make(chan int)
	var failed, steps atomic.Int64
	var wg sync.WaitGroup
	for range 2 * runtime.NumCPU() {
		wg.Go(func() {
			for i := range numbers {
				list := generate(newDice(*seed, i))
				steps.Add(int64(len(list)))
				v, err := play(list)
				switch {
				case err != nil:
					t.Errorf("sequence %d: %v\n%s", i, err, text(list))
					failed.Add(1)
				case v.first() >= 0:
					failed.Add(1)
					small := shrink(list, v, play)
					v, _ := play(small)
					t.Errorf("-seed %d -sequence %d:\n%s", *seed, i, v)
				case *sequence >= 0:
					t.Logf("no difference:\n%s", v)
				}
			}
		})
	}
	if *sequence >= 0 {
		numbers <- *sequence
	} else {
		for i := range *sequences {
			if failed.Load() >= int64(*most) {
				break
			}
			numbers <- i
		}
	}
	close(numbers)
	wg.Wait()
	t.Logf("%d steps", steps.Load())
}

// shrink removes steps as long as the sequence differs in the same step.
func shrink(steps []step, v verdict, play func([]step) (verdict, error)) []step {
	at := v.here[v.first()].step
	steps = slices.Clone(steps[:v.first()+1])
	same := func(list []step) bool {
		v, err := play(list)
		i := v.first()
		return err == nil && i >= 0 && v.here[i].step == at
	}
	for size := max(len(steps)/2, 1); size > 0; size /= 2 {
		for i := 0; i+size < len(steps); {
			if less := slices.Delete(slices.Clone(steps), i, i+size); same(less) {
				steps = less
			} else {
				i += size
			}
		}
	}
	return steps
}
