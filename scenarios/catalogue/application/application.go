// Package application has the scenarios about applications: pools, proxies and health
// checks.
package application

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		closingFirst(),
		endOfStream(),
		staleConnection(),
		proxy(),
		idleRace(),
		healthCheck(),
	}
}
