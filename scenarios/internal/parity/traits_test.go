package parity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// sameStates reports whether the calls and the states are the same in both places.
func (d difference) sameStates() bool {
	return d.here.result == d.there.result && slices.Equal(d.here.later, d.there.later) &&
		slices.Equal(d.here.ends, d.there.ends) && slices.Equal(d.here.sockets, d.there.sockets)
}

// ignored reports whether the kernel has thrown the segment away: nothing has changed, and at
// most an acknowledgement was sent.
func (d difference) ignored() bool {
	if len(d.earlier) == 0 {
		return false
	}
	last := d.earlier[len(d.earlier)-1]
	return len(d.there.later) == 0 && slices.Equal(d.there.ends, last.ends) && slices.Equal(d.there.sockets, last.sockets) &&
		(answered(d.there) || answered(d.there, "ACK"))
}

// active reports whether the host has begun the connection.
func (d difference) active() bool { return d.earlier[0].step.op == doDial }

// length is how many numbers the segment takes.
func (d difference) length() int {
	n := d.segment.len
	if d.flags.Has(tcp.FIN) {
		n++
	}
	if d.flags.Has(tcp.SYN) {
		n++
	}
	return n
}

// plainResets are answers with each RST in one form, and without an acknowledgement of what it
// answers.
func plainResets(answers []string) (out []string) {
	for i, a := range answers {
		switch {
		case strings.HasPrefix(a, "RST"):
			out = append(out, "RST")
		case i+1 < len(answers) && strings.HasPrefix(a, "ACK") && strings.HasPrefix(answers[i+1], "RST"):
		default:
			out = append(out, a)
		}
	}
	return out
}

// readCount is the end of a read that has waited: how many bytes it has read.
var readCount = regexp.MustCompile(`^\d+ \d+ ok$`)

var pureACK = regexp.MustCompile(`^ACK -?\d+ `)

// withData are the answers that carry data.
func withData(answers []string) (out []string) {
	for _, a := range answers {
		if strings.Contains(a, " len ") {
			out = append(out, a)
		}
	}
	return out
}

// dataIn is how many bytes the answers carry.
func dataIn(l line) (n int) {
	for _, a := range l.answers {
		if _, text, ok := strings.Cut(a, " len "); ok {
			k, _ := strconv.Atoi(text)
			n += k
		}
	}
	return n
}
