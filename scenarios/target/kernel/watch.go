//go:build linux

package kernel

import (
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// watchEvery is the time between two looks at the timers of a processor, and watchLate the
// least lateness that is kept.
const (
	watchEvery = 40 * time.Millisecond
	watchLate  = 100 * time.Millisecond
)

// watch knows when the kernel's own timers were late, which those of TCP are then too. The
// time-out of a socket's receive is a timer of the same kind, and each processor has its
// own wheel.
type watch struct {
	ends    chan struct{}
	running sync.WaitGroup

	mu   sync.Mutex
	late []lateness
}

// lateness is a timer that ran out late.
type lateness struct {
	at time.Time
	by time.Duration
}

// startWatch watches the timers of each processor that the process may use. What cannot
// be watched is not: the measurement is only more easily disturbed.
func startWatch() *watch {
	w := &watch{ends: make(chan struct{})}
	var may unix.CPUSet
	if err := unix.SchedGetaffinity(0, &may); err != nil {
		return w
	}
	for cpu := range len(may) * 64 {
		if may.IsSet(cpu) {
			w.running.Go(func() { w.follow(cpu) })
		}
	}
	return w
}

// follow watches the timers of one processor, on a thread that ends with it.
func (w *watch) follow(cpu int) {
	t := startThread()
	defer t.end()
	var pair [2]int
	err := t.do(func() (err error) {
		var one unix.CPUSet
		one.Set(cpu)
		if err := unix.SchedSetaffinity(0, &one); err != nil {
			return err
		}
		if pair, err = unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0); err != nil {
			return err
		}
		d := unix.NsecToTimeval(watchEvery.Nanoseconds())
		return unix.SetsockoptTimeval(pair[0], unix.SOL_SOCKET, unix.SO_RCVTIMEO, &d)
	})
	if err != nil {
		return
	}
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	for {
		select {
		case <-w.ends:
			return
		default:
		}
		_ = t.do(func() error {
			began := time.Now()
			_, err := unix.Read(pair[0], make([]byte, 1))
			if by := time.Since(began) - watchEvery; by >= watchLate {
				w.mu.Lock()
				defer w.mu.Unlock()
				w.late = append(w.late, lateness{time.Now(), by})
			}
			return err
		})
	}
}

// since returns the most that a timer was late since a time.
func (w *watch) since(t time.Time) (most time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range w.late {
		if l.at.After(t) {
			most = max(most, l.by)
		}
	}
	return most
}

func (w *watch) stop() {
	close(w.ends)
	w.running.Wait()
}
