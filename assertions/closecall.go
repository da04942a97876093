package assertions

import (
	"fmt"
	"slices"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// closer returns the call with which the sender of the RST that ended a connection had
// closed it. ok is false if there is none, or if the RST has nothing to do with it.
func closer(x timeline.Incarnation, e timeline.Ending) (call timeline.Event, ok bool) {
	switch e.ResetCause {
	case timeline.ResetByLateData, timeline.ResetByUnread, timeline.ResetByLinger, timeline.ResetByAbort:
	default:
		return call, false
	}
	for _, ev := range slices.Backward(x.Events(timeline.Called, timeline.OnHost(e.ResetBy))) {
		closes := (ev.Call == timeline.CallClose || ev.Call == timeline.CallAbort) && ev.Result == ""
		if closes && ev.Local == e.ResetEvent.Segment.Src && ev.Number < e.ResetEvent.Number {
			return ev, true
		}
	}
	return call, false
}

// closedBefore says where the sender of a RST had closed, in a sentence.
func closedBefore(x timeline.Incarnation, e timeline.Ending) string {
	c, ok := closer(x, e)
	if !ok || c.Line == "" && e.ResetCause != timeline.ResetByLateData {
		return ""
	}
	line := ""
	if c.Line != "" {
		line = " (" + c.Line + ")"
	}
	verb := "called Close"
	if c.Call == timeline.CallAbort {
		verb = "called Abort"
	}
	if e.ResetCause == timeline.ResetByLateData {
		return fmt.Sprintf(" %s had %s at %s%s, and data arrived after that.", e.ResetBy, verb, c.At, line)
	}
	return fmt.Sprintf(" %s %s at %s.", e.ResetBy, verb, c.Line)
}

// aborted reports whether the first call that closed this side was Abort.
func aborted(x timeline.Incarnation) bool {
	for _, ev := range x.Events(timeline.Called, timeline.OnHost(x.Host)) {
		if ev.Local == x.Local && ev.Result == "" && (ev.Call == timeline.CallClose || ev.Call == timeline.CallAbort) {
			return ev.Call == timeline.CallAbort
		}
	}
	return false
}

// queued says that the application had not accepted a connection when the other side
// closed it, in a sentence, or nothing if it had.
func queued(x timeline.Incarnation, first timeline.Event) string {
	opened, established := x.Entered(tcp.Established)
	if x.Active || !established {
		return ""
	}
	for _, ev := range x.Events(timeline.Called, timeline.OnHost(x.Host)) {
		if ev.Call != timeline.CallAccept {
			continue
		}
		if ev.Number < first.Number {
			return ""
		}
		return fmt.Sprintf(" Until then the application of %s had not accepted it: it waited in the accept queue from %s to %s.", x.Host, opened, ev.At)
	}
	return fmt.Sprintf(" The application of %s has not accepted it: it had been in the accept queue for %s by then.", x.Host, max(first.At-opened, time.Duration(0)))
}
