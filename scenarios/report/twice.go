package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// level is an object or a list that is not complete yet.
type level struct {
	// seen has the members of an object, folded as package json compares them. It is nil
	// for a list.
	seen map[string]bool
	// name is the last member of an object, and value reports that its value follows.
	name  string
	value bool
	// index counts the elements of a list.
	index int
}

// twice returns an error if an object has a member twice. Package json would take the
// last one, and nothing would be compared with what the first one has. The text must be
// valid JSON.
func twice(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber() // every number is valid
	var levels []*level
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var top *level
		if len(levels) > 0 {
			top = levels[len(levels)-1]
		}
		if top != nil && top.seen != nil && !top.value && token != json.Delim('}') {
			top.name = token.(string)
			if name := folded(top.name); top.seen[name] {
				return fmt.Errorf("the member %s appears twice: want it once", place(levels))
			} else {
				top.seen[name], top.value = true, true
			}
			continue
		}
		switch token {
		case json.Delim('{'):
			levels = append(levels, &level{seen: make(map[string]bool)})
			continue
		case json.Delim('['):
			levels = append(levels, &level{})
			continue
		case json.Delim('}'), json.Delim(']'):
			levels = levels[:len(levels)-1]
		}
		if len(levels) > 0 { // a value is complete
			top = levels[len(levels)-1]
			top.value = false
			top.index++
		}
	}
}

// folded returns the same text for names that package json takes for the same member:
// without regard to case, and to other forms of a letter, such as "ſ" for "s".
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		for {
			next := unicode.SimpleFold(r)
			if next <= r {
				return next // the smallest of the forms
			}
			r = next
		}
	}, name)
}

// place returns where the levels are, such as "scenarios[3].observations".
func place(levels []*level) string {
	var b strings.Builder
	for i, l := range levels {
		switch {
		case l.seen == nil:
			fmt.Fprintf(&b, "[%d]", l.index)
		case i > 0:
			b.WriteString("." + VisibleLine(l.name))
		default:
			b.WriteString(VisibleLine(l.name))
		}
	}
	return b.String()
}
