package assertions

import (
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// HaveLeakedSockets succeeds if there are sockets that the application holds
// although there is nothing to be had from them any more: in CLOSE-WAIT, where the
// other side has closed and waits for this side to close too, or CLOSED, where the
// connection is gone and only the file descriptor is left, which ss does not show.
// Conditions, as for HaveSockets, narrow that down.
//
//	Expect(client).NotTo(HaveLeakedSockets())
//	Consistently(proxy, "1h", "1m").ShouldNot(HaveLeakedSockets(BeOlderThan(5 * time.Second)))
//
// The failure says where each was opened. A connection that has just got a FIN is in
// CLOSE-WAIT too: let the application have its turn first, or give an age.
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
			if s.Held && s.Accepted && (s.State == tcp.CloseWait || s.State == tcp.Closed) {
				leaked = append(leaked, s)
			}
		}
		a.ok = len(leaked) > 0
		a.to = "have leaked sockets" + f.String()
		a.was = func() string {
			if len(leaked) == 0 {
				return "There are none in CLOSE-WAIT, nor any that are over and still held." + tally(list, 0)
			}
			return thereAre(leaked, actual)
		}
		if a.network != nil {
			a.lines = func() excerpt { return socketLines(a.network, leaked) }
		}
		return a, nil
	}, final: over}
}
