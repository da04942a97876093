package assertions

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// gaveUp reports whether a timer ended a side for lack of something that did not arrive.
func gaveUp(e timeline.Ending) bool {
	return !e.Reset && e.Cause.Timer() && e.Cause != timeline.Timer2MSL
}

// fatalLosses are the events in which segments were lost for lack of which a side gave up,
// if it did: what the other side did not acknowledge, or the FIN of that, or what was lost on either
// side since a segment arrived last. own reports whether this side sent them.
func fatalLosses(x timeline.Incarnation, e timeline.Ending) (list []timeline.Event, own bool) {
	end := -1 // the number of the event that ended the side
	for _, ev := range x.Events(timeline.StateChange, timeline.OnHost(x.Host)) {
		if ev.Local == x.Local {
			end = ev.Number // the change to CLOSED comes last
		}
	}
	heard := timeline.Event{Number: -1} // the last arrival, without a segment if there was none
	for _, ev := range x.Events(timeline.Delivered) {
		if ev.Local == x.Local && ev.Number < end {
			heard = ev
		}
	}
	var mine, theirs []timeline.Event
	for _, ev := range x.Events(timeline.Dropped) {
		own := ev.Local == x.Local
		switch {
		case ev.Number > end:
		case own && (unacked(ev, e) || e.Cause != timeline.TimerRetransmission && e.Cause != timeline.TimerFinWait2 && ev.Number > heard.Number):
			mine = append(mine, ev)
		case !own && (e.Cause == timeline.TimerFinWait2 && ev.Segment.Flags.Has(tcp.FIN) || e.Cause != timeline.TimerFinWait2 && sentAfter(ev, heard)):
			theirs = append(theirs, ev)
		}
	}
	if len(mine) > 0 && mine[len(mine)-1].Segment.ID == lastTry(x, e, end) {
		return mine, true
	}
	return theirs, false // what it sent last has arrived, if it sent anything
}

// sentAfter reports whether a segment was sent after one that arrived. A segment that was sent
// before it can be lost later, but did not have to arrive. IDs are in the order of sending.
func sentAfter(lost, arrived timeline.Event) bool {
	return lost.Segment.ID > arrived.Segment.ID // 0 if none arrived
}

// lastTry is the ID of the last segment that a side sent before its end, and to which it got
// no answer.
func lastTry(x timeline.Incarnation, e timeline.Ending, end int) (id uint32) {
	for _, ev := range x.Events(timeline.Sent) {
		if ev.Local == x.Local && ev.Number < end && (e.Cause != timeline.TimerRetransmission || unacked(ev, e)) {
			id = ev.Segment.ID
		}
	}
	return id
}

// unacked reports whether the other side has not acknowledged a segment of data or a FIN.
func unacked(ev timeline.Event, e timeline.Ending) bool {
	k := ev.Segment.SequenceLen()
	return k > 0 && int64(ev.Segment.Seq-ev.SeqBase)+int64(k)-1 > e.Acked
}

// lastLost names the last of the segments for lack of which a side gave up, and why it was
// lost.
func lastLost(x timeline.Incarnation, e timeline.Ending) string {
	if !gaveUp(e) {
		return ""
	}
	list, own := fatalLosses(x, e)
	if len(list) == 0 {
		return ""
	}
	last := list[len(list)-1]
	who := "it"
	if !own {
		if who = x.Peer; who == x.Host || who == "" {
			who = "the other side"
		}
	}
	text := strings.TrimPrefix(last.Segment.Describe(tcp.Style{SeqBase: last.SeqBase, AckBase: last.AckBase, Short: true}), "Flags ")
	text, _, _ = strings.Cut(text, ", length ")
	text, _, _ = strings.Cut(text, ", ack ")
	what := "segment"
	if e.Cause == timeline.TimerFinWait2 {
		what = "FIN" // what it sent later does not matter
	}
	return fmt.Sprintf(" The last %s that %s lost, at %s, was %s (%s).", what, who, last.At, text, reasons(list[len(list)-1:]))
}

