package assertions_test

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

var lines = regexp.MustCompile(`,"line":"[^"]*"`)

// withoutLines is the timeline as it is where nobody knows which lines of code called.
func (w *world) withoutLines() *timeline.Timeline {
	w.t.Helper()
	var b bytes.Buffer
	w.ok(w.n.Timeline().WriteJSON(&b))
	if !lines.MatchString(b.String()) {
		w.t.Fatalf("no line of code in\n%s", b.String())
	}
	tl, err := timeline.Read(strings.NewReader(lines.ReplaceAllString(b.String(), "")))
	w.ok(err)
	return tl
}

// A failure names the call that closed before a RST: Close or Abort, when it was called,
// and no other call.
func TestCallBeforeARST(t *testing.T) {
	lateData := func(w *world) {
		io.WriteString(w.s, "late") // a RST answers it
		w.advance(time.Second)
	}
	for name, k := range map[string]struct {
		do          func(w *world)
		forget      bool // the lines of code
		want, never []string
	}{
		"Close that waited": {func(w *world) {
			w.ok(w.n.Link("client", "server").SetLatency(10 * time.Millisecond))
			w.ok(w.c.SetLinger(5))
			w.ok(w.n.Await(w.c.Close, time.Minute))
			lateData(w)
		}, false, []string{"client had called Close at 1s, and data arrived after that."}, []string{"Close at 1.0"}},
		"no Close": {func(w *world) {
			w.ok(w.c.CloseRead())
			w.ok(w.c.CloseWrite())
			lateData(w)
		}, false, []string{"(data after close)."}, []string{"had called"}},
		"Close after the RST": {func(w *world) {
			w.ok(w.c.CloseRead())
			w.ok(w.c.CloseWrite())
			lateData(w)
			w.ok(w.c.Close())
		}, false, []string{"(data after close)."}, []string{"had called"}},
		"Close in an unknown line": {func(w *world) {
			w.ok(w.c.Close())
			lateData(w)
		}, true, []string{"client had called Close at 1s, and data arrived after that."}, nil},
		"unread data, in an unknown line": {func(w *world) {
			w.write(w.s, "unread")
			w.ok(w.c.Close())
		}, true, []string{"(unread data) and lost 6 unread bytes. To close"}, []string{"called"}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			w := newWorld(t).advance(time.Second)
			k.do(w)
			tl := w.n.Timeline()
			if k.forget {
				tl = w.withoutLines()
			}
			said, _ := text(t, HaveClosedWithFIN(), tl.Incarnations(timeline.OnHost("client"))[0])
			says(t, said, k.want, k.never)
		})
	}
}

// The first call that closed a side was Abort or Close: of this side, and of this
// incarnation.
func TestFirstCallThatClosed(t *testing.T) {
	const abort, close = "Its application called Abort", "Close took 0s; SO_LINGER was not set."
	for name, k := range map[string]struct {
		do          func(w *world) *fixture.Conn
		want, never string
	}{
		"Abort": {func(w *world) *fixture.Conn { w.ok(w.c.Abort()); return w.c }, abort, close},
		"Close": {func(w *world) *fixture.Conn { w.ok(w.c.Close()); w.ok(w.c.Abort()); return w.c }, close, abort},
		"Abort of the other side on one host": {func(w *world) *fixture.Conn {
			c, s, err := w.n.Pair(w.client, w.client)
			w.ok(err)
			w.ok(s.Abort())
			w.ok(c.Close())
			return c
		}, close, abort},
		"Abort of an earlier connection": {func(w *world) *fixture.Conn {
			w.ok(w.c.Abort())
			d := &fixture.Dialer{Host: w.client, LocalAddr: w.c.LocalAddr().String()}
			_, err := d.Dial("tcp", "server:80")
			w.ok(err)
			s, err := w.l.AcceptTCP()
			w.ok(err)
			w.ok(w.s.Abort())
			w.ok(s.Close())
			return s
		}, close, abort},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			said, _ := text(t, HaveBlockedInClose(time.Second), k.do(newWorld(t)))
			says(t, said, []string{k.want}, []string{k.never})
		})
	}
}

// A connection that waited to be accepted says so where that is why it closed second.
func TestQueuedConnections(t *testing.T) {
	const queue = "accept queue"
	for name, k := range map[string]struct {
		do          func(w *world) timeline.Incarnation
		want, never []string
	}{
		"half open": {func(w *world) timeline.Incarnation {
			w.n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK)).Drop()
			c := w.queue()
			w.advance(time.Millisecond)
			w.n.On(timeline.From("client")).Drop()
			w.ok(c.Close())
			return w.incarnation("server", 1)
		}, []string{"It closed second"}, []string{queue, "Accept earlier"}},
		"of a host with itself": {func(w *world) timeline.Incarnation {
			_, err := w.client.Listen("tcp", ":81")
			w.ok(err)
			c, err := w.client.Dial("tcp", "client:81")
			w.ok(err)
			w.ok(c.Close())
			return w.incarnation("client", 2)
		}, []string{"The application of client has not accepted it", queue, "Accept earlier"}, nil},
		"accepted before both closed at once": {func(w *world) timeline.Incarnation {
			w.ok(w.n.Link("client", "server").SetLatency(time.Second))
			c := w.dialLater()
			w.advance(3 * time.Second)
			w.ok((*c).Close())
			s, err := w.l.AcceptTCP()
			w.ok(err)
			w.ok(s.Close())
			w.advance(10 * time.Second)
			return w.incarnation("server", 1)
		}, []string{"Both sides closed independently"}, []string{"Accept earlier"}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			said, _ := text(t, HaveClosedFirst(), k.do(newWorld(t)))
			says(t, said, k.want, k.never)
		})
	}
}

// incarnation is a connection of a host, by its place.
func (w *world) incarnation(host string, place int) timeline.Incarnation {
	w.t.Helper()
	list := w.n.Timeline().Incarnations(timeline.OnHost(host))
	if place >= len(list) {
		w.t.Fatalf("%s has had %v", host, list)
	}
	return list[place]
}

// dialLater dials while the test goes on.
func (w *world) dialLater() *io.Closer {
	c := new(io.Closer)
	w.n.Go(func() (err error) { *c, err = w.client.Dial("tcp", "server:80"); return err })
	return c
}
