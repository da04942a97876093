// Package stacks reads what the runtime prints of goroutines. Their states, and the
// testing/synctest bubbles that they belong to, can be learned in no other way.
package stacks

import (
	"bytes"
	"runtime"
	"strconv"
	"strings"
)

// Goroutine is one goroutine as a stack trace shows it.
type Goroutine struct {
	// ID is the number of the goroutine.
	ID int64
	// State is what the trace has in brackets: what the goroutine does and its
	// bubble, as in "chan receive (durable), synctest bubble 1".
	State string
	// Bubble is the number of its testing/synctest bubble, 0 for none.
	Bubble uint64
	// Text is the whole trace, without an empty line at its end.
	Text string
}

// Frames returns the trace without the place that started the goroutine.
func (g Goroutine) Frames() string {
	own, _, _ := strings.Cut(g.Text, "\ncreated by ")
	return own
}

// mostBytes bounds the traces that All reads.
const mostBytes = 1 << 26

// All returns all goroutines of the program. It stops the world, which suits a
// program in which nothing moves anyway. Traces beyond 64 MiB are left out.
func All() (list []Goroutine) {
	b := make([]byte, 1<<16)
	for {
		if k := runtime.Stack(b, true); k < len(b) || len(b) >= mostBytes {
			b = b[:k]
			break
		}
		b = make([]byte, 2*len(b))
	}
	for _, text := range bytes.Split(b, []byte("\n\n")) {
		if g, ok := parse(text); ok {
			list = append(list, g)
		}
	}
	return list
}

// parse reads one trace and reports whether it is one.
func parse(text []byte) (g Goroutine, ok bool) {
	id, state, ok := head(text)
	if !ok {
		return g, false
	}
	g.ID, g.Bubble = id, bubble(state)
	g.State, g.Text = string(state), string(bytes.TrimSpace(text))
	return g, true
}

// head splits the first line of a trace, as in "goroutine 7 [running, synctest
// bubble 1]:".
func head(text []byte) (id int64, state []byte, ok bool) {
	line, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	line, ok = bytes.CutPrefix(line, []byte("goroutine "))
	if !ok {
		return 0, nil, false
	}
	number, rest, _ := bytes.Cut(line, []byte(" "))
	_, state, ok = bytes.Cut(rest, []byte("["))
	if !ok {
		return 0, nil, false
	}
	state, _, _ = bytes.Cut(state, []byte("]"))
	id, err := strconv.ParseInt(string(number), 10, 64)
	return id, state, err == nil
}

// bubble finds the number of a bubble in a state.
func bubble(state []byte) uint64 {
	_, n, found := bytes.Cut(state, []byte("synctest bubble "))
	if !found {
		return 0
	}
	n, _, _ = bytes.Cut(n, []byte(","))
	id, _ := strconv.ParseUint(string(n), 10, 64)
	return id
}

// ID returns the number of the calling goroutine.
func ID() int64 {
	var b [128]byte
	id, _, _ := head(b[:runtime.Stack(b[:], false)])
	return id
}

// Bubble returns the number of the bubble that the caller is in, or 0.
func Bubble() uint64 {
	var b [128]byte
	_, state, _ := head(b[:runtime.Stack(b[:], false)])
	return bubble(state)
}
