// Package handshake has the scenarios about how connections begin, and the queues of a listener.
package handshake

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		resetInSynReceived(),
		oldConnect(),
		threeSegments(),
		acceptQueue(),
		flood(),
		simultaneousOpen(),
		twoListeners(),
		listenerClosed(),
		duplicateSYNs(),
		halfOpenLife(),
		earlyData(),
	}
}
