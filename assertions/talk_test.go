package assertions_test

import (
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// talks are the lines of a failure on what was written and read.
func talks(t *testing.T, m types.GomegaMatcher, actual any) (list []string) {
	t.Helper()
	said, _ := text(t, m, actual)
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "⋮ ") {
			list = append(list, strings.TrimPrefix(line, "⋮ "))
		}
	}
	return list
}

// A failure that leaves out reads and writes says how many bytes a side wrote and read.
func TestTalk(t *testing.T) {
	w := newWorld(t)
	w.write(w.c, "hello")
	w.write(w.c, "you")
	w.read(w.s, 8)
	w.write(w.s, "x")
	w.read(w.c, 1)
	w.ok(w.c.Abort())
	for _, k := range []struct {
		c    *fixture.Conn
		want []string
	}{
		{w.c, []string{"client wrote 8 bytes and read 1 byte; server wrote 1 byte and read 8 bytes"}},
		{w.s, []string{"client wrote 8 bytes and read 1 byte; server wrote 1 byte and read 8 bytes"}},
	} {
		if got := talks(t, BeInState(tcp.Established), k.c); strings.Join(got, "; ") != strings.Join(k.want, "; ") {
			t.Errorf("%s: got %q, want %q", k.c, got, k.want)
		}
	}
	// Each line counts what follows the one before it, and that of its own connection.
	w = newWorld(t)
	other, peer := w.dial()
	w.write(w.c, "1")
	w.write(other, "22")
	w.ok(w.c.SetKeepAlive(true))
	w.write(other, "4444")
	w.read(peer, 6)
	w.ok(other.Abort())
	got := talks(t, HaveSockets(0, tcp.Established), w.client)
	want := []string{"client wrote 1 byte"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := talks(t, BeInState(tcp.Established), other); strings.Join(got, "; ") != "client wrote 6 bytes; server read 6 bytes" {
		t.Errorf("got %q", got)
	}
}

// A forged segment from a side's address takes nothing from what that side wrote.
func TestTalkWithForgedSegments(t *testing.T) {
	w := newWorld(t)
	w.write(w.c, "x")
	forge(t, w.n, w.s, tcp.Segment{Flags: tcp.ACK, Seq: 1, Ack: 1, Window: 1000})
	w.ok(w.c.Abort())
	got := talks(t, BeInState(tcp.Established), w.c)
	if want := "client wrote 1 byte"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Connections on loopback addresses have the same ports on two hosts: a line on reads and
// writes is of one of them.
func TestTalkOnLoopback(t *testing.T) {
	w := newWorld(t)
	var last *fixture.Conn
	for _, h := range []*fixture.Host{w.client, w.server} {
		l, err := h.Listen("tcp", "127.0.0.1:81")
		w.ok(err)
		d := &fixture.Dialer{Host: h, LocalAddr: "127.0.0.1:4000"}
		c, err := d.Dial("tcp", "127.0.0.1:81")
		w.ok(err)
		s, err := l.AcceptTCP()
		w.ok(err)
		if last != nil {
			w.write(last, "first")
			w.write(c, "1")
			w.write(s, "22")
		}
		last = c
	}
	w.ok(last.CloseWrite())
	got := talks(t, HaveSockets(1, tcp.TimeWait), w.n)
	if want := "server wrote 1 byte; server wrote 2 bytes"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A line on reads and writes counts among the ten lines that a failure has at most.
func TestTalkIsALine(t *testing.T) {
	w := newWorld(t)
	for range 6 {
		w.write(w.c, "x")
		w.ok(w.c.SetKeepAlive(true))
	}
	w.ok(w.c.Abort())
	said, _ := text(t, BeInState(tcp.Established), w.c)
	_, lines, _ := strings.Cut(said, "\n\n")
	if k := strings.Count(lines, "\n"); k > 12 || len(talks(t, BeInState(tcp.Established), w.c)) < 2 {
		t.Errorf("it has %d lines:\n%s", k, said)
	}
}

// A segment is dropped once, however many copies of it are, and only what was sent is told of.
func TestDroppedOf(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	said := func(m types.GomegaMatcher, actual any) string { s, _ := text(t, m, actual); return s }
	data := w.n.Timeline().Mark()
	g.Expect(said(HaveSent(timeline.Following(data), timeline.Data(), 1), w.client)).NotTo(ContainSubstring("dropped"))
	w.n.On(timeline.From("client"), timeline.Data()).Nth(1).Named("hole").Drop()
	w.write(w.c, "x")
	w.write(w.c, "x")
	g.Expect(said(HaveSent(timeline.Data(), 7), w.client)).To(ContainSubstring("2 were sent: the first at 0s. 1 of them was dropped (rule: hole"))

	// Both copies are dropped where they arrive: the host is down.
	w = newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(150 * time.Millisecond))
	w.n.On(timeline.From("client"), timeline.Data()).Nth(1).Duplicate(time.Millisecond)
	w.write(w.c, "x")
	w.server.Crash()
	w.advance(300 * time.Millisecond)
	g.Expect(said(HaveSent(timeline.Data(), 7), w.client)).To(ContainSubstring("2 were sent: the first at 0s. 1 of them was dropped (the host server is down)"))

	// A copy arrives, and the other one not.
	w = newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(time.Second))
	w.n.On(timeline.From("client"), timeline.Data()).Nth(1).Duplicate(time.Millisecond)
	w.write(w.c, "x")
	w.advance(time.Second)
	w.ok(w.server.Crash())
	w.advance(time.Second)
	g.Expect(said(HaveReceived(timeline.Data(), 7), w.server)).To(And(ContainSubstring("1 was received: the first at 1s."), Not(ContainSubstring("It was dropped"))))
	w.n.On(timeline.From("server")).Drop()
	g.Expect(said(Not(HaveReceived(timeline.Flags(tcp.SYN))), w.client)).NotTo(ContainSubstring("dropped"))
}

// Sockets in TIME-WAIT after both sides closed at once are no reason to let the other side
// close first.
func TestAdviceAtOnce(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	w.advance(time.Second)
	const once, first = "Both sides closed before the FIN of the other arrived", "let the other one close first"
	said, _ := text(t, HaveSockets(0, tcp.TimeWait), w.client)
	g.Expect(said).To(And(ContainSubstring(once), Not(ContainSubstring(first))))
	w = newWorld(t)
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	said, _ = text(t, HaveSockets(0, tcp.TimeWait), w.client)
	g.Expect(said).To(And(ContainSubstring(first), Not(ContainSubstring(once))))
}
