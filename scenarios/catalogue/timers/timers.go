// Package timers has the scenarios about keep-alives, timeouts and orphans.
package timers

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		deadIdlePeer(),
		keepAliveFinWait2(),
		userTimeout(),
		threePeers(),
		timeOuts(),
		blackHole(),
		orphans(),
		stuckFIN(),
	}
}
