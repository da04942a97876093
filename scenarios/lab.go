package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// lab is where one case runs: a network of its own, and the verbs in which the
// stories are told. What goes wrong with a verb ends the story; what a story is
// about it observes with the fixture's own calls, which return errors.
type lab struct {
	net     *fixture.Network
	witness *witness

	target Target                // the TCP under test
	joined map[string]TargetHost // its hosts by their names
	hosts  []TargetHost          // the same in the order in which they came
}

// witness is the test that the lab's network belongs to. A misuse of the
// fixture, or a segment that a script did not expect, becomes an error of the
// case this way.
type witness struct {
	name     string
	problems []string
	cleanups []func()
}

// stop is what a story is ended with.
type stop struct{ err error }

func (w *witness) Helper()             {}
func (w *witness) Name() string        { return w.name }
func (w *witness) Logf(string, ...any) {} // the report has the timeline itself
func (w *witness) Failed() bool        { return len(w.problems) > 0 }
func (w *witness) Cleanup(f func())    { w.cleanups = append(w.cleanups, f) }
func (w *witness) Errorf(format string, args ...any) {
	// A call that was given up is an observation: the story has its error too.
	for _, a := range args {
		if err, ok := a.(error); ok && errors.Is(err, fixture.ErrStuck) {
			return
		}
	}
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func (w *witness) Fatalf(format string, args ...any) {
	panic(stop{fmt.Errorf(format, args...)})
}

// patience is how long in real time a call may wait for something. A story is
// told by one goroutine, so that a call that waits, waits for ever: nobody else
// lets time pass.
const patience = 2 * time.Second

// openLab makes the lab of one case.
func openLab(name string, r Runner) (l *lab, err error) {
	l = &lab{witness: &witness{name: name}, target: r.Target}
	if l.target == nil {
		l.target = NetstackTarget()
	}
	defer stopped(&err)
	options := []fixture.Option{fixture.Seed(r.Seed), fixture.Watchdog(patience)}
	l.net = fixture.New(l.witness, slices.Concat(options, hostOptions(r.Settings), r.Options)...)
	if r.prepare != nil {
		r.prepare(l.net)
	}
	return l, nil
}

// close ends the lab's network. What went wrong up to then, or only turns out
// now, such as a segment that a script should have read, is an error.
func (l *lab) close() error {
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

// tell runs a story and returns what it observed.
func (l *lab) tell(observe func(*lab) string) (observed string, err error) {
	defer func() {
		var s strayed
		if errors.As(err, &s) {
			observed, err = s.Error(), nil
		}
	}()
	defer stopped(&err)
	return observe(l), nil
}

// stopped turns the end of a story by stop into an error.
func stopped(err *error) {
	switch x := recover().(type) {
	case nil:
	case stop:
		*err = x.err
	default:
		panic(x)
	}
}

// strayed ends a story because a connection is in another state than the story needs
// to go on. That is an observation too, of a TCP that does something else.
type strayed struct{ state, want string }

// Error says so.
func (s strayed) Error() string {
	return "the story ends early: the connection is in " + s.state + " and not in " + s.want
}

// must ends the story unless err is nil.
func must(err error) {
	if err != nil {
		panic(stop{err})
	}
}

// got returns v, or ends the story if there is an error.
func got[T any](v T, err error) T {
	must(err)
	return v
}

// client and server are the two hosts of most stories.
func (l *lab) client() *fixture.Host { return l.host("client") }
func (l *lab) server() *fixture.Host { return l.host("server") }

// host is one of them. They run netstack, whatever the target is: a story that
// calls this is one for no other target.
func (l *lab) host(name string) *fixture.Host {
	if _, ok := l.target.(netstackTarget); !ok {
		panic(stop{errHosts})
	}
	return l.net.Host(name)
}

// connect has the server listen on port 80 and the client connect to it, and
// returns both ends. network is "tcp4" or "tcp6".
func (l *lab) connect(network string) (client, server *fixture.Conn) {
	ln := got(l.server().Listen(network, ":80"))
	client = got(l.client().Dial(network, "server:80"))
	return client, got(ln.AcceptTCP())
}

// connectPlain connects as sockets do of which nobody has said anything: without
// the keep-alives that connections have otherwise, as those of the net package.
func (l *lab) connectPlain() (client, server *fixture.Conn) {
	ln := got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
	client = got((&fixture.Dialer{Host: l.client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
	return client, got(ln.AcceptTCP())
}

// advance lets time pass.
func (l *lab) advance(d time.Duration) {
	if len(l.hosts) > 0 {
		must(l.hosts[0].Advance(d))
		return
	}
	got(l.net.Advance(d))
}

// until lets time pass until a connection is in a state. A day later it ends the
// story.
func (l *lab) until(c *fixture.Conn, s tcp.State) {
	sum := got(l.net.AdvanceUntil(func() bool { return c.State() == s }, 24*time.Hour))
	if !sum.Reached {
		panic(stop{strayed{c.State().String() + ", a day later,", s.String()}})
	}
}

// expect ends the story unless the connection is in the given state.
func (l *lab) expect(c *fixture.Conn, s tcp.State) *fixture.Conn {
	if now := c.State(); now != s {
		panic(stop{strayed{now.String(), s.String()}})
	}
	return c
}

// inState ends the story unless a connection is in a state.
func inState(c *fixture.Conn, state string) {
	if now := c.State().String(); now != state {
		panic(stop{strayed{now, state}})
	}
}