// endedAs is how a connection ended, in sentences.
func endedAs(x timeline.Incarnation, e timeline.Ending) string {
	return upper(e.String()) + "." + lastLost(x, e)
}

// repeat is what a side sends again and again.
type repeat struct {
	from netip.AddrPort
	what timeline.Analysis
	seq  uint32
}

// mostRepeats is how many equal probes or retransmissions an excerpt shows one by one.
const mostRepeats = 3

// withoutRepeats leaves out what tells nothing of the end of a side that gave up: keep-alive
// probes, if it gave up for something else, and of many retransmissions all but the first
// and the last one. The notes stand where those were, before the event with a number.
func withoutRepeats(x timeline.Incarnation, events []timeline.Event, e timeline.Ending) (kept []timeline.Event, notes map[int]string) {
	runs, of := make(map[repeat][]uint32), make(map[uint32]repeat)
	for _, ev := range events {
		if ev.Analysis != "" {
			r := repeat{ev.Local, ev.Analysis, ev.Segment.Seq}
			runs[r] = append(runs[r], ev.Segment.ID)
			of[ev.Segment.ID] = r
		}
	}
	hidden := make(map[uint32]bool)
	for r, ids := range runs {
		if r.what == timeline.KeepAliveProbe && e.Cause != timeline.TimerKeepAlive {
			for _, id := range ids {
				hidden[id] = true
			}
		} else if len(ids) > mostRepeats {
			for _, id := range ids[1 : len(ids)-1] {
				hidden[id] = true
			}
		}
	}
	notes = make(map[int]string)
	arrived := arrivals(x)
	count, lost := make(map[repeat]int), make(map[repeat]int)
	for _, ev := range events {
		r := of[ev.Segment.ID] // the zero value, without a run, for all other events
		switch {
		case !hidden[ev.Segment.ID]:
			if ev.Kind == timeline.Sent && count[r] > 0 { // the last one
				notes[ev.Number] = fmt.Sprintf("%d more %ss%s", count[r], r.what, lostOf(lost[r], count[r]))
			}
			kept = append(kept, ev)
		case ev.Kind == timeline.Sent:
			count[r]++
		case ev.Kind == timeline.Dropped && arrived[ev.Segment.ID] == 0:
			lost[r]++
			arrived[ev.Segment.ID]++ // another copy is no other loss
		}
	}
	return kept, notes
}

// arrivals is how many copies of each packet arrived and were not dropped by the host that
// got them: its queue can be full.
func arrivals(x timeline.Incarnation) map[uint32]int {
	arrived := make(map[uint32]int)
	var last timeline.Event
	for _, ev := range x.Events(timeline.Any(timeline.Delivered, timeline.Dropped)) {
		switch id := ev.Segment.ID; {
		case ev.Kind == timeline.Delivered:
			arrived[id]++
		case last.Kind == timeline.Delivered && last.Segment.ID == id && last.Host == ev.Host:
			arrived[id]--
		}
		last = ev
	}
	return arrived
}

func lostOf(lost, all int) string {
	switch lost {
	case 0:
		return ""
	case all:
		return ", all lost"
	}
	return fmt.Sprintf(", %d lost", lost)
}

// lastBreath shows what was lost and the end of a side that gave up.
func lastBreath(x timeline.Incarnation, e timeline.Ending, events []timeline.Event) excerpt {
	events, notes := withoutRepeats(x, events, e)
	fatal := make(map[int]bool)
	losses, _ := fatalLosses(x, e)
	for _, ev := range losses {
		fatal[ev.Number] = true
	}
	var marked []int
	for _, ev := range events {
		if fatal[ev.Number] {
			marked = append(marked, ev.Number) // the first one that is not left out
			break
		}
	}
	last := -1
	for _, ev := range events {
		if ev.Kind == timeline.StateChange && ev.Local == x.Local {
			last = ev.Number
		}
	}
	s := show(events, append(marked, last)...)
	s.all = x.Events()
	s.notes = notes
	return s
}
