package parity

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// player plays a sequence in a place and writes down what an application sees.
type player struct {
	place
	hosts     int
	listeners map[int]listener
	listens   map[int]step // that have made the listeners that are open
	ends      map[int]end
	closed    map[int]bool
	order     []int // of ends
	peer      *peer // nil without one
	facts     facts // of the segment that it has just sent
	pending   []pending
	lines     []line
}

// pending is a call that waits.
type pending struct {
	step step
	try  func() (says string, over bool)
	says string // that it waits, and how far it has come
}

// line is what was seen after a step: its result, those of calls that had waited, and the
// sockets.
type line struct {
	step    step
	result  string
	later   []string
	answers []string // to the peer
	options []string // of the answers
	facts   facts    // of the segment
	ends    []string
	sockets []string
}

// String is the line with all that was seen.
func (l line) String() string {
	s := fmt.Sprintf("%s: %s", l.step, l.says())
	if text := strings.Join(l.options, ";"); text != "" {
		s += " |" + text
	}
	return s
}

func (l line) says() string {
	s := l.result
	for _, list := range [][]string{l.later, l.answers, l.ends, l.sockets} {
		if len(list) > 0 {
			s += " | " + strings.Join(list, ", ")
		}
	}
	return s
}

// play plays a sequence. Without a second host there is a scripted peer.
func play(p place, hosts int, steps []step) ([]line, error) {
	x := &player{place: p, hosts: hosts, listeners: map[int]listener{}, listens: map[int]step{}, ends: map[int]end{}, closed: map[int]bool{}}
	if hosts == 1 {
		var err error
		if x.peer, err = newPeer(p.network(), netip.MustParseAddr(addresses[0])); err != nil {
			return nil, err
		}
	}
	for _, s := range steps {
		l := line{step: s, result: x.do(s)}
		var err error
		if l.later, err = x.poll(l.result != "-" && movesData(s.op)); err != nil {
			return nil, err
		}
		// What the call itself has moved may have been what it waited for.
		own := fmt.Sprint(s.id, " ")
		if i := slices.IndexFunc(l.later, func(x string) bool { return strings.HasPrefix(x, own) }); i >= 0 {
			l.result = strings.TrimPrefix(l.later[i], own)
			l.later = slices.Delete(l.later, i, i+1)
		}
		if x.peer != nil {
			l.facts = x.facts
			l.answers, l.options = x.peer.answers()
		}
		if err := x.look(&l); err != nil {
			return x.lines, err
		}
		x.lines = append(x.lines, l)
	}
	return x.lines, nil
}

// busy reports whether a call waits on the socket of a step already, and the step may wait
// too. Of a reader and a writer that an error wakes, Go's scheduler says who finds it.
func (x *player) busy(s step) bool {
	may := func(o op) bool { return o == doRead || o == doReadAll || o == doWrite || o == doAccept }
	return may(s.op) && slices.ContainsFunc(x.pending, func(w pending) bool { return w.step.on == s.on && may(w.step.op) })
}

// ambiguous reports whether several listeners with SO_REUSEPORT could get the connection of
// a dial: a random number chooses among them.
func (x *player) ambiguous(s step) bool {
	at, n := netip.MustParseAddrPort(unspecified(s.dial.address)), 0
	host := s.host
	if i := slices.Index(addresses, at.Addr().String()); i >= 0 {
		host = i
	}
	for _, l := range x.listens {
		on := netip.MustParseAddrPort(unspecified(l.listen.address))
		if l.host == host && on.Port() == at.Port() && l.listen.reusePort {
			n++
		}
	}
	return n > 1
}

// unspecified is an address with its host part.
func unspecified(a string) string {
	if strings.HasPrefix(a, ":") {
		return "0.0.0.0" + a
	}
	return a
}

func (x *player) do(s step) string {
	switch s.op {
	case doListen:
		l, err := x.listen(s.host, s.listen)
		if err == nil {
			x.listeners[s.id] = l
			x.listens[s.id] = s
		}
		return errorText(err)
	case doDial:
		if x.ambiguous(s) {
			return "-"
		}
		// A new connection is to be younger than the last one by its timestamp, also where the
		// clock stands still.
		if err := x.advance(2 * time.Millisecond); err != nil {
			return err.Error()
		}
		return x.opens(s, x.dial(s.host, s.dial))
	case doSegment:
		f, err := x.peer.send(s.segment)
		if x.facts = f; err != nil {
			return err.Error()
		}
		return "sent"
	case doWait:
		if err := x.advance(time.Duration(s.n) * time.Millisecond); err != nil {
			return err.Error()
		}
		return "ok"
	case doAccept, doUnlisten:
		l := x.listeners[s.on]
		switch {
		case l == nil || x.busy(s):
			return "-"
		case s.op == doUnlisten:
			delete(x.listens, s.on)
			return errorText(l.close())
		}
		return x.opens(s, l.accept())
	}
	e := x.ends[s.on]
	if e == nil || x.busy(s) {
		return "-"
	}
	return x.on(e, s)
}

// opens waits for a connection.
func (x *player) opens(s step, o opening) string {
	return x.starts(s, func() (string, bool) {
		e, err := o()
		if err == nil {
			x.ends[s.id] = e
			x.order = append(x.order, s.id)
		}
		return errorText(err), !waits(err)
	})
}

func (x *player) on(e end, s step) string {
	calls := func(a attempt) string {
		return x.starts(s, func() (string, bool) {
			n, err := a()
			return resultText(s, n, err), !waits(err)
		})
	}
	switch s.op {
	case doWrite:
		return calls(e.write(s.n))
	case doRead:
		return calls(e.read(s.n))
	case doReadAll:
		return calls(e.readAll())
	case doClose:
		x.closed[s.on] = true
		return calls(e.close())
	case doAbort:
		if x.closed[s.on] || e.state() == tcp.TimeWait.String() {
			return "-" // an application on Linux has no such call
		}
		x.closed[s.on] = true
		return calls(e.abort())
	case doCloseWrite:
		return errorText(e.closeWrite())
	case doCloseRead:
		return errorText(e.closeRead())
	case doLinger:
		return errorText(e.setLinger(s.n))
	case doReadBuffer:
		return errorText(e.setReadBuffer(s.n))
	case doWriteBuffer:
		return errorText(e.setWriteBuffer(s.n))
	case doDeadline:
		return errorText(e.setDeadline(s.read, s.write, s.past))
	}
	return "no such step"
}

// big is a size that fits into no buffer: how much of it was taken is not compared.
const big = 2 << 20

func resultText(s step, n int, err error) string {
	switch {
	case waits(err):
		return fmt.Sprint("waits after ", n) // which bytes is no part of what is compared
	case s.op == doWrite && err != nil && s.n == big:
		return errorText(err)
	case s.op == doClose, s.op == doAbort, s.op == doReadAll && err != nil:
		return errorText(err)
	}
	return fmt.Sprintf("%d %s", n, errorText(err))
}
