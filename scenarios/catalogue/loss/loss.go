// Package loss has the scenarios about lost, repeated and reordered segments.
package loss

import "github.com/twcheck/twcheck/scenarios/internal/lab"

// Scenarios returns the scenarios of the package.
func Scenarios() []lab.Scenario {
	return []lab.Scenario{
		closingSegmentLost(),
		noTimeWait(),
		segmentSize(),
		stream(),
		finOutlives(),
		windowEdges(),
	}
}
