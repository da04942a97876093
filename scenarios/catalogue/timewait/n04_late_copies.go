package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lateCopies is N-04: a duplicate that arrives during TIME-WAIT and after it.
func lateCopies() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-04",
		Group: "time-wait",
		Title: "TIME-WAIT acknowledges a late copy of data for 2 MSL; afterwards the copy receives a RST, with or without a listener.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4.2", "no segment is older than the MSL; the RFC assumes this of the network"),
			sources.Clause("RFC 9293, section 3.10.7.2", "an acknowledgement in LISTEN is answered with a RST"),
			sources.Claim("A6", "after 2MSL all duplicates are gone"),
			sources.Claim("A12", "a delayed duplicate may arrive long after the original"),
		},
	}
	for _, age := range []time.Duration{30 * time.Second, time.Minute - 1, time.Minute, 4 * time.Minute} {
		for _, listens := range []bool{true, false} {
			name := age.String() + " after the close, "
			if listens {
				name += "somebody listens: answer"
			} else {
				name += "nobody listens: answer"
			}
			s.Cases = append(s.Cases, lab.Observe(name, func(l *lab.Lab) string {
				ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
				late := l.Net.On(timeline.DataIs([]byte("old data"))).Nth(1).Copy()
				lab.Must(late.Err())
				c := lab.Got((&lab.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
				p := lab.Got(ln.AcceptTCP())
				lab.Got(c.Write([]byte("old data")))
				lab.Got(p.Read(make([]byte, 100)))
				l.CloseBoth(p, c)
				if !listens {
					lab.Must(ln.Close())
				}
				l.Pass(age)
				mark := l.Mark()
				lab.Got(late.Release())
				return l.SentBy("server", mark)
			}))
		}
	}
	return s
}
