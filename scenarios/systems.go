package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// system is what a system's documentation says of TIME-WAIT and ephemeral ports.
type system struct {
	name        string
	timeWait    time.Duration
	first, last int
}

// systems are settings that the systems are documented or reported to have; that of
// netstack is what an embedder gets who sets nothing.
var systems = []system{
	{"Linux", time.Minute, 32768, 60999},
	{"macOS", 30 * time.Second, 49152, 65535},
	{"Windows", 4 * time.Minute, 49152, 65535},
	{"netstack", time.Minute, 16000, 65535},
	{"RFC 9293's MSL, Linux's ports", 4 * time.Minute, 32768, 60999},
}

// systemProfiles is C-78: what the settings of systems mean for a client.
func systemProfiles() Scenario {
	s := Scenario{
		ID:    "C-78",
		Group: "ports",
		Title: "A client that closes first can open as many connections to one server as it has ports, once in each TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4.2", "the MSL is taken to be 2 minutes"},
			{Claim, "A9", "2MSL are one to four minutes, depending on the system"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
			{Incident, "orbstack/orbstack#2665", "16,382 of 16,384 ports in TIME_WAIT"},
		},
	}
	for _, x := range systems {
		s.Cases = append(s.Cases,
			Case{x.name + ": ports to one server, TIME-WAIT, connections a second", func(l *lab) string {
				client := l.net.Host("client", fixture.TimeWaitTimeout(x.timeWait), fixture.PortRange(x.first, x.last))
				l.server()
				ports := got(client.FreePorts("server:80"))
				c, p := l.connectPlain()
				l.closed(c, p)
				l.until(c, tcp.Closed)
				lasted := l.stayed(c, tcp.TimeWait)
				if lasted == 0 {
					return strconv.Itoa(ports) + ", " + l.timeWait(c) + ", no limit"
				}
				tenths := ports * int(10*time.Second) / int(lasted)
				return strconv.Itoa(ports) + ", " + lasted.String() + ", " + strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
			}},
			Case{x.name + ", but 2 ports: connections in 10 minutes", func(l *lab) string {
				client := l.net.Host("client", fixture.TimeWaitTimeout(x.timeWait), fixture.PortRange(x.first, x.first+1))
				return strconv.Itoa(l.greedy(client, 10*time.Minute))
			}},
		)
	}
	return s
}

// stayed is how long a connection was in a state that it has left.
func (l *lab) stayed(c *fixture.Conn, s tcp.State) time.Duration {
	for _, e := range l.changes(c) {
		if e.From == s {
			return e.Duration
		}
	}
	return 0
}

// greedy connects to the server and closes, as often as there is a port for it,
// and counts the connections. Beyond 1000 nothing keeps it.
func (l *lab) greedy(client *fixture.Host, limit time.Duration) (n int) {
	ln := got(l.server().Listen("tcp4", ":80"))
	free := func() bool { return got(client.FreePorts("server:80")) > 0 }
	for end := l.net.Elapsed() + limit; n < 1000; n++ {
		if !free() && !got(l.net.AdvanceUntil(free, end-l.net.Elapsed())).Reached || l.net.Elapsed() >= end {
			return n
		}
		c := got(client.Dial("tcp4", "server:80"))
		l.closed(c, got(ln.AcceptTCP()))
	}
	return n
}
