package assertions_test

import (
	"strings"
	"testing"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// says checks what a text says and does not say, whatever its line breaks are.
func says(t *testing.T, said string, want, never []string) {
	t.Helper()
	flat := strings.Join(strings.Fields(said), " ")
	for _, s := range want {
		if !strings.Contains(flat, s) {
			t.Errorf("%q is missing:\n%s", s, said)
		}
	}
	for _, s := range never {
		if strings.Contains(flat, s) {
			t.Errorf("it says %q:\n%s", s, said)
		}
	}
}

// listening is a world whose only connection has ended. Its server has TIME-WAIT, or
// neither side has. Instead of that of newWorld the server has the given listeners.
func listening(t *testing.T, timeWait bool, listen func(w *world)) *world {
	w := newWorld(t)
	w.ok(w.l.Close())
	listen(w)
	if timeWait {
		w.ok(w.s.Close())
		w.ok(w.c.Close())
	} else {
		w.ok(w.c.Abort())
	}
	return w
}

// listen opens a listener of the server.
func (w *world) listen(address string) *fixture.Listener {
	w.t.Helper()
	l, err := w.server.Listen("tcp", address)
	w.ok(err)
	return l
}

const (
	nobody  = "Nobody listened on port 80 of server, so that no SYN was accepted. Keep a listener open"
	wait    = "Wait until TIME-WAIT ends"
	higher  = "or send a SYN with a higher sequence number (tcp.SeqOffset(1))"
	enough  = "The sequence number was high enough: check that somebody listened."
	backlog = "The SYN ended TIME-WAIT, and the listener dropped it: accept the connections in its queue, or raise its backlog."
	another = "or connect from another port"
)

// The advice on a rejected attempt depends on the state, the sequence number and the
// listener of the host that got the SYN.
func TestAdviceToReopen(t *testing.T) {
	probe := func(w *world, offset int) *fixture.Reopening { return w.s.Probe(tcp.SeqOffset(offset)) }
	for name, k := range map[string]struct {
		try         func(t *testing.T) *fixture.Reopening
		want, never []string
	}{
		"old number": {func(t *testing.T) *fixture.Reopening {
			return probe(listening(t, true, func(w *world) { w.listen(":80") }), -1)
		}, []string{"old sequence number RCV.NXT-1 was ignored", wait, higher}, []string{"Nobody", enough}},
		"no higher number": {func(t *testing.T) *fixture.Reopening {
			return probe(listening(t, true, func(w *world) { w.listen("10.0.0.2:80") }), 0)
		}, []string{"the sequence number RCV.NXT was ignored", wait, higher}, []string{"Nobody", enough}},
		"full backlog": {func(t *testing.T) *fixture.Reopening {
			w := listening(t, true, func(w *world) {
				w.ok(w.server.Configure(fixture.MaxBacklog(1)))
				w.listen("10.0.0.2:80")
			})
			w.queue()
			w.queue()
			return probe(w, 1)
		}, []string{"RCV.NXT+1 was ignored", backlog}, []string{"Nobody", "Wait"}},
		"a listener that may be forgotten": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t, fixture.History(60))
			for range 20 {
				w.ok(w.c.Abort())
				w.ok(w.s.Close())
				w.c, w.s = w.dial()
			}
			w.ok(w.l.Close())
			w.ok(w.s.Close())
			w.ok(w.c.Close())
			return probe(w, 1)
		}, []string{"RCV.NXT+1 was ignored", wait, enough}, []string{"Nobody", higher}},
		"full backlog, and no TIME-WAIT": {func(t *testing.T) *fixture.Reopening {
			w := listening(t, false, func(w *world) {
				w.ok(w.server.Configure(fixture.MaxBacklog(1)))
				w.listen("10.0.0.2:80")
			})
			w.queue()
			w.queue()
			return probe(w, 1)
		}, []string{"RCV.NXT+1 was ignored; the old incarnation is still in CLOSED."}, []string{"Nobody", "Wait", backlog}},
		"not in TIME-WAIT": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t)
			probe(w, 1) // the answer uses up what is allowed of challenge ACKs
			return probe(w, 1)
		},
			[]string{"RCV.NXT+1 was ignored; the old incarnation is still in ESTABLISHED."}, []string{"Nobody", "Wait"}},
		"challenged": {func(t *testing.T) *fixture.Reopening { return probe(newWorld(t), -1) },
			[]string{"RCV.NXT-1 was answered with an ACK"}, []string{"Nobody", "Wait"}},
		"Redial in TIME-WAIT": {func(t *testing.T) *fixture.Reopening { return closed(t).c.Redial() },
			[]string{"No SYN was sent", wait, another}, []string{"Nobody", higher, enough, "RCV.NXT"}},
		"Redial again": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t)
			w.ok(w.c.Abort())
			w.c.Redial()
			return w.c.Redial() // both have SO_REUSEADDR
		}, []string{"No SYN was sent: dial", "cannot assign requested address"}, []string{"Nobody", "The SYN was"}},
		"after a RST without an acknowledgement": {func(t *testing.T) *fixture.Reopening {
			w := closed(t)
			w.ok(w.l.Close())
			fin, _ := w.n.Timeline().First(timeline.Sent, timeline.From("client"), timeline.Flags(tcp.FIN))
			forge(t, w.n, w.s, tcp.Segment{Flags: tcp.ACK, Seq: fin.Segment.Seq + 1, Ack: fin.Segment.Ack + 1})
			if _, sent := w.n.Timeline().First(timeline.Sent, timeline.From("server"), timeline.ExactFlags(tcp.RST)); !sent {
				t.Fatal("no RST")
			}
			return probe(w, 1)
		}, []string{"RCV.NXT+1 was answered with a RST"}, nil},
		"Redial while open": {func(t *testing.T) *fixture.Reopening { return newWorld(t).c.Redial() },
			[]string{"No SYN was sent"}, []string{"Nobody", "Wait", "RCV.NXT"}},
		"Redial from a port in use": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t)
			w.ok(w.c.Abort())
			_, err := w.client.Listen("tcp", w.c.LocalAddr().String())
			w.ok(err)
			return w.c.Redial()
		}, []string{"No SYN was sent: dial", "address already in use"}, []string{"Nobody", "Wait"}},
		"Redial from a port in use after a crash": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t)
			w.ok(w.client.Crash())
			w.ok(w.client.Restart())
			_, err := w.client.Listen("tcp", w.c.LocalAddr().String())
			w.ok(err)
			return w.c.Redial()
		}, []string{"No SYN was sent: dial", "still in CLOSED"}, []string{"▶"}},
		"Redial without a listener": {func(t *testing.T) *fixture.Reopening {
			return listening(t, false, func(*world) {}).c.Redial()
		}, []string{"The SYN was answered with a RST", nobody}, []string{"RCV.NXT"}},
		"Redial to a script": {func(t *testing.T) *fixture.Reopening {
			w := newWorld(t)
			p := w.n.Peer("peer")
			var c *fixture.Conn
			w.n.Go(func() (err error) { c, err = w.client.Dial("tcp", "peer:90"); return err })
			script := p.Accept(90)
			script.Answer()
			w.ok(c.Abort())
			script.Expect(timeline.Flags(tcp.RST))
			defer script.Expect(timeline.Flags(tcp.SYN))
			return c.Redial()
		}, []string{"The SYN was ignored"}, []string{"Nobody"}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			said, ok := text(t, AcceptIncarnation(), k.try(t))
			if ok {
				t.Error("it was accepted")
			}
			says(t, said, k.want, k.never)
		})
	}
}

