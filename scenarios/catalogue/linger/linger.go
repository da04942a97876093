// Package linger has the scenarios about SO_LINGER, ABORT and unread data.
package linger

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		lingerZero(),
		unreadData(),
		lateData(),
		lingerPositive(),
		lingerWait(),
		abort(),
		abortCall(),
		unreadClosing(),
		lingerOpening(),
	}
}
