package assertions

import (
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// maxLines is how many lines of the timeline a failure shows.
const maxLines = 10

// excerpt is the part of a timeline that a failure shows.
type excerpt struct {
	events []timeline.Event
	marked map[int]bool // by Event.Number
	header bool         // show the numbers of the header, not relative ones
}

// show makes an excerpt of events, of which those with the given numbers are
// marked.
func show(events []timeline.Event, marked ...int) excerpt {
	x := excerpt{marked: make(map[int]bool)}
	for _, n := range marked {
		x.marked[n] = true
	}
	for _, e := range events {
		if !e.Plain || x.marked[e.Number] {
			x.events = append(x.events, e)
		}
	}
	return x
}

// String is the excerpt, a line an event: as many as fit around the first that is
// marked, or else the last ones.
func (x excerpt) String() string {
	if len(x.events) == 0 {
		return ""
	}
	from, to := x.window()
	var b strings.Builder
	if from > 0 {
		b.WriteString("  ⋮\n")
	}
	lines := timeline.Lines
	if x.header {
		lines = timeline.HeaderLines
	}
	for i, line := range lines(x.events[from:to]) {
		mark := "  "
		if x.marked[x.events[from+i].Number] {
			mark = "▶ "
		}
		b.WriteString(mark + strings.TrimRight(line, " ") + "\n")
	}
	if to < len(x.events) {
		b.WriteString("  ⋮\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// window is which of the events to show.
func (x excerpt) window() (from, to int) {
	at := len(x.events)
	for i, e := range x.events {
		if x.marked[e.Number] {
			at = i
			break
		}
	}
	// The events before the marked one are more useful than those after it.
	to = min(len(x.events), at+maxLines/2-1)
	from = max(0, to-maxLines)
	to = min(len(x.events), from+maxLines)
	return from, to
}

// openingAndClosing picks the events that show how a connection began and ended: no
// data, no plain acknowledgements, no reads and writes.
func openingAndClosing(events []timeline.Event) []timeline.Event {
	var out []timeline.Event
	for i, e := range events {
		switch e.Kind {
		case timeline.Sent:
			if e.Segment.Flags&(tcp.SYN|tcp.FIN|tcp.RST) == 0 && !answersFIN(events[:i], e) && e.Analysis == "" {
				continue
			}
		case timeline.Delivered:
			if e.Segment.Flags&(tcp.FIN|tcp.RST) == 0 && !e.Earlier {
				continue
			}
		case timeline.Called:
			if (e.Call == timeline.CallRead || e.Call == timeline.CallWrite) && e.Result == "" {
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

// withData is openingAndClosing with the data that the side wrote and sent, or that it
// got and read.
func withData(x timeline.Incarnation, written bool) []timeline.Event {
	all := x.Events()
	shown := openingAndClosing(all)
	var out []timeline.Event
	for _, e := range all {
		isShown := len(shown) > 0 && shown[0].Number == e.Number
		if isShown {
			shown = shown[1:]
		}
		data := e.Kind == timeline.Sent && written || e.Kind == timeline.Delivered && !written
		call := e.Call == timeline.CallWrite && written || e.Call == timeline.CallRead && !written
		if isShown || e.Host == x.Host && (call || data && e.Segment.Len > 0) {
			out = append(out, e)
		}
	}
	return out
}

// answersFIN reports whether e is a plain acknowledgement right after a FIN.
func answersFIN(before []timeline.Event, e timeline.Event) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if b := before[i]; b.IsSegment() && b.Kind != timeline.Delivered {
			return b.Segment.Flags.Has(tcp.FIN) && b.Remote == e.Local
		}
	}
	return false
}
