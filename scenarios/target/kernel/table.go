//go:build linux

package kernel

import (
	"slices"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// entry is a socket of a host: a listener, or a connection from its first segment to
// CLOSED, and on if the application has not closed its descriptor.
type entry struct {
	tuple
	state   tcp.State
	cookie  uint64 // see row
	changes []target.Change
	// passive reports that a SYN of the other side has made the connection, and accepted
	// that it came out of Accept. held reports that the application has a descriptor.
	passive, accepted, held bool
	// over reports that a connection has ended.
	over bool
	seen uint64 // the reading that had it last
}

// table is the sockets of a host in the order in which they appeared. Readings of the
// kernel's table and the calls of the application change it.
type table struct {
	entries []*entry
	live    map[tuple]*entry // the connections that are not over
	reading uint64
}

// add adds a socket that the application has made.
func (t *table) add(e *entry, at time.Duration) {
	t.entries = append(t.entries, e)
	if e.state == tcp.Listen {
		return
	}
	if old := t.live[e.tuple]; old != nil {
		// A port in TIME-WAIT is used again (tcp_tw_reuse).
		t.end(old, at)
	}
	t.setLive(e)
}

// addFailed adds a connection that was over before it began.
func (t *table) addFailed(e *entry) {
	e.over = true
	t.entries = append(t.entries, e)
}

func (t *table) setLive(e *entry) {
	if t.live == nil {
		t.live = map[tuple]*entry{}
	}
	t.live[e.tuple] = e
	e.seen = t.reading
}

// read notes what the kernel's table has, which rows reads. It returns the rows and reports
// whether anything has changed.
//
// The kernel reads its table in parts, and a part begins after so many sockets of a bucket.
// If one of them ended meanwhile, another one may have been passed over. So a connection
// has ended if two readings lack it.
func (t *table) read(rows func() ([]row, error), at time.Duration) (all []row, changed bool, err error) {
	t.reading++
	if all, err = rows(); err != nil {
		return nil, false, err
	}
	changed = t.apply(all, at)
	if !t.missing() {
		return all, changed, nil
	}
	again, err := rows()
	if err != nil {
		return nil, changed, err
	}
	changed = t.apply(again, at) || changed
	return append(all, again...), t.endMissing(at) || changed, nil
}

// apply notes what a reading of the kernel's table has. It reports whether anything has
// changed.
func (t *table) apply(rows []row, at time.Duration) (changed bool) {
	for _, r := range rows {
		e := t.live[r.tuple]
		if e == nil || !e.continues(r) {
			if e != nil {
				t.end(e, at)
			}
			e = &entry{tuple: r.tuple, passive: true}
			t.entries = append(t.entries, e)
			t.setLive(e)
		}
		e.seen, e.cookie = t.reading, r.cookie
		changed = e.enter(r.state, at) || changed
	}
	return changed
}

// continues reports whether a row is of the same connection as e, and not of a later one
// with the same addresses and ports.
func (e *entry) continues(r row) bool {
	if e.cookie == r.cookie && e.cookie != 0 {
		return true
	}
	switch r.state {
	case tcp.FinWait2, tcp.TimeWait:
		// TIME-WAIT, and FIN-WAIT-2 without a descriptor, are objects of their own.
		return e.state != tcp.TimeWait || r.cookie == 0 && r.state == tcp.TimeWait
	case tcp.SynSent, tcp.SynReceived:
		return r.cookie == 0 && (e.state == tcp.Closed || e.state == tcp.SynSent || e.state == tcp.SynReceived)
	case tcp.Established:
		return r.cookie == 0 && e.state <= tcp.Established
	}
	return r.cookie == 0 && e.state != tcp.TimeWait
}

// enter changes the state of e and reports whether it was another one.
func (e *entry) enter(s tcp.State, at time.Duration) bool {
	if e.state == s {
		return false
	}
	e.changes = append(e.changes, target.Change{From: e.state, To: s, At: at})
	e.state = s
	return true
}

// missing reports whether the reading lacks a connection that is not over.
func (t *table) missing() bool {
	for _, e := range t.live {
		if e.seen != t.reading {
			return true
		}
	}
	return false
}

// endMissing ends the connections that the reading lacks. It reports whether there was
// one.
func (t *table) endMissing(at time.Duration) bool {
	n := 0
	for _, e := range t.entries {
		if e.state != tcp.Listen && !e.over && e.seen != t.reading {
			t.end(e, at)
			n++
		}
	}
	return n > 0
}

// end ends a connection.
func (t *table) end(e *entry, at time.Duration) {
	e.enter(tcp.Closed, at)
	e.over = true
	if t.live[e.tuple] == e {
		delete(t.live, e.tuple)
	}
}

// clean removes the sockets that are neither in the kernel's table nor held.
func (t *table) clean() {
	t.entries = slices.DeleteFunc(t.entries, func(e *entry) bool {
		return (e.over || e.state == tcp.Listen) && !e.held && !t.queued(e)
	})
}

// queued reports whether e may wait in the queue of a listener. A connection that was reset
// there stays until Accept returns it, and one that was reset before never came there.
func (t *table) queued(e *entry) bool {
	if !e.passive || e.accepted || e.over && e.changes[len(e.changes)-1].From == tcp.SynReceived {
		return false
	}
	return slices.ContainsFunc(t.entries, func(l *entry) bool {
		return l.state == tcp.Listen && l.held && l.local.Port() == e.local.Port() &&
			(l.local.Addr().IsUnspecified() || l.local.Addr() == e.local.Addr())
	})
}

// accept returns the entry of a connection that Accept has returned: the queue of a
// listener and the table are in the same order.
func (t *table) accept(of tuple) *entry {
	i := slices.IndexFunc(t.entries, func(e *entry) bool { return e.tuple == of && t.queued(e) })
	if i < 0 {
		// No reading has had it.
		i = len(t.entries)
		t.entries = append(t.entries, &entry{tuple: of, passive: true, over: true})
	}
	e := t.entries[i]
	e.accepted, e.held = true, true
	return e
}

// list returns the sockets as target.Host's Sockets has them.
func (t *table) list() (out []target.SocketState) {
	for _, e := range t.entries {
		s := target.SocketState{Remote: e.remote, State: e.state, Held: e.held || t.queued(e)}
		if e.over && !e.held {
			continue // reset in the queue of a listener
		}
		out = append(out, s)
	}
	return out
}
