package main

import (
	"io"
	"math"
	"os"
	"strconv"
	"unicode"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// logWidth is the width of a table that no terminal shows, in columns. The log of a CI
// system shows about as much on one line, and most titles are whole.
const logWidth = 160

// whole is the width of a table without a limit, for a file.
const whole = math.MaxInt

// columnsVariable is the environment variable with the width of a terminal.
const columnsVariable = "COLUMNS"

// widthOf returns the number of columns for a table: what COLUMNS says, the width of the
// terminal, or logWidth.
func widthOf(w io.Writer, getenv func(string) string) int {
	if n, err := strconv.Atoi(getenv(columnsVariable)); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return logWidth
}

// columns returns the number of columns that a terminal needs for a text: two for a wide
// character, none for a combining one.
func columns(text string) (n int) {
	for _, r := range text {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cut returns a text that needs at most the given number of columns. It ends with … if
// it is cut, and is never less than that.
func cut(text string, most int) string {
	if columns(text) <= most {
		return text
	}
	n := 1 // …
	for i, r := range text {
		if n += columnsOf(r); n > most {
			return text[:i] + "…"
		}
	}
	return text
}
