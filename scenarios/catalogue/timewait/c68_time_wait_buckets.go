package timewait

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timeWaitBuckets is C-68: more connections than the limit of TIME-WAITs.
func timeWaitBuckets() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-68",
		Group: "time-wait",
		Title: "At the limit of tcp_max_tw_buckets new connections skip TIME-WAIT, and existing ones stay in it.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Folklore("A54", "beyond tcp_max_tw_buckets all connections in TIME_WAIT are reset"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
		},
	}
	for _, limit := range []int{-1, 2, 4} {
		name := "limit of " + strconv.Itoa(limit)
		if limit < 0 {
			name = "no limit"
		}
		s.Cases = append(s.Cases, lab.Observe(name+", 4 connections: in TIME-WAIT are", func(l *lab.Lab) string {
			if limit >= 0 {
				l.Net.Host("client", lab.MaxTimeWaitBuckets(limit))
			}
			closeSeveral(l, 4)
			return strconv.Itoa(l.Client().Count(tcp.TimeWait))
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("limit lowered to 2 with 8 in TIME-WAIT, 4 more connections: in TIME-WAIT are", func(l *lab.Lab) string {
			lowerBuckets(l)
			closeSeveral(l, 4)
			return strconv.Itoa(l.Client().Count(tcp.TimeWait))
		}),
		lab.Observe("limit lowered to 2 with 8 in TIME-WAIT: TIME-WAIT of the first lasted", func(l *lab.Lab) string {
			first := lowerBuckets(l)
			closeSeveral(l, 4)
			return l.WholeTimeWait(first)
		}),
		lab.Observe("beyond the limit: states of the active closer", func(l *lab.Lab) string {
			lowerBuckets(l)
			return l.States(closeSeveral(l, 1))
		}),
		lab.Observe("beyond the limit: segments of the close", func(l *lab.Lab) string {
			lowerBuckets(l)
			return sentOn(l, closeSeveral(l, 1))
		}),
		lab.Observe("once those have ended, 4 more connections with a limit of 2: in TIME-WAIT are", func(l *lab.Lab) string {
			l.Until(lowerBuckets(l), tcp.Closed)
			closeSeveral(l, 4)
			return strconv.Itoa(l.Client().Count(tcp.TimeWait))
		}),
	)
	return s
}

// closeSeveral connects and closes the client n times. It returns the client's end of
// the first connection.
func closeSeveral(l *lab.Lab, n int) (first lab.Conn) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	for range n {
		c := lab.Got(l.Client().Dial("tcp4", "server:80"))
		l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
		if first == nil {
			first = c
		}
	}
	lab.Must(ln.Close())
	return first
}

// lowerBuckets creates eight connections in TIME-WAIT and then lowers the limit to two.
func lowerBuckets(l *lab.Lab) (first lab.Conn) {
	first = closeSeveral(l, 8)
	lab.Must(l.Client().Configure(lab.MaxTimeWaitBuckets(2)))
	return first
}

// sentOn lists the segments of a connection's close: sender and flags.
func sentOn(l *lab.Lab, c lab.Conn) string {
	var out []string
	closing := false
	for _, e := range l.Net.Timeline().Events(timeline.Sent, timeline.Of(c)) {
		closing = closing || e.Segment.Flags.Has(tcp.FIN)
		if closing {
			out = append(out, e.Host+" "+e.Segment.Flags.String())
		}
	}
	return lab.List(out, ", ")
}
