package incarnation

import (
	"errors"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// oldACK is C-22: the third hazard of RFC 1337, a new connection that fails.
func oldACK() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-22",
		Group: "incarnation",
		Title: "An old ACK in SYN-SENT triggers a RST that ends the peer's half-open connection; a new SYN recovers at once.",
		Sources: []sources.Source{
			sources.Clause("RFC 1337, section 2.4, H3, figure 4", "an old duplicate ACK can end a new connection"),
			sources.Clause("RFC 9293, section 3.10.7.3, first", "in SYN-SENT an unacceptable ACK is answered with a RST"),
		},
	}
	s.Cases = []lab.Case{
		lab.Observe("segments until there is a connection", func(l *lab.Lab) string {
			h := openHazard3(l)
			h.old()
			h.connected(l)
			return l.Sent(h.mark)
		}),
		lab.Observe("half-open connections of the server before the old ACK", func(l *lab.Lab) string {
			return strconv.Itoa(openHazard3(l).halfOpen)
		}),
		lab.Observe("half-open connections of the server after it", func(l *lab.Lab) string {
			h := openHazard3(l)
			h.old()
			return strconv.Itoa(l.Server().Count(tcp.SynReceived))
		}),
		lab.Observe("connected", func(l *lab.Lab) string {
			h := openHazard3(l)
			h.old()
			return h.connected(l)
		}),
		lab.Observe("connected, had the ACK not come", func(l *lab.Lab) string {
			return openHazard3(l).connected(l)
		}),
		lab.Observe("the server reads what the client then writes", func(l *lab.Lab) string {
			h := openHazard3(l)
			h.old()
			if how := h.connected(l); *h.conn == nil {
				return how
			}
			lab.Got((*h.conn).Write([]byte("hello")))
			return l.ReadSoon(lab.Got(h.listener.AcceptTCP()))
		}),
	}
	return s
}

// hazard3 is a client that connects again from the same port. The server has answered
// its SYN, but the answer is lost.
type hazard3 struct {
	listener lab.Listener
	conn     *lab.Conn
	dial     lab.Call
	mark     int
	halfOpen int
	// old delivers the server's old ACK.
	old func()
}

// openHazard3 returns the client during its attempt.
func openHazard3(l *lab.Lab) hazard3 {
	ln, old := wander(l, timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server"))
	lab.Must(l.Net.On(timeline.Flags(tcp.SYN | tcp.ACK)).Nth(1).Drop().Err())
	h := hazard3{listener: ln, conn: new(lab.Conn), mark: l.Mark()}
	d := l.FromPort1500()
	h.dial = l.Net.Go(func() (err error) {
		*h.conn, err = d.Dial("tcp4", "server:80")
		return err
	})
	h.halfOpen = l.Server().Count(tcp.SynReceived)
	h.old = func() { lab.Got(old.Release()) }
	return h
}

// connected returns the time until the connection is open.
func (h hazard3) connected(l *lab.Lab) string {
	lab.Got(l.Net.AdvanceUntil(h.dial.Done, 5*time.Minute))
	switch err := h.dial.Err(); {
	case errors.Is(err, fixture.ErrWaiting):
		return "never"
	case err != nil:
		return lab.ErrText(err)
	}
	return "after " + h.dial.Took().String()
}
