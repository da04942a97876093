// Package linger has the scenarios about SO_LINGER, ABORT, and data that nobody read.
package linger

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns them.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		lingerZero(),
		unreadData(),
		lateData(),
		lingerPositive(),
		lingerWait(),
		abort(),
		abortCall(),
	}
}
