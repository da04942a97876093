// Package ports has the scenarios about the exhaustion and the reuse of ports.
package ports

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		ephemeralPorts(),
		restart(),
		reuse(),
		occupiedPort(),
		systemProfiles(),
		reusePort(),
	}
}
