package lab

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// strands are the functions that wait for a machine while the case goes on: coroutines,
// one of which runs at a time. A function waits by parking with the attempt that it
// repeats; what moves the clock wakes it when the attempt succeeds.
type strands struct {
	lab     *Portable
	running *strand
	parked  []*strand
	over    bool
}

// moment is the time after which a call that waits is taken for one that nothing can end. A
// kernel that has a segment to send may leave that to a thread of its own, which has to
// wait for a processor.
const moment = 50 * time.Millisecond

// strand is one function. It is the Call that Net.Go returns.
type strand struct {
	all    *strands
	try    func() bool
	resume chan struct{}
	rests  chan struct{} // it has parked or ended
	began  time.Duration
	took   time.Duration
	done   bool
	err    error
	ended  any // what a panic of the function said
}

// start runs a function until it waits or has ended.
func (x *strands) start(f func() error) *strand {
	s := &strand{all: x, resume: make(chan struct{}), rests: make(chan struct{}), began: x.lab.net.Elapsed()}
	go func() {
		defer func() {
			s.ended = recover()
			s.done, s.took = true, x.lab.net.Elapsed()-s.began
			s.rests <- struct{}{}
		}()
		<-s.resume
		s.err = f()
	}()
	x.run(s)
	x.wake()
	return s
}

// run lets a function go on until it waits or has ended.
func (x *strands) run(s *strand) {
	before := x.running
	x.running = s
	s.resume <- struct{}{}
	<-s.rests
	x.running = before
	if s.done && s.ended != nil {
		panic(s.ended)
	}
}

// wake lets every function go on whose attempt succeeds, until none does.
func (x *strands) wake() {
	if x.running != nil {
		return
	}
	for again := true; again; {
		again = false
		for i, s := range x.parked {
			if s.try() {
				x.parked = append(x.parked[:i:i], x.parked[i+1:]...)
				x.run(s)
				again = true
				break
			}
		}
	}
}

// wait returns when an attempt has succeeded. In the goroutine of the case itself nothing
// could end the wait, as nothing would move the clock: wait then returns ErrStuck.
func (x *strands) wait(what string, try func() bool) error {
	if try() {
		return nil
	}
	s := x.running
	if s == nil {
		// Other functions may be able to go on, and segments may still be on their way: a
		// kernel does some of its work a moment later.
		if sum, err := x.lab.passUntil(try, moment); err != nil || sum.Reached {
			return err
		}
		return fmt.Errorf("scenarios: %s: %w", what, fixture.ErrStuck)
	}
	s.try = func() bool { return x.over || try() }
	x.parked = append(x.parked, s)
	s.rests <- struct{}{}
	<-s.resume
	if x.over {
		return fmt.Errorf("scenarios: %s: %w", what, fixture.ErrClosed)
	}
	return nil
}

// end lets all functions go on with an error, as the case is over.
func (x *strands) end() {
	x.over = true
	defer func() { recover() }() // a helper of a case that is over
	for len(x.parked) > 0 {
		s := x.parked[0]
		x.parked = x.parked[1:]
		x.run(s)
	}
}

// Done implements Call. A segment of a peer, or one that a rule releases, may have let the
// function go on since the case last called a host.
func (s *strand) Done() bool {
	s.all.wake()
	return s.done
}

// Err implements Call.
func (s *strand) Err() error {
	if !s.Done() {
		return fixture.ErrWaiting
	}
	return s.err
}

// Took implements Call. The machine's clock measures the duration.
func (s *strand) Took() time.Duration {
	if !s.Done() {
		return 0
	}
	return s.all.lab.coarse(s.took)
}
