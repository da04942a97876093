package assertions_test

import (
	"fmt"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// exampleNetwork is a network with a connection to port 80: c is the client's end, s the
// server's. g prints failures.
func exampleNetwork() (g Gomega, n *fixture.Network, c, s *fixture.Conn) {
	g, n, _, c, s = exampleListener()
	return g, n, c, s
}

// exampleListener is exampleNetwork with the listener of the server.
func exampleListener() (g Gomega, n *fixture.Network, l *fixture.Listener, c, s *fixture.Conn) {
	g = NewGomega(func(message string, _ ...int) { fmt.Println(message) })
	n, err := fixture.Open(fixture.Seed(7))
	if err != nil {
		panic(err)
	}
	if l, err = n.Host("server").Listen("tcp", ":80"); err != nil {
		panic(err)
	}
	if c, err = (&fixture.Dialer{Host: n.Host("client"), LocalAddr: ":1500"}).Dial("tcp", "server:80"); err != nil {
		panic(err)
	}
	if s, err = l.AcceptTCP(); err != nil {
		panic(err)
	}
	n.Advance(time.Second)
	return g, n, l, c, s
}

func Example() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	s.Close() // the server closes first
	c.Close()
	n.Advance(time.Hour)

	g.Expect(s).To(HaveTimeWait(60 * time.Second))
	g.Expect(c).NotTo(HaveTimeWait())
	g.Expect(c).To(HaveClosedFirst()) // fails
	// Output:
	// Expected
	//     client:1500 - server:80 on client, ended
	// to have closed first.
	// It closed second: server closed first, at 1s, with a FIN.
	// Assert on the connection of the side that closed first, or close this side before.
	//
	//   ⋮
	//   +0.000000s client state      client:1500 - server:80: SYN-SENT → ESTABLISHED
	//   +0.000000s server state      server:80 - client:1500: SYN-RECEIVED → ESTABLISHED
	//   +0.000000s client call       client:1500 - server:80: dial: established
	//   +0.000000s server call       server:80 - client:1500: accept
	//   +1.000000s server call       server:80 - client:1500: close at example_test.go:45
	//   +1.000000s server state      server:80 - client:1500: ESTABLISHED → FIN-WAIT-1 after 1s
	// ▶ +1.000000s server sent       server:80 > client:1500: [F.], seq 1, ack 1
	//   +1.000000s client state      client:1500 - server:80: ESTABLISHED → CLOSE-WAIT after 1s
	//   +1.000000s client sent       client:1500 > server:80: [.], ack 2
	//   +1.000000s server state      server:80 - client:1500: FIN-WAIT-1 → FIN-WAIT-2
	//   ⋮
	// (seed 7, at 1h0m1s)
}

func ExampleBeInState() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.CloseWrite()
	g.Expect(s).To(BeInState(tcp.CloseWait))
	g.Expect(c).To(BeInState(tcp.FinWait1, tcp.FinWait2))
	// Output:
}

func ExampleBeInTimeWait() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	g.Expect(c).To(BeInTimeWait())
	g.Expect(s).NotTo(BeInTimeWait())
	g.Expect(n.Host("client").Sockets()).To(HaveEach(BeInTimeWait()))
	// Output:
}

func ExampleHaveTimeWait() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	n.Advance(59 * time.Second)
	g.Expect(c).NotTo(HaveTimeWait(60 * time.Second)) // not yet
	n.Advance(time.Second)
	g.Expect(c).To(HaveTimeWait(60 * time.Second))
	g.Expect(n.Host("client")).To(HaveTimeWait(BeNumerically("<", 2*time.Minute))) // all of its connections
	g.Expect(n.Host("server")).NotTo(HaveTimeWait())
	// Output:
}

func ExampleHaveTimeWaitLeft() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	n.Advance(20 * time.Second)
	g.Expect(c).To(HaveTimeWaitLeft(40 * time.Second))
	// Output:
}

