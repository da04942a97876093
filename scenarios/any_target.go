package scenarios

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// AnyTarget reports whether a case of the scenario needs nothing but sockets of
// one host and hand-made segments, so that it runs on any Target. The others tell
// of two hosts, of netstack's settings, or of what only its timeline knows.
func (s Scenario) AnyTarget(name string) bool {
	matched := false
	for _, pattern := range s.anyTarget {
		except := strings.HasPrefix(pattern, "!")
		if ok, _ := path.Match(strings.TrimPrefix(pattern, "!"), name); ok {
			matched = !except
		}
	}
	return matched
}

// ForAnyTarget returns the scenario with those of its cases that run on any
// target. It has no cases if none does.
func (s Scenario) ForAnyTarget() Scenario {
	var cases []Case
	for _, c := range s.Cases {
		if s.AnyTarget(c.Name) {
			cases = append(cases, c)
		}
	}
	s.Cases = cases
	return s
}

// onTarget are the scenarios as a target runs them: whole on netstack, and
// elsewhere those cases that run there.
func onTarget(t Target, list []Scenario) []Scenario {
	if _, ok := t.(netstackTarget); ok {
		return list
	}
	var out []Scenario
	for _, s := range list {
		if s = s.ForAnyTarget(); len(s.Cases) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// errHosts ends a story that needs netstack where it is told of something else.
var errHosts = errors.New("scenarios: the story needs hosts of package fixture, and the target is another")

// at is the host of the TCP under test with a name. The first call makes it.
func (l *lab) at(name string) TargetHost {
	if h, ok := l.joined[name]; ok {
		return h
	}
	h := got(l.target.Join(l.net, name))
	if l.joined == nil {
		l.joined = map[string]TargetHost{}
	}
	l.joined[name] = h
	l.hosts = append(l.hosts, h)
	return h
}

// listen has the server listen on port 80.
func (l *lab) listen() TargetListener { return got(l.at("server").Listen(80, true)) }

// listenQuiet is listen, for connections without keep-alives.
func (l *lab) listenQuiet() TargetListener { return got(l.at("server").Listen(80, false)) }

// conn is a target's socket as the fixture's connection that it is on netstack.
func conn(s TargetSocket) *fixture.Conn {
	if h, ok := s.(*hostSocket); ok {
		return h.Conn
	}
	panic(stop{errHosts})
}

// listener is conn for listeners.
func listener(ln TargetListener) *fixture.Listener {
	if h, ok := ln.(*hostListener); ok {
		return h.Listener
	}
	panic(stop{errHosts})
}

// targetSockets are the sockets of the server.
func (l *lab) targetSockets() []TargetSocketState { return got(l.at("server").Sockets()) }

// stateOf is the state of a socket.
func stateOf(s TargetSocket) string { return got(s.State()).String() }

// inStateOf ends the story unless a socket is in a state.
func inStateOf(s TargetSocket, state tcp.State) TargetSocket {
	if now := got(s.State()); now != state {
		panic(stop{strayed{fmt.Sprint(now), fmt.Sprint(state)}})
	}
	return s
}

// soon says what one Read gives, now or in a second.
func (l *lab) soon(s TargetSocket) string {
	b := make([]byte, 4096)
	n, err := s.Read(b)
	if errors.Is(err, fixture.ErrWaiting) {
		l.advance(time.Second)
		n, err = s.Read(b)
	}
	switch {
	case errors.Is(err, fixture.ErrWaiting):
		return none
	case err != nil:
		return errText(err)
	case n > 40:
		return fmt.Sprintf("%d bytes", n)
	}
	return string(b[:n])
}

// now is what there is to be read without waiting.
func now(s TargetSocket) string {
	b := make([]byte, 100)
	n, err := s.Read(b)
	if errors.Is(err, fixture.ErrWaiting) || err == io.EOF {
		return none
	}
	must(err)
	return string(b[:n])
}

// timeWaitOf waits for the end of TIME-WAIT, which began when the story let time
// pass for the first time, and says how long it lasted. On another target than
// netstack the end is looked for every second, and the length is cut to tens of
// seconds: a kernel's timers may be late by an eighth of their time (Linux,
// kernel/time/timer.c).
func (l *lab) timeWaitOf(i incarnation, began time.Duration) string {
	if s, ok := i.socket.(*hostSocket); ok {
		return l.wholeTimeWait(s.Conn)
	}
	for range 3600 {
		if i.state(l) != tcp.TimeWait.String() {
			return (l.net.Elapsed() - began).Truncate(10 * time.Second).String()
		}
		l.advance(time.Second)
	}
	return "still in TIME-WAIT"
}
