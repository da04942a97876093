package scenarios_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
)

// mutation is a change to the hosts' settings or to what the links do, which
// some checks must notice.
type mutation struct {
	name    string
	options []fixture.Option
	prepare func(*fixture.Network)
	// caughtBy are the scenarios of which an observation must fail.
	caughtBy string
}

// rule is a mutation of what the links do.
func rule(name string, prepare func(*fixture.Network), caughtBy string) mutation {
	return mutation{name: name, prepare: prepare, caughtBy: caughtBy}
}

// setting is a mutation of what hosts start from.
func setting(name string, o fixture.Option, caughtBy string) mutation {
	return mutation{name: name, options: []fixture.Option{o}, caughtBy: caughtBy}
}

// fromPort picks segments by their source port.
func fromPort(port uint16) fixture.Match {
	return fixture.MatchFunc(func(s fixture.Segment) bool { return s.Src.Port() == port })
}

// changeLast changes the last byte of a packet so that its receiver believes it.
func changeLast(packet []byte) {
	packet[len(packet)-1] ^= 1
	fixture.MendChecksums(packet)
}

// liveLong gives a packet of IPv4 a time to live that no path uses up.
func liveLong(packet []byte) {
	if packet[0]>>4 == 4 {
		packet[8] = 200
		fixture.MendChecksums(packet)
	}
}

var mutations = []mutation{
	setting("TIME-WAIT of 59s", fixture.TimeWaitTimeout(59*time.Second), "C-02 C-03 C-06 C-13"),
	setting("TIME-WAIT of 61s", fixture.TimeWaitTimeout(61*time.Second), "C-02 C-03 C-06 C-13"),
	setting("TIME-WAIT of 2h", fixture.TimeWaitTimeout(2*time.Hour), "C-02 C-03"),
	setting("no TIME-WAIT", fixture.MaxTimeWaitBuckets(0), "C-01 C-02 C-03 C-06 C-13"),
	setting("FIN-WAIT-2 of 59s", fixture.FinWait2Timeout(59*time.Second), "C-35"),
	setting("FIN-WAIT-2 of 60 days", fixture.FinWait2Timeout(60*24*time.Hour), "C-04 C-35"),
	setting("RTO of 1s at most", fixture.RTO(200*time.Millisecond, time.Second), "C-03"),
	setting("one ephemeral port, the textbook's", fixture.PortRange(1500, 1500), "C-13"),
	setting("an ACK for segments outside of the window every 2s", fixture.InvalidRateLimit(2*time.Second), "C-21"),
	rule("all FINs are lost", func(n *fixture.Network) { n.On(fixture.FIN).Drop() }, "C-01 C-02 C-03 C-06"),
	rule("the server's FINs are lost", func(n *fixture.Network) { n.On(fixture.FIN, fromPort(80)).Drop() }, "C-01 C-02 C-03 C-06"),
	rule("all RSTs are lost", func(n *fixture.Network) { n.On(fixture.RST).Drop() }, "C-06 C-09"),
	rule("the server's bare ACKs are an hour late", func(n *fixture.Network) { n.On(fixture.Pure(fixture.ACK), fromPort(80)).Delay(time.Hour) }, "C-05 C-35 C-36"),
	rule("data is lost", func(n *fixture.Network) { n.On(fixture.HasPayload()).Drop() }, "C-09"),
	rule("1000 bytes are lost the second time", func(n *fixture.Network) {
		n.On(fixture.MatchFunc(func(s fixture.Segment) bool { return s.Len == 1000 })).Nth(2).Drop()
	}, "C-20"),
	rule("no host answers at port 22", func(n *fixture.Network) { n.On(fixture.To(":22")).Drop() }, "C-13"),
	rule("no host answers at port 81", func(n *fixture.Network) { n.On(fixture.To(":81")).Drop() }, "C-39"),
	rule("the ACK of figure 8's old SYN is lost", func(n *fixture.Network) { n.On(fixture.Pure(fixture.ACK), fixture.SeqIs(91)).Drop() }, "C-27"),
	rule("SYNs from the port beside it are lost", func(n *fixture.Network) { n.On(fixture.SYN, fromPort(1501)).Drop() }, "C-40"),
	rule("the second SYN from the textbook's port is lost", func(n *fixture.Network) { n.On(fixture.SYN, fromPort(1500)).Nth(2).Drop() }, "C-13 C-15"),
	rule("FINs arrive, whatever a story does", func(n *fixture.Network) { n.On(fixture.FIN).Pass() }, "C-77"),
	setting("3 retransmissions at most", fixture.MaxRetries(3), "C-45 C-47 C-48"),
	setting("cookies always", fixture.SynCookies(true), "C-51 C-75 C-76"),
	setting("a backlog of 1 at most", fixture.MaxBacklog(1), "C-50 C-51"),
	setting("RTO of 3s at least", fixture.RTO(3*time.Second, 2*time.Minute), "C-46"),
	setting("no limit to answers outside of the window", fixture.InvalidRateLimit(0), "C-42"),
	rule("the server's bare ACKs are lost", func(n *fixture.Network) { n.On(fixture.Pure(fixture.ACK), fromPort(80)).Drop() }, "C-44"),
	rule("data comes an hour late", func(n *fixture.Network) { n.On(fixture.HasPayload()).Delay(time.Hour) }, "C-45 C-79"),
	rule("SYN-ACKs arrive again a second later", func(n *fixture.Network) { n.On(fixture.SYN | fixture.ACK).Duplicate(time.Second) }, "C-43 C-45"),
	rule("the first SYN is lost, and what it was answered with", func(n *fixture.Network) { n.On(fixture.SYN).Times(2).Drop() }, "C-46"),
	setting("MTU of 1400", fixture.MTU(1400), "C-74"),
	rule("all segments have a time to live of 200", func(n *fixture.Network) { n.On().Corrupt(liveLong) }, "C-59"),
	rule("data from the client's side has a byte changed", func(n *fixture.Network) {
		n.On(fixture.HasPayload(), fixture.MatchFunc(func(s fixture.Segment) bool { return s.Src.Port() != 80 })).Corrupt(changeLast)
	}, "C-79 C-80"),
	rule("the third segment and all bare ACKs of the client are lost", func(n *fixture.Network) {
		n.On(fixture.Pure(fixture.ACK), fixture.To(":80")).Drop()
	}, "C-28"),
	rule("segments arrive twice", func(n *fixture.Network) { n.On(fixture.ACK).Duplicate(0) }, "C-01 C-03 C-06"),
}

