package parity

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// parse reads a sequence as text writes it, and as a failure shows it: what follows the step on
// its line was seen, and is passed over.
func parse(text string) (steps []step, err error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(line, "fixture:"), "kernel:"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		s, err := parseStep(line)
		if err != nil {
			return nil, fmt.Errorf("parity: %q: %w", line, err)
		}
		if n := len(steps); n > 0 && steps[n-1].id == s.id {
			continue // the line of the other place
		}
		steps = append(steps, s)
	}
	return steps, nil
}

var (
	stepLine    = regexp.MustCompile(`^(\d+): (?:([ab]): )?(.*)$`)
	onLine      = regexp.MustCompile(`^([a-z ]+?)(?: (-?\d+))? on (\d+)(.*)$`)
	segmentLine = regexp.MustCompile(`^([A-Z,]+|none) (next|first|edge)([+-]\d+)(?: ack (next|first)([+-]\d+))?(?: len (\d+))?(?: win (\d+))?( with timestamps)?( with SACK)?(.*)$`)
)

func parseStep(line string) (s step, err error) {
	m := stepLine.FindStringSubmatch(line)
	if m == nil {
		return s, fmt.Errorf("want a number, a colon and a step")
	}
	s.id, _ = strconv.Atoi(m[1])
	s.host = strings.Index("ab", m[2]+"")
	rest, _, _ := strings.Cut(m[3]+": ", ": ")
	what, options, _ := strings.Cut(rest, ", ")
	has := func(o string) bool { return strings.Contains(", "+options+", ", ", "+o+", ") }
	after := func(o string) (text string) {
		for _, x := range strings.Split(options, ", ") {
			if rest, ok := strings.CutPrefix(x, o+" "); ok {
				text = rest
			}
		}
		return text
	}
	if f, ok := strings.CutPrefix(what, "listen "); ok {
		n, _ := strconv.Atoi(after("backlog"))
		s.op, s.listen = doListen, listening{address: f, backlog: n, noReuse: has("without SO_REUSEADDR"), reusePort: has("SO_REUSEPORT")}
		return s, nil
	}
	if f, ok := strings.CutPrefix(what, "dial "); ok {
		s.op, s.dial = doDial, dialling{address: f, local: after("from"), reuseAddr: has("SO_REUSEADDR"), reusePort: has("SO_REUSEPORT")}
		return s, nil
	}
	if _, err := fmt.Sscanf(rest, "wait %d ms", &s.n); err == nil {
		s.op = doWait
		return s, nil
	}
	if m := onLine.FindStringSubmatch(rest); m != nil {
		s.op = op(m[1])
		s.n, _ = strconv.Atoi(m[2])
		s.on, _ = strconv.Atoi(m[3])
		s.read, s.write, s.past = has("read"), has("write"), has("past")
		return s, nil
	}
	s.op = doSegment
	s.segment, err = parseSegment(rest)
	return s, err
}

func parseSegment(text string) (s segment, err error) {
	m := segmentLine.FindStringSubmatch(text)
	if m == nil {
		return s, fmt.Errorf("no such step")
	}
	number := func(text string) int { n, _ := strconv.Atoi(text); return n }
	base := func(name string) base {
		for b, x := range baseNames {
			if x == name {
				return b
			}
		}
		return next
	}
	if m[1] != "none" {
		if s.flags, err = tcp.ParseFlags(m[1]); err != nil {
			return s, err
		}
	}
	s.seqBase, s.seq, s.ackBase, s.ack, s.len, s.window = base(m[2]), number(m[3]), base(m[4]), number(m[5]), number(m[6]), 0xffff
	if m[7] != "" {
		s.window = uint16(number(m[7]))
	}
	s.timestamps, s.sack = m[8] != "", m[9] != ""
	for x, name := range stampNames {
		if name != "" && m[10] == name {
			s.stamp = x
		}
	}
	return s, nil
}

// A sequence is the same when it was written and read: whoever has the text can play it.
func TestText(t *testing.T) {
	for k := range 500 {
		for _, generate := range []func(dice) []step{calls, segments} {
			steps := generate(newDice(1, k))
			written := text(steps)
			read, err := parse(written)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(read, steps) {
				t.Fatalf("wrote\n%s\nread\n%s", written, text(read))
			}
		}
	}
}
