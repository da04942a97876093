// Package incarnation has the scenarios about the next connection with the same addresses and ports, and sequence numbers that tell it from the last.
package incarnation

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
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
