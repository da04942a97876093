// Package timewait has the scenarios about TIME-WAIT: its owner, its length, and
// segments that arrive in it.
package timewait

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		timeWaitLength(),
		lastAckLost(),
		assassination(),
		newerTimestamp(),
		dataInTimeWait(),
		oldSYNInTimeWait(),
		finTimeout(),
		oldReopening(),
		synACK(),
		finWithData(),
		bareACK(),
		timeWaitBuckets(),
		exits(),
		lateCopies(),
		keepAliveTimeWait(),
		ackStorm(),
		fullReopening(),
		finAfterTimeWait(),
		unacceptable(),
		finAnywhere(),
	}
}
