//go:build linux

package kernel

import (
	"errors"
	"fmt"
	"time"
)

// The time between two readings of the table if the kernel does not say when a timer is
// due, or is late with it: a share of the time since the last change, within bounds.
const (
	sampleShare = 64
	sampleLeast = 25 * time.Millisecond
	sampleMost  = 250 * time.Millisecond
)

// sampleIdle is the time between two readings while nothing is due.
const sampleIdle = 5 * time.Second

// look reads the kernel's table. The next call that can return an error returns that of
// the reading. h.mu is held.
func (h *host) look() {
	if err := h.sample(); err != nil && h.failed == nil {
		h.failed = fmt.Errorf("kernel: %s: %w", h.name, err)
	}
}

// looked is look for a call, whose error it adds to.
func (h *host) looked() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.look()
	return h.failed
}

// sample reads the kernel's table and notes what has changed. h.mu is held.
func (h *host) sample() error {
	if h.tun < 0 {
		return nil
	}
	rows, changed, err := h.table.read(h.rows, h.net.Elapsed())
	if err != nil {
		return err
	}
	h.table.clean()
	h.plan(rows, changed)
	return nil
}

// rows reads the kernel's table.
func (h *host) rows() (out []row, err error) {
	if h.diag != nil {
		return h.diag.rows()
	}
	return out, h.thread.do(func() error {
		out, err = procRows()
		return err
	})
}

// plan sets when the table is read next if nothing happens before.
func (h *host) plan(rows []row, changed bool) {
	now := h.world.real()
	if changed {
		h.changed = now
	}
	polled := min(max((now-h.changed)/sampleShare, sampleLeast), sampleMost)
	wait := sampleIdle
	for _, r := range rows {
		switch {
		case r.expires > 0:
			wait = min(wait, r.expires+time.Millisecond)
		case r.expires == 0 || h.diag == nil:
			wait = min(wait, polled)
		}
	}
	for _, t := range h.expected {
		if t > now {
			wait = min(wait, t-now+time.Millisecond)
		} else {
			wait = min(wait, sampleLeast)
		}
	}
	h.due = now + max(wait, time.Millisecond)
	h.idle = len(rows) == 0
}

// dueIn returns the time until the table is to be read, and false if nothing can change by
// itself.
func (h *host) dueIn() (time.Duration, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.due - h.world.real(), !h.idle && h.tun >= 0
}

// sampled reads the table if it is due.
func (h *host) sampled() error {
	if d, ok := h.dueIn(); !ok || d > 0 {
		return nil
	}
	return h.looked()
}

// sum returns the first error as it is if there is no other, so that io.EOF stays
// comparable.
func sum(errs ...error) error {
	var out error
	for _, err := range errs {
		switch {
		case out == nil:
			out = err
		case err != nil:
			out = errors.Join(out, err)
		}
	}
	return out
}
