// Package scenarios is a catalogue of how TCP connections end: each scenario is
// run against gVisor's netstack on a virtual clock, observes something, and is
// compared with what a profile expects.
//
// # Observation first, verdict second
//
// A scenario does not know what is right. It tells a story in a network of its
// own (package fixture) and returns what came of it in a few words:
//
//	TIME-WAIT lasted, tcp4 → 1m0s
//	what the other side reads → ECONNRESET
//
// A [profile.Profile] says what should be observed, and where it has that from. The
// profile [profile.Netstack] is what gVisor's netstack is known to do, so that a run
// against it tells whether another version of gVisor, or another setting, still
// does. Comparing gives a [report.Verdict]: holds; diverges, which is a difference that
// the profile knows of and explains; fails; or error, where nothing could be
// observed.
//
// # Running them
//
// The command twcheck runs the catalogue and prints a table or JSON. The same
// catalogue runs inside of a test suite:
//
//	func TestTCP(t *testing.T) {
//		for s := range scenarios.All() {
//			t.Run(s.ID, func(t *testing.T) { s.Test(t) })
//		}
//	}
//
//	var _ = Describe("TCP", func() {
//		for s := range scenarios.All() {
//			It(s.Title, func() { s.Test(GinkgoT()) })
//		}
//	})
//
// A [Runner] runs them with another profile, seed or setting and returns a
// [report.Report].
//
// # Other TCPs
//
// 341 cases need only the sockets of one host and the hand-made segments of a
// scripted peer ([Case.Portable]). A Runner runs these cases on any [target.TCP]
// that has such sockets and exchanges IP packets.
//
// # Repeatable
//
// Two runs with the same seed give the same report, byte for byte but for the
// real time that they took, on any number of cores. The seed decides initial
// sequence numbers, timestamps and ephemeral ports: the digests depend on it,
// no observation does.
//
// # Adding one
//
// A scenario is a file below catalogue/, such as timewait/c02_time_wait_length.go.
// Its expectations stand beside it, in timewait/c02_time_wait_length.want. The list
// of the folder (timewait/timewait.go) names its function. An id never changes its
// meaning. Each case runs in a network of its own, so a table of parameters is a loop
// that appends cases. CONTRIBUTING.md shows the steps.
package scenarios
