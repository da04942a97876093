package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// picks are the flags that select scenarios by something other than their ids. A flag
// without values selects all scenarios.
type picks struct {
	Group []string `complete:"groups" placeholder:"GROUP" help:"Only scenarios of these groups."`
	// References contain commas, which separate nothing here.
	Source []string `placeholder:"TEXT" sep:"none" help:"Only scenarios with this text in a source, such as 'RFC 5961'. Repeatable."`
}

// selected returns the scenarios that ids and patterns select, and the seed of the run.
func (s *session) selected(ids []string, n *seed) ([]scenarios.Scenario, uint64, error) {
	list, err := scenarios.Select(ids...)
	if err != nil {
		return nil, 0, usageError{err}
	}
	seed, err := n.or(s.getenv)
	if err != nil {
		return nil, 0, usageError{err}
	}
	return list, seed, nil
}

// of returns the scenarios of list that the flags select. It returns an error if there
// are none.
func (p picks) of(list []scenarios.Scenario) ([]scenarios.Scenario, error) {
	for _, g := range p.Group {
		if !slices.Contains(scenarios.Groups(), g) {
			return nil, fmt.Errorf("no group %q: want one of %s%s", g, strings.Join(scenarios.Groups(), ", "), spelling.DidYouMean(g, scenarios.Groups()))
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(s scenarios.Scenario) bool {
		return len(p.Group) > 0 && !slices.Contains(p.Group, s.Group) || len(p.Source) > 0 && !slices.ContainsFunc(s.Sources, func(src sources.Source) bool {
			return slices.ContainsFunc(p.Source, func(text string) bool { return strings.Contains(src.String(), text) })
		})
	})
	if len(list) == 0 {
		return nil, errors.New("no scenario matches these groups and sources")
	}
	return list, nil
}

// grep selects the scenarios with the text in their title or in the name of a case, in
// upper or lower case.
func grep(list []scenarios.Scenario, text string) []scenarios.Scenario {
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(text)) }
	return slices.DeleteFunc(slices.Clone(list), func(s scenarios.Scenario) bool {
		return !has(s.Title) && !slices.ContainsFunc(s.Cases, func(c scenarios.Case) bool { return has(c.Name) })
	})
}
