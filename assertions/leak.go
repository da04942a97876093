package assertions

import (
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
)

// HaveLeakedSockets matches sockets that the application never closed: CLOSE-WAIT, or
// CLOSED with the descriptor still open (ss does not show these). Conditions are
// those of HaveSockets, and select among them.
//
//	Expect(client).NotTo(HaveLeakedSockets())
//	Consistently(proxy, "1h", "1m").ShouldNot(HaveLeakedSockets(BeOlderThan(5 * time.Second)))
//
// fixture.NoSocketsLeft asks the same of a network when the test ends, and for a whole
// suite.
//
// The failure names the line of code that opened each socket. A connection that has
// just received a FIN is in CLOSE-WAIT too: let the application react first, or
// require an age with BeOlderThan.
//
// It accepts what HaveSockets does.
func HaveLeakedSockets(conditions ...any) types.GomegaMatcher {
	f, err := socketFilter(conditions)
	return &matcher{name: "HaveLeakedSockets", ask: func(actual any) (answer, error) {
		if err != nil {
			return answer{}, err
		}
		list, a, err := socketsOf(actual)
		if err != nil {
			return answer{}, err
		}
		if err := f.check(a.network); err != nil {
			return answer{}, err
		}
		found, err := f.pick(list)
		if err != nil {
			return answer{}, err
		}
		var leaked []fixture.Socket
		for _, s := range found {
			if s.Leaked() {
				leaked = append(leaked, s)
			}
		}
		a.ok = len(leaked) > 0
		a.to = "have leaked sockets" + f.String()
		a.was = func() string {
			if len(leaked) == 0 {
				return "No socket is in CLOSE-WAIT, and none is CLOSED with an open descriptor." + tally(list, 0)
			}
			return thereAre(leaked, actual) + causeOf(a.network, leaked)
		}
		a.next = func(polarity) string { return nextOfSockets(a.network, leaked) }
		a.lines = func() excerpt { return socketLines(a.network, leaked) }
		return a, nil
	}, final: over}
}
