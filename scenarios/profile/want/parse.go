package want

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Parse parses the text of a file. It accepts values in any order and blank lines
// anywhere. It returns an error for any other deviation from the canonical form. Errors
// have the form "name:line: …".
func Parse(name string, text []byte) (File, error) {
	p := parser{used: map[string]bool{}, reasonLine: map[string]int{}}
	for line := range strings.Lines(string(text)) {
		p.line++
		if err := p.read(strings.TrimSuffix(line, "\n")); err != nil {
			return File{}, fmt.Errorf("%s:%d: %w", name, p.line, err)
		}
	}
	p.line++
	if err := p.end(); err != nil {
		return File{}, fmt.Errorf("%s:%d: %w", name, p.line, err)
	}
	for i, c := range p.file.Cases {
		p.file.Cases[i].Values = p.file.canonical(c)
	}
	return p.file, nil
}

// parser is the state of Parse.
type parser struct {
	file File
	line int
	// used has the names of the reasons that a value names.
	used map[string]bool
	// reasonLine has the lines of the reasons.
	reasonLine map[string]int
}

var (
	profileName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	reasonName  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	// valueHead matches the text before a value: profiles and a reason.
	valueHead = regexp.MustCompile(`^([a-z][a-z0-9]*(?: [a-z][a-z0-9]*)*)(?: \[([a-z0-9-]+)\])?$`)
)

// read parses one line.
func (p *parser) read(line string) error {
	if line == "" {
		return nil
	}
	if err := plain(line); err != nil {
		return err
	}
	rest, indented := strings.CutPrefix(line, "\t")
	if name, ok := strings.CutPrefix(line, "case "); ok {
		return p.newCase(name)
	}
	key, text, ok := strings.Cut(rest, ": ")
	switch {
	case !ok:
		return fmt.Errorf("%q: want a name, a colon and a text, or \"case\" and its name", rest)
	case text == "":
		return fmt.Errorf("%q has no text after the colon", key)
	case strings.TrimSpace(text) != text:
		return fmt.Errorf("%q: want one space after the colon and none at the end", text)
	case indented && len(p.file.Cases) > 0:
		return p.value(key, text)
	case indented:
		return p.open(key, text)
	}
	if name, ok := strings.CutPrefix(key, "reason "); ok {
		return p.reason(name, text)
	}
	return p.column(key, text)
}

// plain rejects characters that are not printed unchanged.
func plain(line string) error {
	if strings.ContainsAny(strings.TrimPrefix(line, "\t"), "\t\r\v\f") {
		return fmt.Errorf("%q: a tab stands only at the beginning of a line, and there is no other white space but spaces", line)
	}
	return nil
}

// column parses a line of the head.
func (p *parser) column(name, source string) error {
	switch {
	case !profileName.MatchString(name):
		return fmt.Errorf("%q: want a profile's name, \"reason NAME\" or \"case NAME\"", name)
	case len(p.file.Reasons)+len(p.file.Cases) > 0:
		return fmt.Errorf("profile %s: the profiles come before reasons and cases", name)
	case p.columnOf(name) >= 0:
		return fmt.Errorf("profile %s stands here twice", name)
	}
	p.file.Columns = append(p.file.Columns, Column{Profile: name, Source: source})
	return nil
}

// open parses a line below a profile.
func (p *parser) open(key, text string) error {
	last := len(p.file.Columns) - 1
	switch {
	case key != "open" && key != "besides" || last < 0 || len(p.file.Reasons) > 0:
		return fmt.Errorf("%q: only \"besides\" and \"open\" stand below a profile, and nothing below a reason", key)
	case key == "open" && p.file.Columns[last].Open != "":
		return fmt.Errorf("profile %s is open twice", p.file.Columns[last].Profile)
	case key == "besides" && p.file.Columns[last].Besides != "":
		return fmt.Errorf("profile %s has another source twice", p.file.Columns[last].Profile)
	case key == "open":
		p.file.Columns[last].Open = text
	default:
		p.file.Columns[last].Besides = text
	}
	return nil
}

