package scenarios_test

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// mutation is a change to the hosts' settings or to the links that some checks must
// notice.
type mutation struct {
	name    string
	options []fixture.Option
	prepare func(*fixture.Network)
	// caughtBy are the scenarios to run with it. In each, at least one observation must
	// fail.
	caughtBy string
}

// rule is a mutation of the links.
func rule(name string, prepare func(*fixture.Network), caughtBy string) mutation {
	return mutation{name: name, prepare: prepare, caughtBy: caughtBy}
}

// setting is a mutation of the hosts' initial settings.
func setting(name string, o fixture.Option, caughtBy string) mutation {
	return mutation{name: name, options: []fixture.Option{o}, caughtBy: caughtBy}
}

// fromPort matches segments by their source port.
func fromPort(port uint16) timeline.Filter {
	return timeline.SegmentFunc(func(s tcp.Segment) bool { return s.Src.Port() == port })
}

// changeLast changes the last byte of a packet and fixes the checksum.
func changeLast(packet []byte) {
	packet[len(packet)-1] ^= 1
	tcp.FixChecksums(packet)
}

// liveLong sets a time to live of an IPv4 packet that no path exhausts.
func liveLong(packet []byte) {
	if packet[0]>>4 == 4 {
		packet[8] = 200
		tcp.FixChecksums(packet)
	}
}

