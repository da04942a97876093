package assertions_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// widest is how many columns a line of a failure has at most.
const widest = 120

// A line of the timeline that has just as many columns as fit is whole. Of one that is
// longer first the details go, and then its end.
func TestWidthsOfEvents(t *testing.T) {
	n := fixture.New(t)
	line := func(note string) string {
		n.Note("%s", note)
		said, _ := text(t, HaveSent(tcp.RST), n)
		list := strings.Split(strings.TrimRight(said, "\n"), "\n")
		return list[len(list)-2]
	}
	prefix := utf8.RuneCountInString(line("x")) - 1
	fill := func(columns int, end string) string {
		return strings.Repeat("x", columns-prefix-len(end)) + end
	}
	for _, k := range []struct {
		columns   int
		end, want string
	}{
		{widest, "", "xxx"}, {widest + 1, "", "xx…"},
		{widest, ", length 5", "xx, length 5"}, {widest + 1, ", length 5", "xxx"},
		{widest + 5, ", ack 5, length 5", "xxx, ack 5"}, {widest + 15, ", ack 55, length 5", "xxx"},
	} {
		got := line(fill(k.columns, k.end))
		if w := utf8.RuneCountInString(got); !strings.HasSuffix(got, k.want) || w > widest {
			t.Errorf("%d columns that end in %q: %d columns are left, want %q at the end\n%s", k.columns, k.end, w, k.want, got)
		}
	}
}

// The remark at the end of a line that is too long is cut in its middle, if at least twelve
// characters of it stay. The line is cut off at its end if they do not.
func TestWidthsOfRemarks(t *testing.T) {
	kept := map[int]bool{}
	for columns := 1; columns <= 25; columns++ {
		w := &world{t: t, n: fixture.New(t)}
		w.client, w.server = w.n.Host(strings.Repeat("c", 25)), w.n.Host(strings.Repeat("s", columns))
		w.n.On(timeline.Flags(tcp.SYN)).Named("begin " + strings.Repeat("x", 40) + " end").Drop()
		w.n.Go(func() error { _, err := w.client.Dial("tcp", w.server.Name()+":80"); return err })
		w.advance(time.Millisecond)
		said, _ := text(t, HaveReceived(tcp.SYN), w.n)
		var line string
		for l := range strings.Lines(said) {
			if strings.HasPrefix(l, "▶") {
				line = strings.TrimSuffix(l, "\n")
			}
		}
		width := utf8.RuneCountInString(line)
		_, remark, _ := strings.Cut(line, " (")
		switch {
		case width != widest || !strings.Contains(line, "…"):
			t.Errorf("%d columns of %s", width, line)
		case !strings.HasSuffix(line, "…") && !strings.HasSuffix(line, "end)"):
			t.Errorf("it ends without the end of the remark: %s", line)
		case strings.HasSuffix(line, ")"):
			kept[utf8.RuneCountInString(remark)-1] = true
		default:
			kept[0] = true
		}
	}
	if !kept[0] || !kept[12] || !kept[13] || kept[11] {
		t.Errorf("so many characters stay: %v, want 12 or more, or none", kept)
	}
}

// A line that just fits keeps its remark. What only looks like one stays where it is.
func TestRemarksThatStay(t *testing.T) {
	n := fixture.New(t)
	for _, k := range []struct{ before, after string }{
		{"(" + strings.Repeat("x", 40), ")"}, {"(like a remark) " + strings.Repeat("x", 20), "y"},
	} {
		for columns := widest - 3; columns <= widest+3; columns++ {
			n.Note("%s", "x")
			said, _ := text(t, HaveSent(tcp.RST), n)
			list := strings.Split(strings.TrimRight(said, "\n"), "\n")
			prefix := strings.TrimSuffix(list[len(list)-2], "x")
			note := k.before + strings.Repeat("z", columns-utf8.RuneCountInString(prefix+k.before+k.after)) + k.after
			n.Note("%s", note)
			said, _ = text(t, HaveSent(tcp.RST), n)
			list = strings.Split(strings.TrimRight(said, "\n"), "\n")
			got, whole := list[len(list)-2], prefix+note
			switch {
			case columns <= widest && got != whole:
				t.Errorf("%d columns: it is\n%s\nwant\n%s", columns, got, whole)
			case columns > widest && k.after == "y" && got != string([]rune(whole)[:widest-1])+"…":
				t.Errorf("%d columns: it is cut to\n%s", columns, got)
			}
		}
	}
}

// printing is a matcher whose failure is a text.
type printing string

func (printing) Match(any) (bool, error)            { return false, nil }
func (p printing) FailureMessage(any) string        { return string(p) }
func (p printing) NegatedFailureMessage(any) string { return string(p) }

// A line of text that is too long is broken: before the place that opened a socket, at the
// caller of that, or else at the last space that fits. What has no such place stays whole.
func TestWidthsOfText(t *testing.T) {
	h := fixture.New(t).Host("host")
	x := func(k int) string { return strings.Repeat("x", k) }
	const opened, caller = ", opened at ", " ← "
	for name, k := range map[string]struct{ line, want string }{
		"as many as fit":      {x(57) + " " + x(58), x(57) + " " + x(58)},
		"one more":            {x(57) + " " + x(59), x(57) + "\n" + x(59)},
		"one word":            {x(200), x(200)},
		"a space at the edge": {x(116) + " y", x(116) + "\ny"},
		"opened":              {x(50) + opened + x(80), x(50) + ",\nopened at " + x(80)},
		"opened at the edge":  {x(57) + " " + x(57) + opened + "y", x(57) + " " + x(57) + ",\nopened at y"},
		"opened after it":     {x(57) + " " + x(58) + opened + "y", x(57) + "\n" + x(58) + opened + "y"},
		"opened first":        {opened[:1] + opened[1:] + x(50) + " " + x(80), opened + x(50) + "\n" + x(80)},
		"a caller":            {x(50) + " y" + caller + x(80), x(50) + " y\n← " + x(80)},
		"half indented":       {strings.Repeat(" ", 56) + x(30) + " " + x(40), strings.Repeat(" ", 56) + x(30) + "\n" + strings.Repeat(" ", 56) + x(40)},
		"more indented":       {strings.Repeat(" ", 57) + x(30) + " " + x(40), strings.Repeat(" ", 57) + x(30) + " " + x(40)},
	} {
		said, _ := text(t, HaveSockets(printing(k.line)), h)
		_, rest, _ := strings.Cut(said, "The given matcher prints:\n")
		rest, _, _ = strings.Cut(rest, "\n(seed")
		first, second, broken := strings.Cut(k.want, "\n")
		want := "    " + first
		if broken {
			want += "\n        " + second
		}
		if strings.TrimRight(rest, "\n") != want {
			t.Errorf("%s: it prints\n%s\nwant\n%s", name, rest, want)
		}
	}
}
