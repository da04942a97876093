package lab

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Config configures the network of a case.
type Config struct {
	// Name is the name of the network in messages.
	Name string
	// Target is the TCP under test. nil selects Netstack.
	Target target.TCP
	// Options configure the network.
	Options []fixture.Option
	// Prepare is called with the network before the case if it is not nil.
	Prepare func(*fixture.Network)
	// Limit is the longest time that a case on a target other than netstack may let pass,
	// as there it is real time. 0 means no limit.
	Limit time.Duration
	// Waits is called when a case first lets time pass on a target other than netstack, if
	// it is not nil. From then on it mostly waits.
	Waits func()
}

// Portable is the environment of a portable case: a host with the TCP under test,
// scripted peers, and the timeline.
type Portable struct {
	net      *fixture.Network
	observer *observer

	target target.TCP             // the TCP under test
	joined map[string]target.Host // its hosts by their names
	hosts  []target.Host          // the same in the order in which they came

	told     Case       // the case that runs
	machines []*machine // those of hosts that are an end of a connection of two hosts
	strands  strands
	alarms   []*time.Duration
	limit    time.Duration // the real time that a case may take, 0 without a limit
	waits    func()        // see Config
}

// Lab is the environment of every other case. It adds hosts of package fixture.
type Lab struct {
	*Portable
	// Net is the network, for direct calls.
	Net *Net
}

// Open creates the network of one case. Its hosts are without the models of Linux, which
// would hide what netstack does. Open returns an error if an option is invalid.
func Open(c Config) (l *Portable, err error) {
	l = &Portable{observer: &observer{name: c.Name}, target: c.Target, limit: c.Limit, waits: c.Waits}
	l.strands.lab = l
	if l.target == nil {
		l.target = Netstack()
	}
	defer stopped(&err)
	options := []fixture.Option{fixture.Alone(), fixture.Watchdog(patience), fixture.LinuxModels(false)}
	if t, ok := l.target.(netstackTarget); ok {
		options = append(options, t.options()...)
	}
	l.net = fixture.New(l.observer, append(options, c.Options...)...)
	if c.Prepare != nil {
		c.Prepare(l.net)
	}
	return l, nil
}

// Close closes the hosts and the network. It returns the problems that the network
// reported, such as a misuse of package fixture or a segment that a script did not
// read.
func (l *Portable) Close() error {
	var errs []error
	l.strands.end()
	for _, h := range slices.Backward(l.hosts) {
		errs = append(errs, h.Close())
	}
	for _, f := range slices.Backward(l.observer.cleanups) {
		f()
	}
	if l.observer.Failed() {
		errs = append(errs, errors.New(strings.Join(l.observer.problems, "\n")))
	}
	return errors.Join(errs...)
}

// Run runs a case and returns the observation. It returns an error if a helper of the
// case fails, which wraps target.ErrUnable if the target cannot run the case.
func (l *Portable) Run(c Case) (observed string, err error) {
	defer func() {
		var s unexpectedState
		if errors.As(err, &s) {
			observed, err = s.Error(), nil
		}
	}()
	defer stopped(&err)
	l.told = c
	return c.observe(l), nil
}

// Timeline returns the timeline of the network.
func (l *Portable) Timeline() *timeline.Timeline { return l.net.Timeline() }

// Elapsed returns the virtual time since the network was created.
func (l *Portable) Elapsed() time.Duration { return l.net.Elapsed() }

// Late returns the most that a machine of the case was late to carry a segment, or to look
// at its clock. It is 0 on netstack.
func (l *Portable) Late() (most time.Duration) {
	for _, h := range l.hosts {
		if x, ok := h.(target.Late); ok {
			most = max(most, x.Late())
		}
	}
	return most
}

// Peer returns the scripted peer with a name. The first call creates it.
func (l *Portable) Peer(name string) *peer.Peer { return l.net.Peer(name) }

// whole returns the environment of a case of two hosts.
func (l *Portable) whole() *Lab { return &Lab{l, &Net{l.net, l}} }