var mutations = []mutation{
	setting("TIME-WAIT of 59s", fixture.TimeWaitTimeout(59*time.Second), "C-02 C-03 C-06 C-07 C-13 C-16"),
	setting("TIME-WAIT of 61s", fixture.TimeWaitTimeout(61*time.Second), "C-02 C-03 C-06 C-07 C-09 C-13 C-64"),
	setting("TIME-WAIT of 2h", fixture.TimeWaitTimeout(2*time.Hour), "C-02 C-03 C-19 C-22 C-27 T-01"),
	setting("no TIME-WAIT", fixture.MaxTimeWaitBuckets(0), "C-01 C-02 C-03 C-05 C-06 C-07 C-08 C-13 C-15 C-18 C-23 C-29 C-37 C-38 C-39 C-48 C-58 C-60 C-66 C-78 C-86 C-88 C-90 C-94 C-102 C-103 N-02 N-06 N-08 N-09 N-11 N-12 T-01 T-02 T-03 T-05"),
	setting("FIN-WAIT-2 of 59s", fixture.FinWait2Timeout(59*time.Second), "C-35"),
	setting("FIN-WAIT-2 of 3h", fixture.FinWait2Timeout(3*time.Hour), "C-04 C-35 C-97"),
	setting("RTO of 1s at most", fixture.RTO(200*time.Millisecond, time.Second), "C-03 C-49 C-90 C-93"),
	setting("RTO of 40s at most", fixture.RTO(200*time.Millisecond, 40*time.Second), "C-48"),
	setting("one ephemeral port, the textbook's", fixture.PortRange(1500, 1500), "C-13 C-50"),
	setting("an ACK for segments outside of the window every 2s", fixture.InvalidRateLimit(2*time.Second), "C-21"),
	rule("all FINs are lost", func(n *fixture.Network) { n.On(timeline.Flags(tcp.FIN)).Drop() }, "C-01 C-02 C-03 C-04 C-06 C-07 C-08 C-10 C-11 C-24 C-28 C-29 C-48 C-54 C-68 C-70 C-71 C-72 C-73 C-78 C-86 C-87 C-95 C-96 C-100 C-101 C-104 N-01 N-03 N-04 N-05"),
	rule("the server's FINs are lost", func(n *fixture.Network) { n.On(timeline.Flags(tcp.FIN), fromPort(80)).Drop() }, "C-01 C-02 C-03 C-05 C-06 C-14 C-24 C-34 C-35 C-47 C-58 C-60 C-63 C-73 C-92 C-94 N-13"),
	rule("the server's bare ACKs are lost", func(n *fixture.Network) {
		n.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), fromPort(80)).Drop()
	}, "C-07 C-08 C-23 C-26 C-29 C-44 C-64 C-83 C-85 C-87 C-92"),
	rule("all RSTs are lost", func(n *fixture.Network) { n.On(timeline.Flags(tcp.RST)).Drop() }, "C-06 C-09 C-10 C-11 C-12 C-25 C-26 C-27 C-42 C-46 C-48 C-52 C-53 C-55 C-56 C-60 C-61 C-62 C-64 C-69 C-70 C-71 C-73 C-76 C-77 C-82 C-84 C-94 C-95 C-96 C-97 C-102 C-104 N-02 N-10 N-11 N-12 N-13 N-14 T-05"),
	rule("the server's bare ACKs are an hour late", func(n *fixture.Network) {
		n.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), fromPort(80)).Delay(time.Hour)
	}, "C-04 C-05 C-11 C-35 C-36 C-41 C-54 C-61 C-75 C-77 C-95 C-97 N-11 N-13"),
	rule("data is lost", func(n *fixture.Network) { n.On(timeline.Data()).Drop() }, "C-09 C-26 C-28 C-48 C-57 C-59 C-72 C-85 C-87 C-89 C-91 C-93 N-01 N-02 N-08"),
	rule("1000 bytes are lost the second time", func(n *fixture.Network) {
		n.On(timeline.SegmentFunc(func(s tcp.Segment) bool { return s.Len == 1000 })).Nth(2).Drop()
	}, "C-20"),
	rule("no host answers at port 22", func(n *fixture.Network) { n.On(timeline.To(":22")).Drop() }, "C-13"),
	rule("no host answers at port 81", func(n *fixture.Network) { n.On(timeline.To(":81")).Drop() }, "C-07 C-39"),
	rule("the ACK of figure 8's old SYN is lost", func(n *fixture.Network) {
		n.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.SeqIs(91)).Drop()
	}, "C-27"),
	rule("SYNs from the port beside it are lost", func(n *fixture.Network) { n.On(timeline.Flags(tcp.SYN), fromPort(1501)).Drop() }, "C-40 C-55 C-100"),
	rule("the second SYN from the textbook's port is lost", func(n *fixture.Network) { n.On(timeline.Flags(tcp.SYN), fromPort(1500)).Nth(2).Drop() }, "C-13 C-15 C-27 C-51 C-60 C-83 C-86 C-103 N-09"),
	rule("FINs arrive, whatever a story does", func(n *fixture.Network) { n.On(timeline.Flags(tcp.FIN)).Pass() }, "C-77"),
	setting("3 retransmissions at most", fixture.MaxRetries(3), "C-45 C-47 C-48 C-58 C-98 C-101"),
	setting("cookies always", fixture.SynCookies(true), "C-12 C-28 C-41 C-51 C-62 C-74 C-75 C-76 C-82 C-85 C-87"),
	setting("a backlog of 1 at most", fixture.MaxBacklog(1), "C-50 C-51"),
	setting("RTO of 3s at least", fixture.RTO(3*time.Second, 2*time.Minute), "C-46"),
	setting("no limit to answers outside of the window", fixture.InvalidRateLimit(0), "C-42"),
	rule("data comes an hour late", func(n *fixture.Network) { n.On(timeline.Data()).Delay(time.Hour) }, "C-25 C-35 C-45 C-61 C-79 C-94 C-95 C-96 C-100 C-101 N-11"),
	rule("SYN-ACKs arrive again a second later", func(n *fixture.Network) { n.On(timeline.Flags(tcp.SYN | tcp.ACK)).Duplicate(time.Second) }, "C-25 C-41 C-43 C-44 C-45 C-102 C-104 N-07"),
	rule("the first SYN is lost, and what it was answered with", func(n *fixture.Network) { n.On(timeline.Flags(tcp.SYN)).Times(2).Drop() }, "C-07 C-46 C-56 C-59 C-69 C-75 C-76 N-02"),
	setting("MTU of 1400", fixture.MTU(1400), "C-74"),
	rule("all segments have a time to live of 200", func(n *fixture.Network) { n.On().Corrupt(liveLong) }, "C-46 C-59 C-77"),
	rule("data from the client's side has a byte changed", func(n *fixture.Network) {
		n.On(timeline.Data(), timeline.SegmentFunc(func(s tcp.Segment) bool { return s.Src.Port() != 80 })).Corrupt(changeLast)
	}, "C-08 C-12 C-15 C-27 C-40 C-50 C-52 C-55 C-57 C-59 C-60 C-63 C-64 C-69 C-77 C-79 C-80"),
	rule("the third segment and all bare ACKs of the client are lost", func(n *fixture.Network) {
		n.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.To(":80")).Drop()
	}, "C-28 C-50 C-51 C-69 C-75 C-87"),
	rule("segments arrive twice", func(n *fixture.Network) { n.On(timeline.Flags(tcp.ACK)).Duplicate(0) }, "C-01 C-03 C-06 C-11 C-25 C-28 C-38 C-41 C-44 C-53 C-54 C-55 C-56 C-80 C-90"),
}

