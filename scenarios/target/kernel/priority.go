//go:build linux

package kernel

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// nicest is the priority of the process while a kernel is open.
const nicest = -15

// prioritize makes the scheduler prefer the threads of the process, and those that they
// start, where the process may ask for that. What it does takes little, but a segment that
// it carries late is one that the TCP under test sends again. The function that it returns
// undoes it.
func prioritize() (undo func()) {
	before, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		return func() {}
	}
	setThreads(nicest)
	return func() { setThreads(20 - before) } // the call, not the library, returns 1 to 40
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
