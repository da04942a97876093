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

// Policy has the TCP behaviour that a project requires and the differences that it
// accepts. Read and Parse return one.
type Policy struct {
	file     string
	seed     *uint64
	settings report.Settings
	require  []requirement
	accept   []*acceptance
	// unread reports that a problem may hide further requirements. unsettled reports
	// that it may hide other settings.
	unread, unsettled bool
	// ids are the ids of the scenarios that Only selected. nil means all.
	ids []string
}

// requirement is a list of scenarios that must hold against one profile.
type requirement struct {
	at place
	// profile has no name if the file does not name an existing profile.
	profile profile.Profile
	parts   []part
	// settings are the settings of the hosts.
	settings report.Settings
	// unread reports that a problem may hide further scenarios. unsettled reports that
	// it may hide other settings.
	unread, unsettled bool
}

// part is one item of a requirement's list.
type part struct {
	at   place
	list []scenarios.Scenario
}

// acceptance is an accepted difference.
type acceptance struct {
	at place
	// scenario has no id, and profile no name, if the file does not name existing ones.
	scenario scenarios.Scenario
	profile  profile.Profile
	// cases are patterns of names, and places are where they stand. Without patterns the
	// acceptance covers all cases with a documented difference.
	cases  []string
	places []place
	// observed is the accepted observation. nil accepts the documented difference.
	observed *string
	because  string
	// until is the last day of the acceptance. The zero value means no end.
	until time.Time
	// unread reports that a problem may hide further cases, or another observation.
	unread bool
}

// Read reads a policy from a file. It returns an error of the file system or the error
// of Parse.
func Read(file string) (*Policy, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadFrom(file, f)
}

// ReadFrom reads a policy from r, such as standard input. Messages name the file;
// ReadFrom does not open it. It returns an error of r, which names the file too, or the
// error of Parse.
func ReadFrom(file string, r io.Reader) (*Policy, error) {
	if r == nil {
		return nil, fmt.Errorf("%s: the reader is nil", file)
	}
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return Parse(file, text)
}

// File returns the name of the file, as given to Read or Parse.
func (p *Policy) File() string { return p.file }

// Seed returns the seed in the policy, and false if the policy has none.
func (p *Policy) Seed() (seed uint64, named bool) {
	if p.seed == nil {
		return 0, false
	}
	return *p.seed, true
}

// Only returns a copy of the policy that requires only scenarios in list. If the policy
// requires none of them, Len of the copy is 0.
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

// Len returns the number of scenarios that Run runs. A scenario counts once for each
// profile that the policy names for it.
func (p *Policy) Len() int { return len(p.tasks()) }
