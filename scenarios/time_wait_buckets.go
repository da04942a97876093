package scenarios

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// timeWaitBuckets is C-68: more connections than there is room for in TIME-WAIT.
func timeWaitBuckets() Scenario {
	s := Scenario{
		ID:    "C-68",
		Group: "time-wait",
		Title: "Where tcp_max_tw_buckets is reached new connections skip TIME-WAIT, and those that are in it stay.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Folklore, "A54", "beyond tcp_max_tw_buckets all connections in TIME_WAIT are reset"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
		},
	}
	for _, limit := range []int{-1, 2, 4} {
		name := "limit of " + strconv.Itoa(limit)
		if limit < 0 {
			name = "no limit"
		}
		s.Cases = append(s.Cases, Case{name + ", 4 connections: in TIME-WAIT are", func(l *lab) string {
			if limit >= 0 {
				l.net.Host("client", fixture.MaxTimeWaitBuckets(limit))
			}
			l.closeSeveral(4)
			return strconv.Itoa(l.client().Count(tcp.TimeWait))
		}})
	}
	s.Cases = append(s.Cases,
		Case{"limit lowered to 2 with 8 in TIME-WAIT, 4 more connections: in TIME-WAIT are", func(l *lab) string {
			l.lowerBuckets()
			l.closeSeveral(4)
			return strconv.Itoa(l.client().Count(tcp.TimeWait))
		}},
		Case{"limit lowered to 2 with 8 in TIME-WAIT: TIME-WAIT of the first lasted", func(l *lab) string {
			first := l.lowerBuckets()
			l.closeSeveral(4)
			return l.wholeTimeWait(first)
		}},
		Case{"beyond the limit: states of the active closer", func(l *lab) string {
			l.lowerBuckets()
			return l.states(l.closeSeveral(1))
		}},
		Case{"beyond the limit: segments of the close", func(l *lab) string {
			l.lowerBuckets()
			return l.sentOn(l.closeSeveral(1))
		}},
		Case{"once those have ended, 4 more connections with a limit of 2: in TIME-WAIT are", func(l *lab) string {
			l.until(l.lowerBuckets(), tcp.Closed)
			l.closeSeveral(4)
			return strconv.Itoa(l.client().Count(tcp.TimeWait))
		}},
	)
	return s
}

// closeSeveral has the client connect and close n times, and returns its end of
// the first connection.
func (l *lab) closeSeveral(n int) (first *fixture.Conn) {
	ln := got(l.server().Listen("tcp4", ":80"))
	for range n {
		c := got(l.client().Dial("tcp4", "server:80"))
		l.closed(c, got(ln.AcceptTCP()))
		if first == nil {
			first = c
		}
	}
	must(ln.Close())
	return first
}

// lowerBuckets has eight connections in TIME-WAIT, and then room for two.
func (l *lab) lowerBuckets() (first *fixture.Conn) {
	first = l.closeSeveral(8)
	must(l.client().Configure(fixture.MaxTimeWaitBuckets(2)))
	return first
}

// sentOn lists the segments of a connection's close: who and which flags.
func (l *lab) sentOn(c *fixture.Conn) string {
	var out []string
	closing := false
	for _, e := range l.net.Timeline().Events(fixture.Sent(), fixture.OfConn(c)) {
		closing = closing || e.Segment.Flags.Has(tcp.FIN)
		if closing {
			out = append(out, e.Host+" "+e.Segment.Flags.String())
		}
	}
	return list(out, ", ")
}
