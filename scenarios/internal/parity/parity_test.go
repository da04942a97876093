package parity

import (
	"errors"
	"flag"
	"slices"
	"testing"

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
