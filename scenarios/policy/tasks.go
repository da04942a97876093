package policy

import (
	"slices"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// task is one scenario that is compared with one profile.
type task struct {
	scenario scenarios.Scenario
	profile  profile.Profile
	settings report.Settings
	at       place
}

// tasks lists the tasks: each scenario once per profile, in the order of the catalogue
// and then of the profiles.
func (p *Policy) tasks() (out []task) {
	profiles := profile.All()
	for s := range scenarios.All() {
		if p.ids != nil && !slices.Contains(p.ids, s.ID) {
			continue
		}
		for _, x := range profiles {
			for _, q := range p.require {
				if q.profile.Name == x.Name && q.has(s) {
					out = append(out, task{s, q.profile, q.settings, q.at})
					break
				}
			}
		}
	}
	return out
}
