// Package ipv6 has the scenarios about connections over IPv6. Their TCP is that of IPv4;
// addresses, checksums, segment sizes and ports are not.
package ipv6

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		closeOver(),
		resetOver(),
		timeWaitOver(),
	}
}