func ExampleHaveRestartedTimeWait() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Nth(1).Drop()
	s.Close() // the last ACK is lost, and the FIN is retransmitted
	n.Advance(time.Hour)
	g.Expect(c).To(HaveRestartedTimeWait(1, tcp.FIN, timeline.From("server")))
	g.Expect(c).To(HaveTimeWait(60*time.Second + 200*time.Millisecond))
	// Output:
}

func ExampleHaveSkippedTimeWait() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.SetLinger(0)
	c.Close()
	g.Expect(c).To(HaveSkippedTimeWait(timeline.WasReset))
	g.Expect(s).To(HaveSkippedTimeWait())
	// Output:
}

func ExampleHaveSockets() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	client, server := n.Host("client"), n.Host("server")
	g.Expect(client).To(HaveSockets(1, tcp.Established, BeToward("server:80"), BeHeld()))
	c.Close()
	g.Expect(server).To(HaveSockets(BeNumerically("<", 10), tcp.CloseWait))
	s.Close()
	n.Advance(time.Minute)
	g.Expect(n).To(HaveSockets(0)) // only the listener is left
	g.Expect(n).To(HaveSockets(1, tcp.Listen))
	// Output:
}

func ExampleBeToward() {
	g, n, _, _ := exampleNetwork()
	defer n.Close()
	client := n.Host("client")
	g.Expect(client).To(HaveSockets(1, BeToward("server")))
	g.Expect(client).To(HaveSockets(1, BeToward(":80")))
	g.Expect(client).To(HaveSockets(0, BeToward("server:443")))
	// Output:
}

func ExampleBeOlderThan() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	c.Close()
	n.Advance(10 * time.Second)
	g.Expect(n.Host("server")).To(HaveSockets(1, tcp.CloseWait, BeOlderThan(5*time.Second)))
	// Output:
}

func ExampleBeHeld() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	g.Expect(n.Host("client")).To(HaveSockets(1, BeHeld()))
	c.Close()
	g.Expect(n.Host("client")).To(HaveSockets(0, BeHeld()))
	// Output:
}

func ExampleBeEndless() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	c.CloseWrite()
	n.Advance(time.Hour)
	g.Expect(n.Host("client")).To(HaveSockets(1, BeEndless()))
	c.Close() // starts the timer of tcp_fin_timeout
	g.Expect(n.Host("client")).To(HaveSockets(0, BeEndless()))
	// Output:
}

func ExampleHaveLeakedSockets() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	server := n.Host("server")
	g.Expect(server).NotTo(HaveLeakedSockets())
	c.Close() // and the server does not
	n.Advance(10 * time.Second)
	g.Expect(server).To(HaveLeakedSockets(tcp.CloseWait, BeOlderThan(5*time.Second)))
	n.Advance(time.Hour) // a RST answers the keep-alives once the client has left FIN-WAIT-2
	g.Expect(server).To(HaveLeakedSockets(tcp.Closed))
	// Output:
}

func ExampleHaveDialed() {
	g, n, _, _ := exampleNetwork()
	defer n.Close()
	g.Expect(n.Host("client")).To(HaveDialed(1, "server:80"))
	g.Expect(n.Host("server")).To(HaveDialed(0))
	// Output:
}

func ExampleHaveFreePorts() {
	g, n, _, _ := exampleNetwork()
	defer n.Close()
	// 60999 − 32767. The connection of this example comes from port 1500.
	g.Expect(n.Host("client")).To(HaveFreePorts(28232, "server:80"))
	// Output:
}

func ExampleHaveClosedWithFIN() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	g.Expect(c).NotTo(HaveClosedWithFIN()) // the server has not closed
	s.Close()
	g.Expect(c).To(HaveClosedWithFIN())
	g.Expect(s).To(HaveClosedWithFIN())
	// Output:
}

