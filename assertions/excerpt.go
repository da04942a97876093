package assertions

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// These are the limits of what a failure shows.
const (
	maxLines   = 10  // of the timeline
	maxColumns = 120 // of a line
)

// excerpt is the part of a timeline that a failure shows.
type excerpt struct {
	events []timeline.Event
	marked map[int]bool     // by Event.Number
	header bool             // show the numbers of the header, not relative ones
	notes  map[int]string   // on what was left out before the event with a number
	all    []timeline.Event // those that events are picked from, or none
	lines  int              // how many lines it may have; 0 for maxLines
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

// gap stands for events that are not shown.
const gap = "  ⋮\n"

// String is the excerpt, a line an event: as many as fit around the first and the last
// that are marked, or else the last ones.
func (x excerpt) String() string {
	var b strings.Builder
	lines := timeline.Lines
	if x.header {
		lines = timeline.HeaderLines
	}
	end := 0
	var shown []timeline.Event
	for _, w := range x.windows() {
		shown = append(shown, x.events[w.from:w.to]...)
	}
	texts := lines(shown) // together, for the columns
	for _, w := range x.windows() {
		if w.from > end {
			b.WriteString(gap)
		}
		for i, e := range x.events[w.from:w.to] {
			if note := x.notes[e.Number]; note != "" {
				b.WriteString("  ⋮ " + note + "\n")
			}
			if i > 0 {
				b.WriteString(x.talk(x.events[w.from+i-1].Number, e))
			}
			mark := "  "
			if x.marked[e.Number] {
				mark = "▶ "
			}
			b.WriteString(fitted(mark+strings.TrimRight(texts[0], " "), x.header) + "\n")
			texts = texts[1:]
		}
		end = w.to
	}
	if end < len(x.events) {
		b.WriteString(gap)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// window is a stretch of events that are shown.
type window struct{ from, to int }

// windows are which of the events to show. The last marked event is among them: it tells
// the end of what the first one began.
func (x excerpt) windows() []window {
	limit := x.lines
	if limit == 0 {
		limit = maxLines
	}
	first, last := len(x.events), -1
	for i, e := range x.events {
		if x.marked[e.Number] {
			first, last = min(first, i), i
		}
	}
	talks := 0
	for _, w := range x.window(first, last, limit) {
		for i := w.from + 1; i < w.to; i++ {
			if x.talk(x.events[i-1].Number, x.events[i]) != "" {
				talks++
			}
		}
	}
	return x.window(first, last, max(limit-talks, limit/2)) // those are lines too
}

// window are windows of at most limit events.
func (x excerpt) window(first, last, limit int) []window {
	if w := around(first, limit, len(x.events)); last < w.to {
		return []window{w}
	}
	// Of the second window only what led to the last marked event.
	second := max(limit*2/5, 1)
	w := around(first, limit-second, len(x.events))
	return []window{w, {max(w.to, last+1-second), last + 1}}
}

// around is a window of at most limit events with that at an index. The events before it
// are more useful than those after it.
func around(at, limit, all int) window {
	to := min(all, at+max(limit/2-1, 1))
	from := max(0, to-limit)
	return window{from, min(all, from+limit)}
}

// Details that a line can do without, the least important first.
var spare = []*regexp.Regexp{
	regexp.MustCompile(`, length \d+`),
	regexp.MustCompile(`; sent at \+[0-9.]+s`),
	regexp.MustCompile(` \(ISN \d+\)`),
	regexp.MustCompile(`, ack \d+`),
}

// fitted is a line that is not too long. Numbers of the header stay if the failure is
// about them.
func fitted(line string, header bool) string {
	details := spare
	if header {
		details = spare[:2]
	}
	for _, s := range details {
		if utf8.RuneCountInString(line) > maxColumns {
			line = s.ReplaceAllString(line, "")
		}
	}
	line = shortReason(line)
	if r := []rune(line); len(r) > maxColumns {
		return string(r[:maxColumns-1]) + "…"
	}
	return line
}

// shortReason cuts characters out of the middle of the remark that ends a line which is too
// long: the name of a rule, for example. Its end, where a line of code can be, stays.
func shortReason(line string) string {
	excess := utf8.RuneCountInString(line) - maxColumns
	head, remark, _ := strings.Cut(line, " (")
	if excess <= 0 || !strings.HasSuffix(line, ")") {
		return line
	}
	reason := []rune(remark)
	keep := len(reason) - excess - 1 // and "…"
	if keep < 12 {
		return line
	}
	return head + " (" + string(reason[:keep/3]) + "…" + string(reason[len(reason)-(keep-keep/3):])
}

// wrapped breaks the lines of a text that are too long at spaces.
func wrapped(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = wrappedLine(line)
	}
	return strings.Join(lines, "\n")
}

func wrappedLine(line string) string {
	if utf8.RuneCountInString(line) <= maxColumns {
		return line
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if len(indent) > maxColumns/2 {
		return line
	}
	head, tail := line, ""
	if i := strings.LastIndex(line, ", opened at "); i > len(indent) && utf8.RuneCountInString(line[:i+1]) <= maxColumns {
		head, tail = line[:i+1], line[i+2:]
	} else if i := strings.LastIndex(string([]rune(line)[:maxColumns]), " ← "); i > len(indent) {
		head, tail = line[:i], line[i+1:]
	} else {
		at := strings.LastIndexByte(string([]rune(line)[:maxColumns+1]), ' ')
		if at <= len(indent) {
			return line // one long word
		}
		head, tail = line[:at], line[at+1:]
	}
	return head + "\n" + wrappedLine(indent+"    "+tail)
}

// talk is a line on what the two sides of the connection of an event wrote and read after
// the event with a number, or empty. An excerpt leaves that out, but an answer can be why a
// side closed.
func (x excerpt) talk(after int, e timeline.Event) string {
	from, _ := slices.BinarySearchFunc(x.all, after+1, func(e timeline.Event, number int) int { return e.Number - number })
	var said [2]struct { // first that of the side of the event
		host        string
		wrote, read int
	}
	for _, c := range x.all[from:] {
		if c.Number >= e.Number {
			break
		}
		if !sameConnection(c, e) {
			continue
		}
		side := 0
		if c.Local != e.Local {
			side = 1
		}
		s := &said[side]
		switch c.Call { // a segment need not have a host: it can be forged
		case timeline.CallWrite:
			s.host, s.wrote = c.Host, s.wrote+c.Len
		case timeline.CallRead:
			s.host, s.read = c.Host, s.read+c.Len
		}
	}
	var texts []string
	for _, s := range said {
		wrote, read := "wrote "+plural(s.wrote, "byte", "bytes"), "read "+plural(s.read, "byte", "bytes")
		switch host := timeline.OneLine(s.host) + " "; {
		case s.wrote > 0 && s.read > 0:
			texts = append(texts, host+wrote+" and "+read)
		case s.wrote > 0:
			texts = append(texts, host+wrote)
		case s.read > 0:
			texts = append(texts, host+read)
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return "  ⋮ " + strings.Join(texts, "; ") + "\n"
}

// opening shows the events that openingAndClosing picks.
func opening(all []timeline.Event, marked ...int) excerpt { return openingWith(nil, all, marked...) }

// openingWith is opening with the events that have some numbers, too.
func openingWith(numbers []int, all []timeline.Event, marked ...int) excerpt {
	picked := openingAndClosing(all)
	for _, e := range all {
		if slices.Contains(numbers, e.Number) {
			picked = append(picked, e)
		}
	}
	slices.SortFunc(picked, func(a, b timeline.Event) int { return a.Number - b.Number })
	x := show(picked, marked...)
	x.all = all
	return x
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
		default:
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
