package main

import (
	"strings"
)

// choices turns the bytes of a fuzzer into decisions, one byte each. When the bytes end,
// every decision is the first of its kind, which is the harmless one: so nearly every
// input is valid, and a shorter input is a simpler one.
type choices struct{ left []byte }

// of returns a number from 0 to n-1.
func (c *choices) of(n int) int {
	if len(c.left) == 0 {
		return 0
	}
	b := c.left[0]
	c.left = c.left[1:]
	return int(b) % n
}

// rarely is true for one byte in n.
func (c *choices) rarely(n int) bool { return c.of(n) == n-1 }

// oneOf returns one of the elements of a list.
func oneOf[T any](c *choices, list ...T) T { return list[c.of(len(list))] }

// some returns elements of a list in its order, at least one and most often few: what
// runs takes the time of an input.
func some[T any](c *choices, list []T) (out []T) {
	mask := c.of(1 << len(list))
	mask &= c.of(1 << len(list))
	for i, x := range list {
		if mask>>i&1 != 0 {
			out = append(out, x)
		}
	}
	if out == nil {
		out = list[:1]
	}
	return out
}

// text returns a text that is valid UTF-8: a hostile one, all of them, one in which there
// is nothing to see, or one of the fuzzer.
func (c *choices) text() string {
	text := "we know"
	switch k := c.of(len(hostile) + 7); {
	case k == 0:
	case k <= len(hostile):
		text = hostile[k-1]
	case k <= len(hostile)+2:
		text = strings.Join(hostile, "")
	case k == len(hostile)+3:
		text = oneOf(c, "\x00\x10", "\u200b\u2060", " \t", "\u0301", "\u2800", "\u3164")
	default:
		n := min(c.of(24), len(c.left))
		text = string(c.left[:n])
		if c.left = c.left[n:]; c.rarely(2) {
			text += oneOf(c, hostile...)
		}
	}
	return strings.ToValidUTF8(text, "\ufffd")
}

// fileName returns a name that a file can have on Linux. Elsewhere many cannot be.
func (c *choices) fileName(plain string) string {
	if !hostileFiles {
		return plain
	}
	return oneOf(c, plain, plain, plain, plain, "::error::x "+plain, "a\n::error::b "+plain, "\x1b[31m"+plain,
		"a,b:c%0A"+plain, "##[error]"+plain, "]]>&<>\"' "+plain, "`|<b> "+plain, "#1 # SKIP "+plain)
}
