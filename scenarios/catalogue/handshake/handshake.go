// Package handshake has the scenarios about opening connections and about the queues of
// a listener.
package handshake

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
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
		synWithFIN(),
		earlyFIN(),
	}
}
