// Package timers has the scenarios about keep-alives, time-outs and what becomes of orphans.
package timers

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		deadIdlePeer(),
		threePeers(),
		timeOuts(),
		blackHole(),
		orphans(),
		stuckFIN(),
	}
}
