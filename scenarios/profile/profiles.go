package profile

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

// NetstackVersion is the gVisor version of the profile netstack. With another version,
// a scenario that fails shows a change of netstack.
const NetstackVersion = "v0.0.0-20260905035102-160fafc42237"

// Netstack returns the known behaviour of gVisor's netstack in the version
// NetstackVersion, with the default settings of a fixture.Host. The sources name
// functions of pkg/tcpip/transport/tcp.
func Netstack() Profile { return profileOf(netstack, "gVisor "+NetstackVersion) }

// RFC9293 returns the behaviour that the standards require: RFC 9293 and related RFCs
// (RFC 1122, 1337, 5961, 6191, 7323). Behaviour that they do not specify is open.
//
// Only C-02 is about the length of 2 MSL: the MSL is 2 min in the RFC (section 3.4.2),
// and 30 s in netstack and Linux. In all other scenarios 2 MSL is the setting of the
// hosts, 60 s. A TIME-WAIT of 1m0s then means that 2 MSL was not restarted, and 1m30s
// means a restart after 30 s.
func RFC9293() Profile { return profileOf(rfc9293, "RFC 9293 and the RFCs that the sources name") }

// Linux returns the behaviour of Linux 6.18.44 with its default settings. The command
// "twcheck expect --target linux" has written it. It says of each value that its run could
// not observe why, and which other measurement, documentation or source code it rests on.
func Linux() Profile { return profileOf(linux, "Linux 6.18.44") }

// FreeBSD returns the behaviour of FreeBSD, as described by the packetdrill scripts of
// its test suite (freebsd-net/tcp-testsuite, 04b8c73), which pass on FreeBSD head.
func FreeBSD() Profile {
	return profileOf(freebsd, "FreeBSD head, freebsd-net/tcp-testsuite at 04b8c73")
}

// Bare returns the known behaviour of the gVisor version NetstackVersion with its own
// defaults (fixture.NetstackDefaults): that of the profile netstack, but for what is listed
// in bare.json. It is for runs on scenarios.BareTarget only: it is not
// among All, and Named does not find it.
func Bare() Profile {
	p := profileOf(netstack, "gVisor "+NetstackVersion+" with its own defaults")
	p.Name = bare
	p.Expects = slices.Clone(p.Expects)
	other, err := bareDifferences()
	for i, e := range p.Expects {
		e.err = cmp.Or(e.err, err)
		e.Cases = slices.Clone(e.Cases)
		for k, w := range e.Cases {
			if o, ok := other[e.Scenario][w.Case]; ok {
				e.Cases[k].Observed = o
				delete(other[e.Scenario], w.Case)
			}
		}
		for c := range other[e.Scenario] {
			e.err = cmp.Or(e.err, fmt.Errorf("bare.json: %s has no case %q", e.Scenario, c))
		}
		delete(other, e.Scenario)
		p.Expects[i] = e
	}
	for id := range other {
		p.Expects = append(p.Expects, Expectation{Scenario: id, err: fmt.Errorf("bare.json: there is no scenario %s", id)})
	}
	return p
}

// bareText has, by scenario and case, what a bare netstack does and a Host does not.
//
//go:embed bare.json
var bareText []byte

func bareDifferences() (d map[string]map[string]string, err error) {
	if err := json.Unmarshal(bareText, &d); err != nil {
		return nil, fmt.Errorf("bare.json: %w", err)
	}
	return d, nil
}

// The names of the profiles.
const (
	netstack = "netstack"
	rfc9293  = "rfc9293"
	linux    = "linux"
	freebsd  = "freebsd"
	bare     = "bare"
)

// names lists the names, the default profile first.
var names = []string{netstack, rfc9293, linux, freebsd}
