package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// lingerWait is C-77: how long Close waits.
func lingerWait() Scenario {
	s := Scenario{
		ID:    "C-77",
		Group: "linger",
		Title: "With SO_LINGER above 0 Close waits until everything is acknowledged, and no longer than that time.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1", "a FIN is sent again until it is acknowledged"},
			{Incident, "cilium/cilium#38500", "a proxy is given SO_LINGER with 0 or 1 to have its tuples free again"},
		},
	}
	for _, how := range []struct {
		name    string
		prepare func(l *lab)
	}{
		{"the other side acknowledges at once", func(*lab) {}},
		{"the other side acknowledges after 80ms", func(l *lab) {
			must(l.net.Link("client", "server").SetLatency(40 * time.Millisecond))
		}},
		{"the FIN is lost once", func(l *lab) {
			must(l.net.On(tcp.FIN, fixture.From("client")).Nth(1).Drop().Err())
		}},
		{"the acknowledgement is lost once", func(l *lab) {
			must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("server")).Nth(1).Drop().Err())
		}},
		{"the other side is silent", func(l *lab) {
			must(l.net.On(fixture.From("server")).Drop().Err())
		}},
	} {
		s.Cases = append(s.Cases, Case{how.name + ", SO_LINGER of 2: Close", func(l *lab) string {
			c, _ := l.connectPlain()
			how.prepare(l)
			must(c.SetLinger(2))
			call := l.net.Go(c.Close)
			got(l.net.AdvanceUntil(call.Done, time.Minute))
			return closeReturned(call, c)
		}})
	}
	s.Cases = append(s.Cases,
		Case{"nothing was acknowledged in time: the other side reads in the end", func(l *lab) string {
			c, p := l.connectPlain()
			must(l.net.On(fixture.From("client")).Times(3).Drop().Err())
			got(c.Write([]byte("hello")))
			must(c.SetLinger(1))
			call := l.net.Go(c.Close)
			l.advance(time.Minute)
			must(call.Err())
			return read(p)
		}},
		Case{"the other side resets after 1s, SO_LINGER of 5: Close", func(l *lab) string {
			c, p := l.connectPeer()
			must(c.SetLinger(5))
			p.Ignore(fixture.Retransmitted())
			call := l.net.Go(c.Close)
			p.Expect(tcp.FIN | tcp.ACK)
			l.advance(time.Second)
			p.SendRST()
			return closeReturned(call, conn(c))
		}},
	)
	return s
}

// closeReturned says how long a call of Close took, what it says, and what the
// state is.
func closeReturned(call *fixture.Call, c *fixture.Conn) string {
	if !call.Done() {
		return "waits"
	}
	return "took " + call.Took().String() + ", " + errText(call.Err()) + ", in " + c.State().String()
}
