// Package timewait has the scenarios about TIME-WAIT: who has it, for how long, and what arrives meanwhile.
package timewait

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
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
	}
}
