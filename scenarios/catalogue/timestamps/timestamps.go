// Package timestamps has the scenarios about the timestamps option.
package timestamps

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		clocksApart(),
		timestampClock(),
		noTimestamp(),
		timestampEcho(),
		stampsOfClosing(),
	}
}
