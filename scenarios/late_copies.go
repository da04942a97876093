package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// lateCopies is N-04: a duplicate that arrives during TIME-WAIT and after it.
func lateCopies() Scenario {
	s := Scenario{
		ID:    "N-04",
		Group: "time-wait",
		Title: "A copy of old data meets TIME-WAIT for 2 MSL, which acknowledges it, and after that a RST, whether or not somebody listens.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4.2", "no segment is older than the MSL, which is an assumption about the network"},
			{Clause, "RFC 9293, section 3.10.7.2", "an acknowledgement in LISTEN is answered with a RST"},
			{Claim, "A6", "after 2MSL all duplicates are gone"},
			{Claim, "A12", "a duplicate that has lost its way may arrive long after the original"},
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
			s.Cases = append(s.Cases, Case{name, func(l *lab) string {
				ln := got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
				late := l.net.On(fixture.DataIs([]byte("old data"))).Nth(1).Copy()
				must(late.Err())
				c := got((&fixture.Dialer{Host: l.client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
				p := got(ln.AcceptTCP())
				got(c.Write([]byte("old data")))
				got(p.Read(make([]byte, 100)))
				l.closed(p, c)
				if !listens {
					must(ln.Close())
				}
				l.advance(age)
				mark := l.mark()
				got(late.Release())
				return l.sentBy("server", mark)
			}})
		}
	}
	return s
}