// reason parses a reason.
func (p *parser) reason(name, text string) error {
	switch {
	case !reasonName.MatchString(name):
		return fmt.Errorf("reason %q: want lower-case letters, digits and hyphens", name)
	case len(p.file.Cases) > 0:
		return fmt.Errorf("reason %s: the reasons come before the cases", name)
	case p.reasonLine[name] > 0:
		return fmt.Errorf("reason %s stands in line %d already", name, p.reasonLine[name])
	}
	p.reasonLine[name] = p.line
	p.file.Reasons = append(p.file.Reasons, Reason{name, text})
	return nil
}

// newCase starts a case.
func (p *parser) newCase(name string) error {
	if err := p.caseEnd(); err != nil {
		return err
	}
	switch _, ok := p.file.Case(name); {
	case strings.TrimSpace(name) != name || name == "":
		return fmt.Errorf("case %q: want a name without spaces around it", name)
	case len(p.file.Columns) == 0:
		return fmt.Errorf("case %q: the profiles come first", name)
	case ok:
		return fmt.Errorf("case %q stands here twice", name)
	}
	p.file.Cases = append(p.file.Cases, Case{Name: name})
	return nil
}

// value parses a value of the last case.
func (p *parser) value(head, text string) error {
	if name, ok := strings.CutSuffix(head, unmeasured); ok {
		return p.unmeasured(name, text)
	}
	m := valueHead.FindStringSubmatch(head)
	if m == nil {
		return fmt.Errorf("%q: want profiles and perhaps a reason in brackets before the colon", head)
	}
	c := &p.file.Cases[len(p.file.Cases)-1]
	profiles := strings.Fields(m[1])
	for i, name := range profiles {
		switch _, ok := c.Of(name); {
		case p.columnOf(name) < 0:
			return fmt.Errorf("profile %s has no line at the beginning of the file", name)
		case ok || slices.Contains(profiles[:i], name):
			return fmt.Errorf("profile %s has two values", name)
		}
	}
	if m[2] != "" {
		if p.reasonLine[m[2]] == 0 {
			return fmt.Errorf("there is no reason %q", m[2])
		}
		if slices.Contains(profiles, p.file.Columns[0].Profile) {
			return fmt.Errorf("a value of %s needs no reason", p.file.Columns[0].Profile)
		}
		p.used[m[2]] = true
	}
	c.Values = append(c.Values, Value{Profiles: profiles, Reason: m[2], Observed: text})
	return nil
}

// unmeasured parses the reason why the target of a profile could not run the last case.
func (p *parser) unmeasured(name, text string) error {
	c := &p.file.Cases[len(p.file.Cases)-1]
	switch k := p.columnOf(name); {
	case k < 0:
		return fmt.Errorf("profile %s has no line at the beginning of the file", name)
	case k == 0:
		return fmt.Errorf("every case of %s is measured", name)
	case c.WhyUnmeasured(name) != "":
		return fmt.Errorf("profile %s is unmeasured twice", name)
	}
	c.Unmeasured = append(c.Unmeasured, Unmeasured{name, text})
	return nil
}

// caseEnd checks the last case.
func (p *parser) caseEnd() error {
	if n := len(p.file.Cases); n > 0 && len(p.file.Cases[n-1].Values) == 0 {
		return fmt.Errorf("case %q has no value", p.file.Cases[n-1].Name)
	}
	return nil
}

// end checks the whole file.
func (p *parser) end() error {
	if err := p.caseEnd(); err != nil {
		return err
	}
	if len(p.file.Columns) == 0 {
		return fmt.Errorf("the file names no profile")
	}
	for _, r := range p.file.Reasons {
		if !p.used[r.Name] {
			p.line = p.reasonLine[r.Name]
			return fmt.Errorf("no value names the reason %s", r.Name)
		}
	}
	return nil
}

func (p *parser) columnOf(name string) int {
	return slices.IndexFunc(p.file.Columns, func(c Column) bool { return c.Profile == name })
}
