// Package closing has the scenarios about closing: FIN, half-close, FIN-WAIT-2,
// CLOSE-WAIT.
package closing

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		fourSegmentClose(),
		closeWait(),
		threeSegmentClose(),
		simultaneousClose(),
		halfClose(),
		finWait2Orphan(),
		finWait2Held(),
		closeUnopened(),
		secondClose(),
		earlyACK(),
		urgentAlone(),
		repeatedFIN(),
		dataAfterFIN(),
		finOnOldData(),
		ackOfFIN(),
	}
}
