package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// Net is the network of a case of two hosts, which run the TCP under test. Rules, links,
// packets and the timeline come from the fixture.Network, whichever TCP it is.
type Net struct {
	*fixture.Network
	lab *Portable
}

// Host returns a host. The first call creates it, with the options.
func (n *Net) Host(name string, options ...Option) Host {
	if IsNetstack(n.lab.target) {
		return netHost{n.Network.Host(name, ofNetstack(options)...)}
	}
	return n.lab.machine(name, options)
}

// Hosts returns the hosts of the TCP under test, in the order in which they came.
func (n *Net) Hosts() (out []Host) {
	if !IsNetstack(n.lab.target) {
		for _, h := range n.lab.machines {
			out = append(out, h)
		}
		return out
	}
	for _, h := range n.Network.Hosts() {
		out = append(out, netHost{h})
	}
	return out
}

// Go starts a function that may wait, as that of the fixture.Network.
func (n *Net) Go(f func() error) Call {
	if IsNetstack(n.lab.target) {
		return n.Network.Go(f)
	}
	return n.lab.strands.start(f)
}

// Await runs a function and moves the clock until it has returned or the limit has passed.
func (n *Net) Await(f func() error, limit time.Duration) error {
	if IsNetstack(n.lab.target) {
		return n.Network.Await(f, limit)
	}
	call := n.Go(f)
	if _, err := n.AdvanceUntil(call.Done, limit); err != nil {
		return err
	}
	return call.Err()
}

// Advance moves the clock.
func (n *Net) Advance(d time.Duration) (fixture.Summary, error) {
	if IsNetstack(n.lab.target) {
		return n.Network.Advance(d)
	}
	return n.lab.pass(d)
}

// AdvanceUntil moves the clock until the condition holds or the limit has passed.
func (n *Net) AdvanceUntil(condition func() bool, limit time.Duration) (fixture.Summary, error) {
	if IsNetstack(n.lab.target) {
		return n.Network.AdvanceUntil(condition, limit)
	}
	return n.lab.passUntil(condition, limit)
}

// AdvanceToNext moves the clock to the next timer, which only netstack shows.
func (n *Net) AdvanceToNext() (fixture.Summary, error) {
	if IsNetstack(n.lab.target) {
		return n.Network.AdvanceToNext()
	}
	return fixture.Summary{}, unable("move to the next timer of a host")
}
