package ports

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// system has a system's documented settings for TIME-WAIT and ephemeral ports.
type system struct {
	name        string
	timeWait    time.Duration
	first, last int
}

// systems lists documented or reported settings. The entry of netstack has the defaults
// for an embedder.
var systems = []system{
	{"Linux", time.Minute, 32768, 60999},
	{"macOS", 30 * time.Second, 49152, 65535},
	{"Windows", 4 * time.Minute, 49152, 65535},
	{"netstack", time.Minute, 16000, 65535},
	{"RFC 9293's MSL, Linux's ports", 4 * time.Minute, 32768, 60999},
}

// systemProfiles is C-78: the effect of the systems' settings on a client.
func systemProfiles() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-78",
		Group: "ports",
		Title: "An active closer can open as many connections to one server per TIME-WAIT as it has ports.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4.2", "the MSL is 2 minutes"),
			sources.Claim("A9", "2MSL is one to four minutes, depending on the system"),
			sources.Claim("A50", "TIME_WAIT exhausts the ports for new connections"),
			sources.Incident("orbstack/orbstack#2665", "16,382 of 16,384 ports in TIME_WAIT"),
		},
	}
	for _, x := range systems {
		s.Cases = append(s.Cases,
			lab.Observe(x.name+": ports to one server, TIME-WAIT, connections a second", func(l *lab.Lab) string {
				client := l.Net.Host("client", lab.TimeWaitTimeout(x.timeWait), lab.PortRange(x.first, x.last))
				l.Server()
				ports := lab.Got(client.FreePorts("server:80"))
				c, p := l.ConnectPlain()
				l.CloseBoth(c, p)
				l.Until(c, tcp.Closed)
				lasted := l.Stayed(c, tcp.TimeWait)
				if lasted == 0 {
					return strconv.Itoa(ports) + ", " + l.TimeWait(c) + ", no limit"
				}
				tenths := int(time.Duration(ports) * 10 * time.Second / lasted)
				return strconv.Itoa(ports) + ", " + lasted.String() + ", " + strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
			}),
			lab.Observe(x.name+", but 2 ports: connections in 10 minutes", func(l *lab.Lab) string {
				client := l.Net.Host("client", lab.TimeWaitTimeout(x.timeWait), lab.PortRange(x.first, x.first+1))
				return strconv.Itoa(greedy(l, client, 10*time.Minute))
			}),
		)
	}
	return s
}

// greedy connects to the server and closes until no port is left. It returns the number
// of connections, at most 1000.
func greedy(l *lab.Lab, client lab.Host, limit time.Duration) (n int) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	free := func() bool { return lab.Got(client.FreePorts("server:80")) > 0 }
	for end := l.Elapsed() + limit; n < 1000; n++ {
		if !free() && !lab.Got(l.Net.AdvanceUntil(free, end-l.Elapsed())).Reached || l.Elapsed() >= end {
			return n
		}
		c := lab.Got(client.Dial("tcp4", "server:80"))
		l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
	}
	return n
}