// A check that cannot fail is a defect. Every observation of the catalogue fails under
// at least one mutation, and the scenarios about a mutation notice it. If no setting
// and no link can make an observation fail, a changed netstack does: see
// TestNetstackMutations.
func TestMutations(t *testing.T) {
	caught := map[string][]string{}
	for _, m := range changes() {
		for _, key := range m.caughtBy {
			caught[key] = append(caught[key], "netstack: "+m.name)
		}
	}
	catalogue := map[string]scenarios.Scenario{}
	for s := range scenarios.All() {
		catalogue[s.ID] = s
	}
	expected := profile.Netstack()
	failing := failsOfAll(catalogue, expected)
	for i, m := range mutations {
		for _, id := range strings.Fields(m.caughtBy) {
			if _, ok := catalogue[id]; !ok {
				t.Errorf("%s: there is no %s", m.name, id)
				continue
			}
			// Cases that fail under another mutation are skipped, unless no other case
			// fails.
			noticed := false
			for _, again := range []bool{false, true} {
				if noticed {
					break
				}
				for key, observed := range failing[i][id] {
					if (len(caught[key]) > 0) == again {
						caught[key] = append(caught[key], m.name+": "+observed)
						noticed = true
					}
				}
			}
			if !noticed {
				t.Errorf("%s: %s does not notice", m.name, id)
			}
		}
	}
	known := map[string]bool{}
	for s := range scenarios.All() {
		for _, c := range s.Cases {
			key := s.ID + " " + c.Name
			known[key] = true
			if len(caught[key]) == 0 {
				t.Errorf("%s: no mutation that lists %s makes it fail%s", key, s.ID, suggestion(s, expected, key))
			}
			// A failure must not be lost among a thousand lines.
			if testing.Verbose() {
				t.Logf("%s\n    %s", key, strings.Join(caught[key], "\n    "))
			}
		}
	}
	for key, by := range caught {
		if !known[key] {
			t.Errorf("there is no %s, which %s should make fail", key, by)
		}
	}
}

// failsOfAll returns the failing observations of each mutation in its scenarios. Many
// cases run at once, because they mostly wait for the watchdog.
func failsOfAll(catalogue map[string]scenarios.Scenario, expected profile.Profile) []map[string]map[string]string {
	out := make([]map[string]map[string]string, len(mutations))
	var mu sync.Mutex
	var all sync.WaitGroup
	turn := make(chan struct{}, 32)
	for i, m := range mutations {
		out[i] = make(map[string]map[string]string)
		for _, id := range strings.Fields(m.caughtBy) {
			failing := make(map[string]string)
			out[i][id] = failing
			for _, c := range catalogue[id].Cases {
				all.Go(func() {
					turn <- struct{}{}
					defer func() { <-turn }()
					fails := m.fails(catalogue[id], expected, func(key string) bool { return key == id+" "+c.Name })
					mu.Lock()
					defer mu.Unlock()
					maps.Copy(failing, fails)
				})
			}
		}
	}
	all.Wait()
	return out
}

// fails returns the requested observations of a scenario that fail under a mutation,
// with the new observations.
func (m mutation) fails(s scenarios.Scenario, expected profile.Profile, asked func(key string) bool) map[string]string {
	s.Cases = slices.DeleteFunc(slices.Clone(s.Cases), func(c scenarios.Case) bool { return !asked(s.ID + " " + c.Name) })
	if len(s.Cases) == 0 {
		return nil
	}
	r := scenarios.Prepared(scenarios.Runner{Profile: expected, Seed: scenarios.DefaultSeed, Options: m.options, CaseTimeout: -1}, m.prepare)
	out := map[string]string{}
	for _, o := range r.Run(s).Scenarios[0].Observations {
		if o.Verdict == report.Fails {
			out[s.ID+" "+o.Case] = o.Observed
		}
	}
	return out
}

// suggestion names the mutations that would make an observation fail if they listed its
// scenario.
func suggestion(s scenarios.Scenario, expected profile.Profile, key string) string {
	var names []string
	for _, m := range mutations {
		if len(m.fails(s, expected, func(k string) bool { return k == key })) > 0 {
			names = append(names, m.name)
		}
	}
	if len(names) == 0 {
		return ", and no other does: it takes a change of netstack, or another case"
	}
	return "; these do, and should list it: " + strings.Join(names, "; ")
}