func ExampleHaveClosedWithRST() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Write([]byte("nobody reads this"))
	s.Close()
	g.Expect(c).To(HaveClosedWithRST(timeline.ResetByUnread, timeline.From("server")))
	g.Expect(s).To(HaveClosedWithRST(timeline.ResetByUnread))
	// Output:
}

func ExampleHaveClosedFirst() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	s.Close()
	c.Close()
	g.Expect(s).To(HaveClosedFirst())
	g.Expect(c).NotTo(HaveClosedFirst())
	// Output:
}

func ExampleHaveBlockedInClose() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	n.Link("client", "server").Partition()
	c.SetLinger(5)
	n.Await(c.Close, time.Minute)
	g.Expect(c).To(HaveBlockedInClose(5 * time.Second))
	// Output:
}

func ExampleHaveLostWritten() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	n.Link("client", "server").Partition()
	c.Write([]byte("never arrives"))
	c.SetLinger(0)
	c.Close()
	g.Expect(c).To(HaveLostWritten(13))
	g.Expect(s).NotTo(HaveLostWritten())
	// Output:
}

func ExampleHaveLostUnread() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Write([]byte("hello"))
	s.Close()
	g.Expect(s).To(HaveLostUnread(5))
	// Output:
}

func ExampleHaveTimedOut() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	n.Host("server").Crash()
	n.Advance(time.Hour)
	// Go's defaults: 15 s without a segment, and nine probes 15 s apart.
	g.Expect(c).To(HaveTimedOut(150 * time.Second))
	// Output:
}

func ExampleHaveStates() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	g.Expect(s).To(HaveStates(tcp.SynReceived, tcp.Established, tcp.CloseWait, tcp.LastAck, tcp.Closed))
	// Output:
}

func ExampleHavePassedThrough() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	g.Expect(c).To(HavePassedThrough(tcp.FinWait1, tcp.TimeWait))
	g.Expect(c).NotTo(HavePassedThrough(tcp.Closing))
	// Output:
}

func ExampleHaveSent() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	c.Close()
	s.Close()
	g.Expect(n).NotTo(HaveSent(tcp.RST))
	g.Expect(c).To(HaveSent(1, tcp.FIN))
	g.Expect(n.Host("server")).To(HaveSent(BeNumerically(">", 1), timeline.To("client")))
	// Output:
}

func ExampleHaveReceived() {
	g, n, c, _ := exampleNetwork()
	defer n.Close()
	n.Link("client", "server").Partition()
	c.Close()
	g.Expect(c).To(HaveSent(tcp.FIN))
	g.Expect(n.Host("server")).NotTo(HaveReceived(tcp.FIN))
	// Output:
}

func ExampleRejectIncarnation() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	s.Close() // the server enters TIME-WAIT
	c.Close()
	g.Expect(s.Probe(tcp.SeqOffset(-1))).To(RejectIncarnation(fixture.Ignored)) // an old duplicate
	g.Expect(s.Redial()).To(RejectIncarnation(fixture.InUse, fixture.Unavailable))
	// Output:
}

func ExampleAcceptIncarnation() {
	g, n, c, s := exampleNetwork()
	defer n.Close()
	s.Close()
	c.Close()
	g.Expect(s.Probe(tcp.SeqOffset(1))).To(AcceptIncarnation())
	// Output:
}

func ExampleHaveReadEarlierData() {
	g, n, l, c, s := exampleListener()
	defer n.Close()
	old := n.On(timeline.From("client"), timeline.Data()).Copy()
	c.Write([]byte("old"))
	s.Read(make([]byte, 3))
	c.Abort()

	// The new incarnation has its sequence numbers where the old one's data was.
	g.Expect(s.Probe(tcp.SeqOffset(-4))).To(AcceptIncarnation())
	fresh, _ := l.AcceptTCP()
	old.Release() // the old duplicate
	fresh.Read(make([]byte, 3))
	g.Expect(fresh).To(HaveReadEarlierData(3))
	// Output:
}