// A check that cannot fail is a defect. Every observation of the catalogue fails
// under at least one mutation, and every mutation is noticed by the scenarios
// that are about it. What no setting and no link can make fail takes another
// netstack: TestNetstackMutations sees to that.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of runs: without -short, which the gate does before the race detector")
	}
	list, err := scenarios.Select()
	if err != nil {
		t.Fatal(err)
	}
	caught := map[string][]string{}
	for _, m := range slices.Concat(netstackMutations, netstackTargetMutations) {
		for _, key := range m.caughtBy {
			caught[key] = append(caught[key], "netstack: "+m.name)
		}
	}
	for _, m := range mutations {
		options := append([]fixture.Option{fixture.Watchdog(20 * time.Millisecond)}, m.options...)
		r := scenarios.Prepared(scenarios.Runner{Seed: scenarios.DefaultSeed, Options: options}, m.prepare)
		by := map[string]bool{}
		for _, s := range r.Run(list...).Scenarios {
			for _, o := range s.Observations {
				if o.Verdict == scenarios.Fails {
					by[s.ID] = true
					key := s.ID + " " + o.Case
					caught[key] = append(caught[key], fmt.Sprintf("%s: %s", m.name, o.Observed))
				}
			}
		}
		for _, id := range strings.Fields(m.caughtBy) {
			if !by[id] {
				t.Errorf("%s: %s does not notice", m.name, id)
			}
		}
	}
	known := map[string]bool{}
	for _, s := range list {
		for _, c := range s.Cases {
			key := s.ID + " " + c.Name
			known[key] = true
			if len(caught[key]) == 0 {
				t.Errorf("%s: no mutation makes it fail", key)
			}
			t.Logf("%s\n    %s", key, strings.Join(caught[key], "\n    "))
		}
	}
	for key, by := range caught {
		if !known[key] {
			t.Errorf("there is no %s, which %s should make fail", key, by)
		}
	}
}
