// Package scenarios is a catalogue of how TCP connections end. Each scenario runs
// against gVisor's netstack on a virtual clock and records observations. A run compares
// these with the expectations of a profile.
//
// # Observation first, verdict second
//
// A scenario only records behaviour. It runs each case in its own network (package
// fixture) and returns the observation as a short text:
//
//	TIME-WAIT lasted, tcp4 → 1m0s
//	what the other side reads → ECONNRESET
//
// A [profile.Profile] states the expected behaviour and its source. The profile
// [profile.Netstack] is the known behaviour of gVisor's netstack. A run against it
// shows whether another version of gVisor, or another setting, behaves differently.
//
// The comparison gives a [report.Verdict]:
//
//   - holds: the observation is as expected.
//   - open: the profile has no expectation.
//   - diverges: the profile documents and explains the difference.
//   - fails: the difference is not documented.
//   - error: the case could not be observed.
//
// # Running them
//
// The command twcheck runs the catalogue and prints a table or JSON. The same catalogue
// runs inside a test suite:
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
// A Runner runs the cases on any [target.TCP] that has sockets and exchanges IP packets.
// Those that need the sockets of one host only ([Case.Portable]) run on each, and those of
// two hosts on one whose hosts are each a target.Machine.
//
// # Repeatable
//
// Two runs with the same seed return the same report on any number of cores, except for
// the real time of each scenario. The seed decides initial sequence numbers, timestamps
// and ephemeral ports. Digests depend on the seed; observations do not.
//
// # Adding one
//
// A scenario is a file below catalogue/, such as timewait/c02_time_wait_length.go. The
// file timewait/c02_time_wait_length.want beside it holds the expectations. The list of
// the folder (timewait/timewait.go) names the scenario's function. An id never changes
// its meaning. Each case runs in its own network, so a table of parameters is a loop
// that appends cases. CONTRIBUTING.md shows the steps.
package scenarios
