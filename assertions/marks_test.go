package assertions_test

import (
	"io"
	"strings"
	"testing"
	"time"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// If more than five lines come between the first lost segment and the RST, both are marked.
func TestMarksOfLostBytes(t *testing.T) {
	marks := func(said string) (list []string) {
		for _, line := range shown(said) {
			if strings.HasPrefix(line, "▶") {
				list = append(list, line)
			}
		}
		return list
	}
	const rst, first = "[R.]", "seq 1:2"
	for calls, want := range map[int][]string{1: {rst}, 2: {rst}, 3: {first, rst}, 4: {first, rst}} {
		w := newWorld(t)
		w.ok(w.c.SetNoDelay(true))
		w.n.On(timeline.From("client"), timeline.Data()).Drop()
		w.write(w.c, "x")
		for range calls {
			w.ok(w.c.SetKeepAlive(true))
		}
		w.ok(w.c.Abort())
		said, _ := text(t, HaveLostWritten(), w.c)
		got := marks(said)
		if len(got) != len(want) || !strings.Contains(got[0], want[0]) || !strings.Contains(got[len(got)-1], rst) {
			t.Errorf("%d calls: marked are %q, want %q\n%s", calls, got, want, said)
		}
	}

	// A delivery that is not shown is no line between them.
	w := newWorld(t)
	syn, _ := w.n.Timeline().First(timeline.Delivered, timeline.OnHost("client"), timeline.Flags(tcp.SYN))
	w.n.On(timeline.From("client"), timeline.Data()).Drop()
	w.write(w.c, "x")
	forge(t, w.n, w.c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: syn.Segment.Seq + 1, Ack: syn.Segment.Ack, Window: 100})
	forge(t, w.n, w.c, tcp.Segment{Flags: tcp.RST | tcp.ACK, Seq: syn.Segment.Seq + 2, Ack: syn.Segment.Ack})
	said, _ := text(t, HaveLostWritten(), w.c)
	if got := marks(said); len(got) != 1 {
		t.Errorf("marked are %q, want the RST\n%s", got, said)
	}
	// The segments of the other side are not lost.
	w = newWorld(t)
	w.write(w.s, strings.Repeat("x", 100))
	w.ok(w.s.CloseWrite())
	w.n.On(timeline.From("client"), timeline.Data()).Drop()
	for range 6 {
		w.ok(w.c.SetKeepAlive(true))
	}
	w.write(w.c, "x")
	w.ok(w.c.Abort())
	said, _ = text(t, HaveLostWritten(), w.c)
	if got := marks(said); len(got) != 1 || !strings.Contains(got[0], rst) {
		t.Errorf("marked are %q, want the RST\n%s", got, said)
	}
	// Of unread bytes those that the side sent are none.
	w = newWorld(t)
	w.n.On(timeline.From("server"), timeline.Data()).Drop()
	w.write(w.s, "lost")
	w.ok(w.s.CloseWrite())
	w.write(w.c, "unread")
	for range 6 {
		w.ok(w.s.SetKeepAlive(true))
	}
	w.ok(w.s.Close())
	said, _ = text(t, HaveLostUnread(), w.s)
	if got := marks(said); len(got) != 1 || !strings.Contains(got[0], rst) {
		t.Errorf("marked are %q, want the RST\n%s", got, said)
	}
}

// Of a restarted or simultaneous TIME-WAIT the end on the own side is marked, and of a
// close the calls of the own side, those of one direction included.
func TestMarksOfClosing(t *testing.T) {
	w := newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
	w.ok(w.c.CloseRead())
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	w.advance(time.Hour)
	for host, c := range map[string]*fixture.Conn{"client": w.c, "server": w.s} {
		said, _ := text(t, HaveTimeWait(time.Second), c)
		mark := "▶ " + host + " state "
		if list := strings.Join(shown(said), "\n"); strings.Count(list, "▶") != 1 || !strings.Contains(list, mark) {
			t.Errorf("%q is not the mark\n%s", mark, said)
		}
	}
	said, _ := text(t, HaveBlockedInClose(time.Second), w.c)
	says(t, said, []string{"▶ +0.000000s client call client:46970 - server:80: close read"}, nil)
}

// The failure of a matcher for bytes of an earlier connection marks those bytes, and nothing
// else that belongs to that connection or to this one.
func TestMarksOfEarlierData(t *testing.T) {
	w := newWorld(t)
	data := w.n.On(timeline.Data()).Copy()
	acks := w.n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Copy()
	for _, c := range w.pair() {
		w.write(c, "old")
	}
	w.read(w.s, 3)
	w.ok(w.s.Close())
	w.ok(w.c.CloseWrite())
	if r := w.advance(time.Minute).s.Probe(tcp.SeqOffset(-5)); !r.Accepted() {
		t.Fatal(r)
	}
	fresh, err := w.l.AcceptTCP()
	w.ok(err)
	for _, rule := range []*fixture.Rule{data, acks} {
		_, err := rule.Release()
		w.ok(err)
	}
	w.read(fresh, 3)
	w.write(fresh, "new")
	said, ok := text(t, HaveReadEarlierData(), fresh)
	if !ok || strings.Count(said, "▶") != 1 || !strings.Contains(strings.Join(shown(said), "\n"), "▶ server delivered client:46970 > server:80: [P.]") {
		t.Errorf("%t, want a mark at the old data only\n%s", ok, said)
	}
	said, _ = text(t, HaveClosedFirst(), fresh)
	says(t, said, []string{"server delivered client:46970 > server:80: [P.]"}, nil)

	w = newWorld(t)
	old := w.n.On(timeline.From("server"), timeline.Data()).Copy()
	w.write(w.s, "old")
	w.ok(w.s.Close())
	w.ok(w.c.CloseWrite())
	r := w.advance(2 * time.Minute).c.Redial()
	s, err := w.l.AcceptTCP()
	w.ok(err)
	w.write(r.Conn, "new")
	w.read(s, 3)
	_, err = old.Release()
	w.ok(err)
	said, ok = text(t, HaveReadEarlierData(), s)
	if _, delivered := w.n.Timeline().Last(timeline.Delivered, timeline.OnHost("client"), timeline.Func(func(e timeline.Event) bool { return e.Earlier && e.Segment.Len == 3 })); !delivered || ok || strings.Contains(said, "▶") {
		t.Errorf("the old data arrived: %t; %t, want no mark\n%s", delivered, ok, said)
	}

	w = newWorld(t)
	w.ok(w.c.CloseWrite())
	if _, err := w.s.Read(make([]byte, 1)); err != io.EOF {
		t.Error(err)
	}
	said, _ = text(t, HaveClosedWithFIN(), w.s)
	says(t, said, []string{"read: EOF"}, nil)
}
