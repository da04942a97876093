// Package assertions has Gomega matchers that say how TCP connections ended.
//
// They look at the connections, hosts and networks of package fixture, and read
// its timeline. The package has matchers only and is written to be dot-imported
// next to Gomega:
//
//	import (
//		. "github.com/onsi/gomega"
//		. "github.com/twcheck/twcheck/assertions"
//		"github.com/twcheck/twcheck/fixture"
//	)
//
// It does not import Ginkgo. In a plain test use NewWithT, as the examples do.
//
// # A first assertion
//
// The client closes first, and so TIME-WAIT is the client's, for 60 seconds:
//
//	n := fixture.New(GinkgoT())
//	client, server := n.Host("client"), n.Host("server")
//	c, s, _ := n.Pair(client, server)
//	c.Close()
//	s.Close()
//	Expect(c).To(BeInTimeWait())
//	Expect(s).To(HaveSkippedTimeWait(fixture.ClosedSecond))
//	n.Advance(time.Minute)
//	Expect(c).To(HaveTimeWait(60 * time.Second))
//
// Durations and numbers are exact. Where that is too much, any matcher will do in
// their place:
//
//	Expect(c).To(HaveTimeWait(BeNumerically("<=", 2*time.Minute)))
//
// # Who is there: sockets
//
// What most services want to know are numbers of sockets. HaveSockets counts those
// of a host, or of all, that meet all of its conditions:
//
//	Expect(client).To(HaveSockets(BeNumerically("<=", 2), tcp.TimeWait, BeToward("server:80")))
//	Expect(server).To(HaveSockets(0, tcp.CloseWait, BeOlderThan(5*time.Second)))
//	Expect(proxy).To(HaveSockets(0, BeEndless())) // FIN-WAIT-2 that no timer ends
//	Expect(client).To(HaveSockets(0))             // nothing is left
//
// A condition is a state, or any matcher for a fixture.Socket; BeToward,
// BeOlderThan, BeHeld, BeEndless and BeInState are made for it, HaveField does too.
// HaveLeakedSockets is the question that finds connections which the application
// forgot to close, and says where it opened them. It also finds those of which TCP
// has nothing any more and only the file descriptor is left.
//
//	Expect(client).NotTo(HaveLeakedSockets())
//
// Dials cost ports: HaveDialed counts them, and HaveFreePorts says how many are
// left towards a destination.
//
//	Expect(proxy).To(HaveDialed(BeNumerically("<", requests/10), "backend:80"))
//	Expect(client).To(HaveFreePorts(BeNumerically(">", 1000), "server:80"))
//
// # How a connection ended
//
// Hand the matcher the connection of the side whose view counts:
//
//	Expect(c).To(HaveClosedFirst())
//	Expect(c).To(HaveClosedWithFIN())
//	Expect(c).To(HaveClosedWithRST(fixture.ResetByUnread, fixture.From("server")))
//	Expect(c).To(HaveLostWritten(1024))
//	Expect(s).NotTo(HaveLostUnread())
//	Expect(c).To(HaveBlockedInClose(5 * time.Second))   // SO_LINGER
//	Expect(c).To(HaveTimedOut(150 * time.Second))       // nobody answered keep-alives
//	Expect(c).To(HaveStates(tcp.SynSent, tcp.Established, tcp.FinWait1,
//		tcp.FinWait2, tcp.TimeWait, tcp.Closed))
//
// An application that has the connections to itself, as http.Transport has, need not
// give them away: the timeline has all.
//
//	Expect(n.Timeline().Incarnations(fixture.OnHost("client"))).To(HaveClosedWithFIN())
//
// Of a list To has to hold for all, and NotTo for none. Incarnations are what was
// so when they were asked for; ask for them anew instead of polling one.
//
// What a matcher does not ask is a field of a fixture.Ending or fixture.Incarnation
// away: WithTransform(fixture.Incarnation.Ending, HaveField("Acked", …)).
//
// # Which segments
//
// HaveSent and HaveReceived count segments, of a connection, a host or the whole
// network, in the terms in which rules pick them:
//
//	Expect(server).NotTo(HaveSent(tcp.RST))
//	Expect(n).To(HaveSent(2, tcp.SYN, fixture.To("server:80")))
//
// That something was not sent is certain, as the network is quiet after each call;
// an application's goroutines may have yet to do something, though. Read on.
//
// # Expect or Eventually?
//
// With an explicitly advanced clock, and where the test makes the calls itself,
// Expect: nothing is going to happen that has not happened. Eventually would wait
// in vain, since nobody moves the clock.
//
// In a testing/synctest bubble, where applications have goroutines of their own, let
// them settle first (synctest.Wait, Network.Advance), then Expect; or let Eventually
// and Consistently poll, which in a bubble count virtual time:
//
//	Eventually(server, "91s", "1s").Should(HaveSockets(1, tcp.TimeWait))
//	Consistently(client, "1h", "1m").ShouldNot(HaveLeakedSockets())
//
// They stop early where nothing can change any more: a connection is over, the
// network closed. Pass the host, not host.Sockets(), which is the sockets of now.
//
// # TIME-WAIT, restarted
//
// A FIN that comes again restarts TIME-WAIT (RFC 9293, section 3.10.7.4), because
// the last acknowledgement was lost:
//
//	n.On(fixture.From("client"), fixture.Pure(tcp.ACK)).Nth(1).Drop()
//	...
//	Expect(c).To(HaveRestartedTimeWait(1, tcp.FIN))
//	Expect(c).To(HaveTimeWaitLeft(60 * time.Second))
//
// # The next incarnation
//
// fixture.Conn.Probe sends a SYN of any kind to what is left of a connection, and
// Redial connects from the same port again:
//
//	Expect(c.Probe(tcp.SeqOffset(-1))).To(RejectIncarnation(fixture.Ignored))
//	Expect(c.Probe(tcp.SeqOffset(1))).To(AcceptIncarnation())
//	Expect(c.Redial()).To(RejectIncarnation(fixture.Unavailable, fixture.InUse))
//
// And where an old duplicate wanders into the new incarnation:
//
//	Expect(fresh).NotTo(HaveReadEarlierData())
//
// # Failures
//
// A failure says what was expected, what was found in figures, and shows up to ten
// lines of the timeline with the telling one marked, and the seed that repeats it:
//
//	Expected
//	    client:46970 - server:80 on client, over
//	to have been in TIME-WAIT for 1m0s.
//	It was there for 1m1s, restarted at 1s by a FIN,ACK of server.
//
//	  ⋮
//	  +1.000000s  server sent       server:80 > client:46970: Flags [F.], seq 1, ack 2, length 0 (retransmission; retransmission timer)
//	  +1.000000s  client timer      client:46970 - server:80: 2MSL timer restarted after 1s
//	  +1.000000s  client sent       client:46970 > server:80: Flags [.], ack 2, length 0
//	  +1.000000s  server state      server:80 - client:46970: LAST-ACK → CLOSED after 1s
//	▶ +61.000000s client state      client:46970 - server:80: TIME-WAIT → CLOSED after 61s (2MSL timer)
//	(seed 1, at 1h0m2s)
//
// An actual value or an argument of a type that makes no sense is an error, which
// fails both To and NotTo and says what is accepted.
//
// docs/services.md has specs for the servers and clients of the standard library to
// copy from.
package assertions
