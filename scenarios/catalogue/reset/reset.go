// Package reset has the scenarios about RSTs, half-open connections and ICMP errors.
package reset

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		halfOpen(),
		rebootedPeer(),
		resetGeneration(),
		resetValidity(),
		resetInZeroWindow(),
		resetWithData(),
		icmpErrors(),
		hops(),
		resetSender(),
		resetBeforeSynchronized(),
		synInWindow(),
		resetAtEdges(),
		icmpProhibited(),
	}
}
