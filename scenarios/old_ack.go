package scenarios

import (
	"errors"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// oldACK is C-22: the third hazard of RFC 1337, a new connection that fails.
func oldACK() Scenario {
	s := Scenario{
		ID:    "C-22",
		Group: "incarnation",
		Title: "An old ACK in SYN-SENT is answered with a RST that ends the other side's half-open connection, and a SYN heals that at once.",
		Sources: []Source{
			{Clause, "RFC 1337, section 2.4, H3, figure 4", "an old duplicate ACK can end a new connection"},
			{Clause, "RFC 9293, section 3.10.7.3, first", "in SYN-SENT an ACK of something else is answered with a RST"},
		},
	}
	s.Cases = []Case{
		{"segments until there is a connection", func(l *lab) string {
			h := l.hazard3()
			h.old()
			h.connected(l)
			return l.sent(h.mark)
		}},
		{"half-open connections of the server before the old ACK", func(l *lab) string {
			return strconv.Itoa(l.hazard3().halfOpen)
		}},
		{"half-open connections of the server after it", func(l *lab) string {
			h := l.hazard3()
			h.old()
			return strconv.Itoa(l.server().Count(tcp.SynReceived))
		}},
		{"connected", func(l *lab) string {
			h := l.hazard3()
			h.old()
			return h.connected(l)
		}},
		{"connected, had the ACK not come", func(l *lab) string {
			return l.hazard3().connected(l)
		}},
		{"the server reads what the client then writes", func(l *lab) string {
			h := l.hazard3()
			h.old()
			if how := h.connected(l); *h.conn == nil {
				return how
			}
			got((*h.conn).Write([]byte("hello")))
			return l.readSoon(got(h.listener.AcceptTCP()))
		}},
	}
	return s
}

// hazard3 is a client that connects from a port from which it did before, whose
// SYN the server has answered, but whose answer is lost.
type hazard3 struct {
	listener *fixture.Listener
	conn     **fixture.Conn
	dial     *fixture.Call
	mark     int
	halfOpen int
	// old has the server's old ACK arrive.
	old func()
}

func (l *lab) hazard3() hazard3 {
	ln, old := l.wander(fixture.Pure(tcp.ACK), fixture.From("server"))
	must(l.net.On(tcp.SYN | tcp.ACK).Nth(1).Drop().Err())
	h := hazard3{listener: ln, conn: new(*fixture.Conn), mark: l.mark()}
	d := l.fromPort1500()
	h.dial = l.net.Go(func() (err error) {
		*h.conn, err = d.Dial("tcp4", "server:80")
		return err
	})
	h.halfOpen = l.server().Count(tcp.SynReceived)
	h.old = func() { got(old.Release()) }
	return h
}

// connected says how long it took until there was a connection.
func (h hazard3) connected(l *lab) string {
	got(l.net.AdvanceUntil(h.dial.Done, 5*time.Minute))
	switch err := h.dial.Err(); {
	case errors.Is(err, fixture.ErrWaiting):
		return "never"
	case err != nil:
		return errText(err)
	}
	return "after " + h.dial.Took().String()
}
