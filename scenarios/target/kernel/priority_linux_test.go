package kernel_test

import (
	"errors"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

// While a kernel is open its segments do not wait for a processor. Afterwards everything
// is as before.
func TestPriority(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	nice := func() int {
		p, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
		if err != nil {
			t.Fatal(err)
		}
		return 20 - p
	}
	before := nice()
	may := unix.Setpriority(unix.PRIO_PROCESS, 0, before-1) == nil
	if may {
		_ = unix.Setpriority(unix.PRIO_PROCESS, 0, before)
	}
	k, err := kernel.Open()
	if errors.Is(err, target.ErrUnable) {
		t.Skipf("NOT TESTED: the kernel: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOMAXPROCS(0) != 16 || may && nice() != -15 {
		t.Errorf("GOMAXPROCS %d, nice %d", runtime.GOMAXPROCS(0), nice())
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	if runtime.GOMAXPROCS(0) != 2 || nice() != before {
		t.Errorf("afterwards GOMAXPROCS %d, nice %d, which was %d", runtime.GOMAXPROCS(0), nice(), before)
	}
}
