package profile

// NetstackVersion is the version of gVisor of which the profile netstack was
// measured. With another version a scenario that fails says what has changed.
const NetstackVersion = "v0.0.0-20260905035102-160fafc42237"

// Netstack returns what gVisor's netstack is known to do, in the version
// NetstackVersion, with the settings that a fixture.Host has by default. The
// sources name its functions (pkg/tcpip/transport/tcp).
func Netstack() Profile { return profileOf(netstack, "gVisor "+NetstackVersion) }

// RFC9293 returns what the standards ask for: RFC 9293 and those that it builds on
// or that add to it (RFC 1122, 5961, 6191, 7323, 1337). Where they leave something
// open the profile is silent.
//
// How long 2 MSL are only C-02 is about: the RFC takes 2 min for the MSL (section
// 3.4.2), netstack and Linux take 30 s. Everywhere else 2 MSL are what the hosts are
// set to, 60 s, so that a difference is one in what the scenario is about: that 2
// MSL go on is a TIME-WAIT of 1m0s in all, and that they restart after 30 s is one
// of 1m30s.
func RFC9293() Profile { return profileOf(rfc9293, "RFC 9293 and the RFCs that the sources name") }

// Linux returns what Linux does, with its default settings: as it was measured on
// version 6.18.44 with hand-made segments and sockets, or as its documentation and
// source say where an entry's source says so.
func Linux() Profile { return profileOf(linux, "Linux 6.18.44") }

// FreeBSD returns what FreeBSD does, as the packetdrill scripts of its own test
// suite say (freebsd-net/tcp-testsuite, 04b8c73), which pass on its head.
func FreeBSD() Profile {
	return profileOf(freebsd, "FreeBSD head, freebsd-net/tcp-testsuite at 04b8c73")
}

// The names of the profiles.
const (
	netstack = "netstack"
	rfc9293  = "rfc9293"
	linux    = "linux"
	freebsd  = "freebsd"
)
