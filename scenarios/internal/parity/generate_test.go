package parity

import (
	"fmt"
	"math/rand/v2"
)

// dice makes random choices.
type dice struct{ *rand.Rand }

func newDice(seed uint64, k int) dice { return dice{rand.New(rand.NewPCG(seed, uint64(k)))} }

// one returns one of some values.
func one[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// in reports true in one of n cases.
func (d dice) in(n int) bool { return d.IntN(n) == 0 }

// addresses of the hosts, which both places have.
var addresses = []string{"10.0.0.1", "10.0.0.2"}

// calls makes a sequence of calls.
func calls(d dice) (steps []step) {
	g := &generator{dice: d}
	if !d.in(4) { // mostly about a connection
		at := d.IntN(2)
		l := g.add(step{op: doListen, host: at, listen: listening{address: fmt.Sprintf("%s:7001", one(d, "", addresses[at])), noReuse: d.in(8), reusePort: d.in(8), backlog: g.backlog()}})
		s := g.dial()
		s.host, s.dial.address = 1-at, addresses[at]+":7001"
		g.add(s)
		g.add(step{op: doAccept, on: l})
	}
	for range 4 + d.IntN(30) {
		g.add(g.step())
	}
	return g.steps
}

type generator struct {
	dice
	steps           []step
	listeners, ends []int
}

func (g *generator) add(s step) int {
	s.id = len(g.steps) + 1
	g.steps = append(g.steps, s)
	switch s.op {
	case doListen:
		g.listeners = append(g.listeners, s.id)
	case doDial, doAccept:
		g.ends = append(g.ends, s.id)
	}
	return s.id
}

// recent returns one of the newest sockets of a list, and 0 if it is empty.
func (g *generator) recent(list []int) int {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1-g.IntN(min(len(list), 4))]
}

func (g *generator) step() step {
	l, e := g.recent(g.listeners), g.recent(g.ends)
	switch k := g.IntN(100); {
	case k < 6:
		h := g.IntN(2)
		return step{op: doListen, host: h, listen: listening{
			address: fmt.Sprintf("%s:%d", one(g.dice, "", "", addresses[h], addresses[h], "127.0.0.1", "0.0.0.0", addresses[1-h]), g.port()),
			noReuse: g.in(4), reusePort: g.in(4), backlog: g.backlog(),
		}}
	case k < 17:
		return g.dial()
	case k < 26:
		return step{op: doAccept, on: l}
	case k < 38:
		return step{op: doWrite, on: e, n: one(g.dice, 1, 1, 10, 10, 1000, 3000, 0, big)}
	case k < 50:
		return step{op: doRead, on: e, n: one(g.dice, 1, 64, 64, 4096, 0)}
	case k < 53:
		return step{op: doReadAll, on: e}
	case k < 62:
		return step{op: doCloseWrite, on: e}
	case k < 68:
		return step{op: doCloseRead, on: e}
	case k < 80:
		return step{op: doClose, on: e}
	case k < 83:
		return step{op: doAbort, on: e}
	case k < 88:
		return step{op: doLinger, on: e, n: one(g.dice, -1, 0, 0, 1, 30)}
	case k < 91:
		which := g.IntN(3)
		return step{op: doDeadline, on: e, read: which != 0, write: which != 1, past: !g.in(3)}
	case k < 93:
		return step{op: doReadBuffer, on: e, n: one(g.dice, 0, 1, 5000, 100_000)}
	case k < 95:
		return step{op: doWriteBuffer, on: e, n: one(g.dice, 0, 1, 5000, 100_000)}
	case k < 98:
		return step{op: doUnlisten, on: l}
	}
	return step{op: doWait, n: one(g.dice, 5, 5, 5, 60, 1300)}
}

// backlog is mostly the largest that there is.
func (g *generator) backlog() int {
	if g.in(6) {
		return one(g.dice, -1, 1, 2)
	}
	return 0
}

func (g *generator) port() int { return one(g.dice, 7001, 7001, 7002, 8001) }

func (g *generator) dial() step {
	h := g.IntN(2)
	s := step{op: doDial, host: h, dial: dialling{
		address: fmt.Sprintf("%s:%d", one(g.dice, addresses[1-h], addresses[1-h], addresses[1-h], addresses[h], "127.0.0.1", "", "0.0.0.0"), g.port()),
	}}
	if g.in(3) {
		s.dial.local = fmt.Sprintf("%s:%d", one(g.dice, addresses[h], addresses[h], "", "127.0.0.1", addresses[1-h]), one(g.dice, 8001, 8001, 8001, 0, 7001))
		s.dial.reuseAddr, s.dial.reusePort = g.in(3), g.in(4)
	}
	return s
}
