// Package incarnation has the scenarios about the next connection with the same
// addresses and ports, and about the sequence numbers that distinguish it from the last
// one.
package incarnation

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		ownTuple(),
		reopen(),
		oldDuplicate(),
		ackLoop(),
		oldACK(),
		isn(),
		fastTransfer(),
		quietTime(),
		tuples(),
	}
}
