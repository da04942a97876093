package assertions_test

import (
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// ofAll are the matchers that can be asked about a whole network or host, with arguments
// for which they hold where there is nothing, and without.
var ofAll = map[string]func() types.GomegaMatcher{
	"HaveSockets(0)":       func() types.GomegaMatcher { return HaveSockets(0) },
	"HaveSockets(1)":       func() types.GomegaMatcher { return HaveSockets(1) },
	"HaveLeakedSockets":    func() types.GomegaMatcher { return HaveLeakedSockets() },
	"HaveDialed(0)":        func() types.GomegaMatcher { return HaveDialed(0) },
	"HaveDialed(0, to)":    func() types.GomegaMatcher { return HaveDialed(0, "10.0.0.2:80") },
	"HaveFreePorts":        func() types.GomegaMatcher { return HaveFreePorts(28232, "10.0.0.2:80") },
	"HaveSent(0)":          func() types.GomegaMatcher { return HaveSent(0) },
	"HaveSent":             func() types.GomegaMatcher { return HaveSent() },
	"HaveReceived(0)":      func() types.GomegaMatcher { return HaveReceived(0) },
	"HaveTimeWait":         func() types.GomegaMatcher { return HaveTimeWait() },
	"HaveTimeWait(length)": func() types.GomegaMatcher { return HaveTimeWait(time.Minute) },
}

// Nothing can be said of a network that is none: a suite that gave New no test, or that
// asserts on a variable that nothing was assigned to, has to fail. Both To and NotTo do,
// with the error of the network's own calls.
func TestUnmadeNetworks(t *testing.T) {
	const zero, noTest = "the value is nil or zero", "New was given no test: programs use Open"
	n := fixture.New(nil)
	made, err := fixture.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer made.Close()
	_, advance := n.Advance(time.Second)
	NewWithT(t).Expect(advance).To(MatchError(ContainSubstring(noTest)))
	for name, c := range map[string]struct {
		actual any
		want   string
	}{
		"network without a test":               {n, noTest},
		"host of a network without a test":     {n.Host("x"), noTest},
		"timeline of a network without a test": {n.Timeline(), noTest},
		"peer of a network without a test":     {n.Peer("x"), noTest},
		"zero network":                         {new(fixture.Network), zero},
		"host of a zero network":               {new(fixture.Network).Host("x"), zero},
		"timeline of a zero network":           {new(fixture.Network).Timeline(), zero},
		"timeline of a nil network":            {(*fixture.Network)(nil).Timeline(), zero},
		"zero peer":                            {new(peer.Peer), "peer"},
		"zero timeline":                        {new(timeline.Timeline), "the timeline is nil or zero"},
		"host that could not be made":          {made.Host("no name"), "no name"},
	} {
		for called, matcher := range ofAll {
			ok, err := matcher().Match(c.actual)
			if err == nil {
				t.Errorf("%s of a %s: %t", called, name, ok)
				continue
			}
			if !strings.Contains(err.Error(), "Got:") { // of that kind, made or not
				NewWithT(t).Expect(err).To(MatchError(ContainSubstring(c.want)), "%s of a %s", called, name)
			}
		}
	}
	for called, matcher := range ofAll { // and they can be asked of one that is
		_, err := matcher().Match(made.Host("x"))
		NewWithT(t).Expect(err).NotTo(HaveOccurred(), called)
	}
}
