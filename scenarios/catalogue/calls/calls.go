// Package calls has the scenarios about calls of the application beside Close: shutdown
// for reading and before the connection is open, what poll and SO_ERROR say, and a socket
// that connects to itself.
package calls

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		shutRead(),
		afterShutRead(),
		readiness(),
		socketError(),
		shutUnopened(),
		selfConnect(),
	}
}
