package report

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A report repeats text of others: reasons from a policy, observations from a baseline
// or a netstack, names of files. Terminals and CI systems act on some of it. The
// functions of this file make such text harmless and leave all other text as it is.

// Visible returns a text without characters that a terminal or a CI system acts on. It
// keeps line ends. The functions of this package that return text for people use it.
//
//   - Every other character that is not visible is escaped as in Go: control
//     characters, those that change the direction of the text, invalid UTF-8.
//   - GitHub takes a line that begins with "::", and "##[" anywhere, for a command. A
//     backslash separates the characters.
func Visible(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = VisibleLine(line)
	}
	return strings.Join(lines, "\n")
}

// VisibleLine is like Visible for a text that has to stay on one line: it also escapes
// line ends.
func VisibleLine(text string) string {
	text = strings.ReplaceAll(text, "##[", `##\[`)
	// GitHub ignores white space before the command.
	if rest := strings.TrimLeftFunc(text, unicode.IsSpace); strings.HasPrefix(rest, "::") {
		text = text[:len(text)-len(rest)] + `\` + rest
	}
	if !strings.ContainsFunc(text, hidden) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && n == 1:
			q := strconv.Quote(text[:1])
			b.WriteString(q[1 : len(q)-1])
		case hidden(r):
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}

// hidden reports whether a character does not show itself. RuneError stands for invalid
// UTF-8.
func hidden(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }

// multiline are the members whose texts may have several lines. Any other text is on
// one line.
var multiline = []string{"Reason", "Timeline"}

// quoted are the members of a Change that its String quotes, which escapes them. Once is
// enough.
var quoted = []string{"Old", "New"}

// Visible returns a copy of the report in which every text is as Visible returns it,
// and on one line unless it is a Reason or a Timeline. It is for formats that are read
// by people or line by line. JSON keeps the texts as they are.
func (r Report) Visible() Report {
	return visible(reflect.ValueOf(r), VisibleLine).Interface().(Report)
}

// visible returns a copy of a value with all its texts changed. It does not list the
// members, so it cannot forget a new one.
func visible(v reflect.Value, change func(string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(change(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(visible(v.Elem(), change))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			out.Index(i).Set(visible(v.Index(i), change))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			one, name := VisibleLine, v.Type().Field(i).Name
			switch {
			case slices.Contains(multiline, name):
				one = Visible
			case v.Type() == reflect.TypeFor[Change]() && slices.Contains(quoted, name):
				continue
			}
			out.Field(i).Set(visible(v.Field(i), one))
		}
	}
	return out
}

// visibleJSON returns JSON that means the same and in which every character is visible.
// Outside of strings JSON has none that is not.
func visibleJSON(text []byte) []byte {
	if !strings.ContainsFunc(string(text), hiddenJSON) && !strings.Contains(string(text), "##[") {
		return text
	}
	var b strings.Builder
	for _, r := range strings.ReplaceAll(string(text), "##[", `#\u0023[`) {
		if !hiddenJSON(r) {
			b.WriteRune(r)
			continue
		}
		if q := strconv.QuoteRuneToASCII(r); r > 0xffff { // JSON has two escapes for it
			r -= 0x10000
			b.WriteString(`\u` + strconv.FormatInt(int64(0xd800+r>>10), 16) + `\u` + strconv.FormatInt(int64(0xdc00+r&0x3ff), 16))
		} else if q[1:3] == `\u` {
			b.WriteString(q[1 : len(q)-1])
		} else {
			b.WriteString(`\u00` + strconv.FormatInt(int64(r), 16)) // "\x7f" is not JSON
		}
	}
	return []byte(b.String())
}

func hiddenJSON(r rune) bool { return r != '\n' && !unicode.IsGraphic(r) }
