package scenarios

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
)

// catalogue lists the scenarios in the order in which they are run and
// reported. A new one is added here and nowhere else.
func catalogue() []Scenario {
	return []Scenario{
		fourSegmentClose(),
		timeWaitLength(),
		lastAckLost(),
		closeWait(),
		threeSegmentClose(),
		simultaneousClose(),
		ephemeralPorts(),
		halfClose(),
		lingerZero(),
		unreadData(),
		lateData(),
		resetInSynReceived(),
		ownTuple(),
		restart(),
		reopen(),
		assassination(),
		newerTimestamp(),
		oldData(),
		oldSYN(),
		wanderingDuplicate(),
		ackLoop(),
		oldACK(),
		closingSegmentLost(),
		noTimeWait(),
		halfOpen(),
		rebootedPeer(),
		oldConnect(),
		threeSegments(),
		closingFirst(),
		isn(),
		fastTransfer(),
		finWait2Orphan(),
		finWait2Held(),
		finTimeout(),
		lingerPositive(),
		reuse(),
		clocksApart(),
		resetGeneration(),
		resetValidity(),
		deadIdlePeer(),
		threePeers(),
		timeOuts(),
		blackHole(),
		orphans(),
		stuckFIN(),
		resetInZeroWindow(),
		acceptQueue(),
		flood(),
		endOfStream(),
		closeUnopened(),
		secondClose(),
		simultaneousOpen(),
		twoListeners(),
		resetWithData(),
		icmpErrors(),
		hops(),
		quietTime(),
		resetSender(),
		oldReopening(),
		timestampClock(),
		noTimestamp(),
		synACK(),
		finWithData(),
		bareACK(),
		timeWaitBuckets(),
		reload(),
		staleConnection(),
		proxy(),
		idleRace(),
		healthCheck(),
		segmentSize(),
		duplicateSYNs(),
		halfOpenLife(),
		lingerWait(),
		systemProfiles(),
		stream(),
		earlyData(),
		timestampEcho(),
		exits(),
		tuples(),
		finOutlives(),
		lateCopies(),
		keepAliveTimeWait(),
		reusePort(),
		ackStorm(),
		earlyACK(),
		fullReopening(),
		abort(),
		finAfterTimeWait(),
		unacceptable(),
		urgentAlone(),
		repeatedFIN(),
		abortCall(),
	}
}

// All returns the scenarios of the catalogue in order.
//
//	for s := range scenarios.All() {
//		t.Run(s.ID, func(t *testing.T) { s.Test(t) })
//	}
func All() iter.Seq[Scenario] { return slices.Values(catalogue()) }

// Select returns the scenarios of which the id matches one of the patterns, in
// the order of the catalogue; without patterns, all of them. A pattern is an id
// or a shell pattern such as "C-0*" (path.Match); upper and lower case are the
// same. A pattern that matches nothing is an error.
func Select(patterns ...string) ([]Scenario, error) {
	all := catalogue()
	if len(patterns) == 0 {
		return all, nil
	}
	picked := make([]bool, len(all))
	for _, p := range patterns {
		found := false
		for i, s := range all {
			ok, err := path.Match(strings.ToUpper(p), s.ID)
			if err != nil {
				return nil, fmt.Errorf("scenarios: pattern %q: want an id such as %q or a shell pattern such as %q: %w", p, all[0].ID, "C-0*", err)
			}
			if ok {
				picked[i], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("scenarios: no scenario %q: there are %d, from %s to %s (see twcheck list)%s", p, len(all), all[0].ID, all[len(all)-1].ID, perhapsGroup(all, p))
		}
	}
	var out []Scenario
	for i, s := range all {
		if picked[i] {
			out = append(out, s)
		}
	}
	return out, nil
}

// perhapsGroup says so where the name of a group stands for a scenario.
func perhapsGroup(all []Scenario, name string) string {
	name = strings.ToLower(name)
	if !slices.ContainsFunc(all, func(s Scenario) bool { return s.Group == name }) {
		return ""
	}
	return fmt.Sprintf("; %s is a group: twcheck list --group %s", name, name)
}
