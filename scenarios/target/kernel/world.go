//go:build linux

package kernel

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
)

// world is the hosts in one network, and its clock.
type world struct {
	net   *fixture.Network
	limit time.Duration // in real time from begun on; 0 is none
	begun time.Time

	carried atomic.Uint64 // the packets that hosts have sent by themselves

	awake time.Time     // when it last ended a wait, or got a host
	late  time.Duration // see Late

	mu    sync.Mutex
	zero  time.Time // when the network's clock would have stood at 0, had it run with the kernel's
	hosts []*host
}

// enter adds a host to the world of its network.
func (k *Kernel) enter(h *host) {
	k.mu.Lock()
	defer k.mu.Unlock()
	w := k.worlds[h.net]
	if w == nil {
		now := time.Now()
		w = &world{net: h.net, limit: k.limit, begun: now, zero: now.Add(-h.net.Elapsed())}
		k.worlds[h.net] = w
	}
	h.world = w
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts = append(w.hosts, h)
	w.awake = time.Now() // to make a host takes a while
}

// leave removes a host from its world.
func (k *Kernel) leave(h *host) {
	k.mu.Lock()
	defer k.mu.Unlock()
	w := h.world
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts = slices.DeleteFunc(w.hosts, func(x *host) bool { return x == h })
	if len(w.hosts) == 0 {
		delete(k.worlds, h.net)
	}
}

// real returns the time that the network's clock would show, had it run with the kernel's.
func (w *world) real() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Since(w.zero)
}

// start makes the two clocks agree where the network's is ahead, because somebody moved it
// without the hosts. It returns the time of both.
func (w *world) start() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Since(w.zero)
	if ahead := w.net.Elapsed() - now; ahead > 0 {
		w.zero = w.zero.Add(-ahead)
		now += ahead
	}
	return now
}

func (w *world) all() []*host {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.hosts)
}

// until lets d pass, or less if the condition holds before. It reports whether it holds.
func (w *world) until(d time.Duration, holds func() bool) (bool, error) {
	if d < 0 {
		return false, fmt.Errorf("kernel: advance %s: time does not go back", d)
	}
	busy := false
	held := func() bool {
		before := w.carried.Load()
		yes := holds != nil && holds()
		busy = w.carried.Load() != before
		return yes
	}
	if held() {
		return true, nil
	}
	end := w.start() + d
	for {
		if err := w.step(end); err != nil {
			return false, err
		}
		if held() {
			return true, nil
		}
		if w.net.Elapsed() >= end {
			return false, nil
		}
		if busy {
			continue // the condition itself has sent something
		}
		if err := w.wait(end); err != nil {
			return false, err
		}
	}
}

// step moves the network's clock to the kernel's, but at most to the next event of the
// network, and carries what the kernels have sent.
func (w *world) step(end time.Duration) error {
	to := min(w.real(), end)
	if next, ok := w.net.Next(); ok {
		to = min(to, next)
	}
	if _, err := w.net.Advance(max(to-w.net.Elapsed(), 0)); err != nil {
		return err
	}
	hosts := w.all()
	for moved := true; moved; {
		moved = false
		for _, h := range hosts {
			sent, err := h.flush()
			if err != nil {
				return err
			}
			if sent {
				moved = true
				if err := h.looked(); err != nil {
					return err
				}
			}
		}
	}
	for _, h := range hosts {
		if err := h.sampled(); err != nil {
			return err
		}
	}
	return nil
}

// wait waits until a kernel sends something, or until a timer of the network, a reading of
// a table, or the end is due.
func (w *world) wait(end time.Duration) error {
	now := w.real()
	d := end - now
	if next, ok := w.net.Next(); ok {
		d = min(d, next-now)
	}
	if w.limit > 0 {
		left := w.limit - time.Since(w.begun)
		if left <= 0 {
			return fmt.Errorf("kernel: the case has taken its %s of real time", w.limit)
		}
		d = min(d, left)
	}
	var fds []unix.PollFd
	for _, h := range w.all() {
		if in, ok := h.dueIn(); ok {
			d = min(d, in)
		}
		fds = append(fds, unix.PollFd{Fd: int32(h.device()), Events: unix.POLLIN})
	}
	if d <= 0 {
		return nil
	}
	t := unix.NsecToTimespec(d.Nanoseconds())
	sleeps := time.Now()
	w.late = max(w.late, sleeps.Sub(w.awake))
	_, err := unix.Ppoll(fds, &t, nil)
	w.awake = time.Now()
	w.late = max(w.late, w.awake.Sub(sleeps)-d)
	if err != nil && !errors.Is(err, unix.EINTR) {
		return os.NewSyscallError("ppoll", err)
	}
	return nil
}

// Late implements target.Late. A case never sleeps by itself, so that all time between
// two waits is time in which nothing was carried.
func (h *host) Late() time.Duration {
	w := h.world
	if w.awake.IsZero() {
		return w.late
	}
	return max(w.late, time.Since(w.awake))
}
