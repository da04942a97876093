// Package ports has the scenarios about ports: when they are used up, and when they can be used again.
package ports

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		ephemeralPorts(),
		restart(),
		reuse(),
		systemProfiles(),
		reusePort(),
	}
}
