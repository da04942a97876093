//go:build linux

package kernel

import (
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// nicest is the priority of the process while a kernel is open.
const nicest = -15

// processors is the least of GOMAXPROCS meanwhile. Calls that make a namespace wait in the
// kernel, for up to 0.1 s, and each keeps a processor of Go until its monitor notices.
// With as few as the machine has, a segment waited for that long.
const processors = 16

// prioritize makes the scheduler prefer the threads of the process, and those that they
// start, where the process may ask for that, and lets more of them run. What they do takes
// little, but a segment that is carried late is one that the TCP under test sends again.
// The function that it returns undoes it.
func prioritize() (undo func()) {
	goBefore := runtime.GOMAXPROCS(0)
	if goBefore < processors {
		runtime.GOMAXPROCS(processors)
	}
	before, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err == nil {
		setThreads(nicest)
	}
	return func() {
		runtime.GOMAXPROCS(goBefore)
		if err == nil {
			setThreads(20 - before) // the call, not the library, returns 1 to 40
		}
	}
}

// setThreads sets the priority of all threads. It ignores errors: a thread may have ended,
// and without the right the measurement is only more easily disturbed.
func setThreads(nice int) {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = unix.Setpriority(unix.PRIO_PROCESS, id, nice)
		}
	}
}
