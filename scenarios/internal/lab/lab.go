package lab

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Config says how a case is run.
type Config struct {
	// Name is what the case's network is called in messages.
	Name string
	// Target is the TCP under test; nil means Netstack.
	Target target.TCP
	// Options configure the network.
	Options []fixture.Option
	// Prepare, if it is not nil, is called with the network before the case.
	Prepare func(*fixture.Network)
}

// Portable is where a portable case runs. It has what every target has: a host with
// the TCP under test, peers with hand-made segments, and the timeline.
type Portable struct {
	net     *fixture.Network
	witness *witness

	target target.TCP             // the TCP under test
	joined map[string]target.Host // its hosts by their names
	hosts  []target.Host          // the same in the order in which they came
}

// Lab is where every other case runs. It has all that a Portable has, and hosts of
// package fixture.
type Lab struct {
	*Portable
	// Net is the network, for all that package fixture can do.
	Net *fixture.Network
}

// Open makes the network of one case.
func Open(c Config) (l *Portable, err error) {
	l = &Portable{witness: &witness{name: c.Name}, target: c.Target}
	if l.target == nil {
		l.target = Netstack()
	}
	defer stopped(&err)
	l.net = fixture.New(l.witness, append([]fixture.Option{fixture.Watchdog(patience)}, c.Options...)...)
	if c.Prepare != nil {
		c.Prepare(l.net)
	}
	return l, nil
}

// Close ends the network. It returns an error if something went wrong before, or
// turns out now, such as a segment that a script should have read.
func (l *Portable) Close() error {
	var errs []error
	for _, h := range slices.Backward(l.hosts) {
		errs = append(errs, h.Close())
	}
	for _, f := range slices.Backward(l.witness.cleanups) {
		f()
	}
	if l.witness.Failed() {
		errs = append(errs, errors.New(strings.Join(l.witness.problems, "\n")))
	}
	return errors.Join(errs...)
}

// Run runs a case and returns what the case observed. A case that is not portable is
// an error on another target than netstack.
func (l *Portable) Run(c Case) (observed string, err error) {
	if !c.portable && !IsNetstack(l.target) {
		return "", fmt.Errorf("scenarios: the case %q needs hosts of package fixture, and the target is %s", c.Name, l.target.Name())
	}
	defer func() {
		var s strayed
		if errors.As(err, &s) {
			observed, err = s.Error(), nil
		}
	}()
	defer stopped(&err)
	return c.observe(l), nil
}

// Timeline is what has happened.
func (l *Portable) Timeline() *timeline.Timeline { return l.net.Timeline() }

// Elapsed is how much virtual time has passed.
func (l *Portable) Elapsed() time.Duration { return l.net.Elapsed() }

// Peer returns the peer with a name. The first call makes it.
func (l *Portable) Peer(name string) *peer.Peer { return l.net.Peer(name) }
