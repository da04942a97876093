//go:build linux

package kernel

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// thread runs functions on a thread of its own, which may change its namespace: the thread
// ends with it.
type thread struct{ work chan func() }

func startThread() *thread {
	t := &thread{work: make(chan func())}
	go t.run()
	return t
}

func (t *thread) run() {
	runtime.LockOSThread() // and never back
	if unix.Gettid() != unix.Getpid() {
		t.serve()
		return
	}
	// The main thread of a process does not end with its goroutine, and would keep the
	// namespace. While this goroutine has it, another one gets another thread.
	taken := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		close(taken)
		t.serve()
	}()
	<-taken
	runtime.UnlockOSThread()
}

func (t *thread) serve() {
	for f := range t.work {
		f()
	}
}

// do runs f on the thread and waits for its end.
func (t *thread) do(f func() error) (err error) {
	done := make(chan struct{})
	t.work <- func() {
		defer close(done)
		err = f()
	}
	<-done
	return err
}

// end ends the thread.
func (t *thread) end() { close(t.work) }
