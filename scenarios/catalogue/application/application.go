// Package application has the scenarios about what applications see and do: pools, proxies, health checks.
package application

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
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
