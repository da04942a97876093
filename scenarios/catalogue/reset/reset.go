// Package reset has the scenarios about RSTs, hosts that forgot a connection, and ICMP errors.
package reset

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
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
	}
}
