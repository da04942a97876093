package policy

import (
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// Policy is what a project requires of TCP, and which differences it accepts.
type Policy struct {
	file     string
	seed     *uint64
	settings report.Settings
	require  []requirement
	accept   []*acceptance
	// unread tells that a problem may hide further requirements, and unsettled that it
	// may hide other settings.
	unread, unsettled bool
	// ids, if it is not nil, are the scenarios that Only has left.
	ids []string
}

// requirement is what must hold against one profile.
type requirement struct {
	at place
	// profile has no name if the file does not name an existing one.
	profile profile.Profile
	parts   []part
	// settings are those that the hosts have.
	settings report.Settings
	// unread tells that a problem may hide further scenarios, and unsettled that it may
	// hide other settings.
	unread, unsettled bool
}

// part is one item of what a requirement names.
type part struct {
	at   place
	list []scenarios.Scenario
}

// acceptance is a difference that is known and accepted.
type acceptance struct {
	at place
	// scenario has no id, and profile no name, if the file does not name existing ones.
	scenario scenarios.Scenario
	profile  profile.Profile
	// cases are patterns of names. If there are none, the acceptance is about all cases
	// with a documented difference.
	cases []string
	// observed is what is accepted; nil is the difference that the profile documents.
	observed *string
	because  string
	// until is the last day on which it is accepted, zero for always.
	until time.Time
	// unread tells that a problem may hide further cases, or another observation.
	unread bool
}

// Read reads a policy from a file. The error is that of the file system, or what Parse
// returns.
func Read(file string) (*Policy, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return Parse(file, text)
}

// File is the name of the file, as it was given.
func (p *Policy) File() string { return p.file }

// Seed is the seed that the policy names, and whether it names one.
func (p *Policy) Seed() (seed uint64, named bool) {
	if p.seed == nil {
		return 0, false
	}
	return *p.seed, true
}

// Only returns a policy that requires no scenarios but those of p that are in list. It
// may require none; then Len is 0.
func (p *Policy) Only(list []scenarios.Scenario) *Policy {
	part := *p
	part.ids = []string{}
	for _, s := range list {
		if p.ids == nil || slices.Contains(p.ids, s.ID) {
			part.ids = append(part.ids, s.ID)
		}
	}
	return &part
}

// Len is how many scenarios Run runs. One that is required to hold against two profiles
// counts twice.
func (p *Policy) Len() int { return len(p.tasks()) }
