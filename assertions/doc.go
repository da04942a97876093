// Package assertions has Gomega matchers for how TCP connections end.
//
// The matchers read the connections, hosts, networks and timelines of package
// fixture. The package exports matchers only, so it can be dot-imported next to
// Gomega:
//
//	import (
//		. "github.com/onsi/gomega"
//		. "github.com/twcheck/twcheck/assertions"
//		"github.com/twcheck/twcheck/fixture"
//		"github.com/twcheck/twcheck/fixture/tcp"
//	)
//
// It does not import Ginkgo. In a plain test use NewWithT, as the examples do.
//
// # A first assertion
//
// The client closes first, so the client enters TIME-WAIT, for 60 seconds:
//
//	n := fixture.New(GinkgoT())
//	client, server := n.Host("client"), n.Host("server")
//	c, s, _ := n.Pair(client, server)
//	c.Close()
//	s.Close()
//	Expect(c).To(BeInTimeWait())
//	Expect(s).To(HaveSkippedTimeWait(timeline.ClosedSecond))
//	n.Advance(time.Minute)
//	Expect(c).To(HaveTimeWait(60 * time.Second))
//
// Durations are virtual time. Durations and numbers must be exact. To be less strict,
// pass a matcher in their place:
//
//	Expect(c).To(HaveTimeWait(BeNumerically("<=", 2*time.Minute)))
//
// # Sockets
//
// HaveSockets counts the sockets of a host, or of all hosts, that meet all of its
// conditions:
//
//	Expect(client).To(HaveSockets(BeNumerically("<=", 2), tcp.TimeWait, BeToward("server:80")))
//	Expect(server).To(HaveSockets(0, tcp.CloseWait, BeOlderThan(5*time.Second)))
//	Expect(proxy).To(HaveSockets(0, BeEndless())) // no FIN-WAIT-2 without a timer
//	Expect(client).To(HaveSockets(0))             // no socket is left
//
// A condition is a state, or any matcher for a fixture.Socket. BeToward, BeOlderThan,
// BeHeld, BeEndless and BeInState are such matchers; HaveField works too.
//
// HaveLeakedSockets finds connections that the application forgot to close, and names
// the code that opened them. It also finds descriptors whose connection has ended,
// which ss does not show.
//
//	Expect(client).NotTo(HaveLeakedSockets())
//
// Each dial takes a port. HaveDialed counts dials, and HaveFreePorts counts the ports
// left towards a destination.
//
//	Expect(proxy).To(HaveDialed(BeNumerically("<", requests/10), "backend:80"))
//	Expect(client).To(HaveFreePorts(BeNumerically(">", 1000), "server:80"))
//
// # How a connection ended
//
// Pass the connection of the side whose view counts:
//
//	Expect(c).To(HaveClosedFirst())
//	Expect(c).To(HaveClosedWithFIN())
//	Expect(c).To(HaveClosedWithRST(timeline.ResetByUnread, timeline.From("server")))
//	Expect(c).To(HaveLostWritten(1024))
//	Expect(s).NotTo(HaveLostUnread())
//	Expect(c).To(HaveBlockedInClose(5 * time.Second))   // SO_LINGER
//	Expect(c).To(HaveTimedOut(150 * time.Second))       // keep-alives without an answer
//	Expect(c).To(HaveStates(tcp.SynSent, tcp.Established, tcp.FinWait1,
//		tcp.FinWait2, tcp.TimeWait, tcp.Closed))
//
// If the application owns the connections, as http.Transport does, take them from the
// timeline. An incarnation is one connection among those that use the same addresses
// and ports, one after the other.
//
//	Expect(n.Timeline().Incarnations(timeline.OnHost("client"))).To(HaveClosedWithFIN())
//
// Of a list To needs a match of all, and NotTo of none. Incarnations do not change
// after the call that returned them: call Incarnations again instead of polling one.
//
// For other questions use the fields of timeline.Ending and timeline.Incarnation:
// WithTransform(timeline.Incarnation.Ending, HaveField("Acked", …)).
//
// # Segments
//
// HaveSent and HaveReceived count the segments of a connection, a host or the whole
// network. They select segments as rules do:
//
//	Expect(server).NotTo(HaveSent(tcp.RST))
//	Expect(n).To(HaveSent(2, tcp.SYN, timeline.To("server:80")))
//
// The network is quiescent after each call, so a segment that was not sent by then is
// never sent. An application's goroutines may still have to act: see the next section.
//
// # Expect or Eventually?
//
// With an explicitly advanced clock, and if the test makes the calls itself, use
// Expect. Nothing happens between two calls of the test. Eventually would wait in
// vain, because it does not advance the clock.
//
// In a testing/synctest bubble applications have their own goroutines. Let them
// settle first (synctest.Wait, Network.Advance) and use Expect. Or poll with
// Eventually and Consistently, which count virtual time in a bubble:
//
//	Eventually(server, "91s", "1s").Should(HaveSockets(1, tcp.TimeWait))
//	Consistently(client, "1h", "1m").ShouldNot(HaveLeakedSockets())
//
// They stop early if the answer can no longer change: the connection has ended, or the
// network is closed. Pass the host, not host.Sockets(), which does not change.
//
// # TIME-WAIT, restarted
//
// If the last ACK is lost, the other side retransmits its FIN. The FIN restarts
// TIME-WAIT (RFC 9293, section 3.10.7.4):
//
//	n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Nth(1).Drop()
//	...
//	Expect(c).To(HaveRestartedTimeWait(1, tcp.FIN))
//	Expect(c).To(HaveTimeWaitLeft(60 * time.Second))
//
// # The next incarnation
//
// fixture.Conn.Probe sends a SYN of any kind to an old connection. Redial connects
// from the same port again:
//
//	Expect(c.Probe(tcp.SeqOffset(-1))).To(RejectIncarnation(fixture.Ignored))
//	Expect(c.Probe(tcp.SeqOffset(1))).To(AcceptIncarnation())
//	Expect(c.Redial()).To(RejectIncarnation(fixture.Unavailable, fixture.InUse))
//
// An old duplicate must not enter the new incarnation:
//
//	Expect(fresh).NotTo(HaveReadEarlierData())
//
// # Failures
//
// A failure has four parts: what was expected, what was found, its cause, and what to
// do next. Up to ten lines of the timeline follow, with the decisive ones marked, and
// the seed that repeats the run. They are lines of the connection that the assertion is
// about, and the report on the failed test does not repeat the timeline then. Of several
// connections the failure gives the number and one example of each kind, the rarest
// first; of many sockets it has a line for all that the same code opened:
//
//	Expected
//	    client:46970 - server:80 on client, ended
//	to have been in TIME-WAIT for 1m0s.
//	It was in TIME-WAIT for 1m0.2s, restarted at 200ms by a FIN,ACK from server.
//	To assert on the restart, use HaveRestartedTimeWait.
//
//	  ⋮
//	  +0.200000s  server sent       server:80 > client:46970: [F.], seq 1, ack 2 (retransmission; retransmission timer)
//	  +0.200000s  client timer      client:46970 - server:80: 2MSL timer restarted after 200ms
//	  +0.200000s  client sent       client:46970 > server:80: [.], ack 2
//	  +0.200000s  server state      server:80 - client:46970: LAST-ACK → CLOSED after 200ms
//	▶ +60.200000s client state      client:46970 - server:80: TIME-WAIT → CLOSED after 60.2s (2MSL timer)
//	(seed 1, at 1h0m2s)
//
// An actual value or an argument that a matcher cannot use is an error, such as a
// negative number or an unknown host. An error fails both To and NotTo, and names
// what is accepted.
//
// docs/services.md has specs for the servers and clients of the standard library to
// copy.
package assertions