// A listener counts if it was open for the address and the port of the SYN when that came.
func TestListenersForASYN(t *testing.T) {
	for name, k := range map[string]struct {
		listen func(w *world)
		open   bool
	}{
		"none":            {func(*world) {}, false},
		"any address":     {func(w *world) { w.listen(":80") }, true},
		"the address":     {func(w *world) { w.listen("10.0.0.2:80") }, true},
		"another address": {func(w *world) { w.listen("127.0.0.1:80") }, false},
		"another port":    {func(w *world) { w.listen(":81") }, false},
		"closed":          {func(w *world) { w.ok(w.listen(":80").Close()) }, false},
		"one is left": {func(w *world) {
			w.listen("10.0.0.2:80")
			w.ok(w.listen("127.0.0.1:80").Close())
			w.ok(w.listen(":81").Close())
		}, true},
		"it has accepted": {func(w *world) {
			l := w.listen("10.0.0.2:80")
			w.queue()
			_, err := l.Accept()
			w.ok(err)
		}, true},
		"failed": {func(w *world) {
			l := w.listen("10.0.0.2:80")
			if _, err := w.server.Listen("tcp", ":80"); err == nil {
				w.t.Fatal("two listen")
			}
			w.ok(l.Close())
		}, false},
		"crashed": {func(w *world) {
			w.listen(":80")
			w.ok(w.server.Crash())
			w.ok(w.server.Restart())
		}, false},
		"crash of another host": {func(w *world) {
			w.listen(":80")
			w.ok(w.client.Crash())
			w.ok(w.client.Restart())
		}, true},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			w := newWorld(t)
			w.ok(w.c.Abort())
			w.ok(w.l.Close())
			k.listen(w)
			before := w.s.Probe(tcp.SeqOffset(1))
			w.n.Note("later")
			if !k.open {
				w.listen("10.0.0.2:80")
			}
			said, ok := text(t, AcceptIncarnation(), before)
			if told := !strings.Contains(said, "Nobody listened"); told != k.open || ok && !k.open {
				t.Errorf("it tells of a listener: %t, want %t\n%s", told, k.open, said)
			}
		})
	}
}
