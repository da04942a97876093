// Package spelling finds the accepted names that a misspelt one resembles. Errors of
// this module that list accepted names take their suggestion from here.
package spelling

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// most is the maximum number of names in a suggestion. More are not a suggestion.
const most = 3

// DidYouMean returns the end of an error message about an unknown word, such as
//
//	; did you mean "keep-alive"?
//
// It returns "" if no accepted name is near, or more than three are equally near.
func DidYouMean(word string, accepted []string) string {
	var quoted []string
	for _, name := range Nearest(word, accepted) {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	switch len(quoted) {
	case 0:
		return ""
	case 1:
		return "; did you mean " + quoted[0] + "?"
	}
	return "; did you mean one of " + strings.Join(quoted, ", ") + "?"
}

// Nearest returns the accepted names that are nearest to a word, in the given order and
// each once. It returns nil if none is near, or more than three are equally near.
//
// The distance counts inserted, removed, replaced and swapped characters. Upper case,
// leading zeros of numbers, and the kind of a separator do not count: "c_2" is "C-02".
// At most one mistake is near in a word of up to 5 characters, two in a word of 8, and
// one for each 4 in a longer one. A word of 3 characters or more is also near a name
// that it begins. A name with other digits is never near: C-98 is no slip for C-97.
func Nearest(word string, accepted []string) []string {
	w := fold(word)
	limit := limitOf(len(w))
	var near, begun []string
	best := limit
	for _, name := range accepted {
		n := fold(name)
		if slices.Contains(near, name) || slices.Contains(begun, name) {
			continue
		}
		if len(w) >= 3 && len(n) > len(w) && slices.Equal(n[:len(w)], w) {
			begun = append(begun, name)
		}
		if !slices.Equal(digits(w), digits(n)) {
			continue
		}
		switch d := distance(w, n, best); {
		case d > best || d >= len(w):
		case d < best:
			best, near = d, []string{name}
		default:
			near = append(near, name)
		}
	}
	if len(near) == 0 {
		near = begun
	}
	if len(near) > most {
		return nil
	}
	return near
}

func limitOf(n int) int {
	switch {
	case n <= 5:
		return 1
	case n <= 8:
		return 2
	}
	return n / 4
}

// fold returns a word without what does not count.
func fold(word string) (out []rune) {
	number := false
	list := []rune(strings.TrimSpace(word))
	for i, r := range list {
		digit := '0' <= r && r <= '9'
		if r == '0' && !number && i+1 < len(list) && '0' <= list[i+1] && list[i+1] <= '9' {
			continue // a leading zero
		}
		number = digit
		if r == '_' || unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			r = '-'
		}
		out = append(out, unicode.ToLower(r))
	}
	return out
}

// digits returns the digits of a word, sorted.
func digits(word []rune) (out []rune) {
	for _, r := range word {
		if '0' <= r && r <= '9' {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

// distance returns the number of inserted, removed, replaced or swapped characters
// between two words (the optimal string alignment distance), or any number above limit
// if it is above it.
func distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	// The rows of the table for a[:i-2], a[:i-1] and a[:i].
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := last[j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			row[j] = min(last[j]+1, row[j-1]+1, replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
