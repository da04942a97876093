package assertions_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

var spaces = regexp.MustCompile(` +`)

// shown are the lines of the timeline in a failure, without their times.
func shown(said string) (list []string) {
	_, rest, _ := strings.Cut(said, "\n\n")
	for line := range strings.Lines(rest) {
		mark, line, is := strings.Cut(strings.TrimRight(line, "\n"), "+")
		if _, line, _ = strings.Cut(line, "s "); is {
			list = append(list, strings.TrimSpace(spaces.ReplaceAllString(mark+line, " ")))
		}
	}
	return list
}

// The failure of a matcher for lost bytes shows the data of that direction, as its side saw
// it: what the side wrote and sent, or what it got and read.
func TestLinesOfLostBytes(t *testing.T) {
	w := newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
	w.advance(time.Second)
	for _, c := range w.pair() {
		w.write(c, "to the other side")
	}
	w.advance(time.Second)
	for _, c := range w.pair() {
		w.read(c, 2)
	}
	w.n.On(timeline.Data()).Drop()
	w.write(w.c, "lost")
	w.ok(w.c.Abort())
	x, _ := w.c.Incarnation()
	for _, k := range []struct {
		m           types.GomegaMatcher
		want, never []string
	}{
		{HaveLostWritten(), []string{"client call client:46970 - server:80: write 4 bytes", "client sent client:46970 > server:80: [P.], seq 18:22, ack 18"},
			[]string{"read 2 bytes", "server:80 - client:46970: write", "client delivered", "server sent"}},
		{HaveLostUnread(), []string{"client call client:46970 - server:80: read 2 bytes", "client delivered server:80 > client:46970: [P.], seq 1:18, ack 1, length 17"},
			[]string{"write", "sent client:46970 > server:80: [P.]", "server:80 - client:46970: read"}},
	} {
		said, _ := text(t, k.m, x)
		list := strings.Join(shown(said), "\n")
		for _, line := range k.want {
			if !strings.Contains(list, line) {
				t.Errorf("%v: %q is missing\n%s", k.m, line, said)
			}
		}
		for _, line := range k.never {
			if strings.Contains(list, line) {
				t.Errorf("%v: it shows %q\n%s", k.m, line, said)
			}
		}
	}
}

// The lines of one connection are not mixed with those of others.
func TestLinesOfOneConnection(t *testing.T) {
	w := newWorld(t)
	l, err := w.server.Listen("tcp", ":81")
	w.ok(err)
	other := w.n.Host("other")
	c, err := other.Dial("tcp", "server:80")
	w.ok(err)
	_, err = w.l.Accept()
	w.ok(err)
	d := &fixture.Dialer{Host: w.client, LocalAddr: ":4000", ReuseAddr: true}
	c81, err := d.Dial("tcp", "server:81")
	w.ok(err)
	_, err = l.Accept()
	w.ok(err)
	c80, err := d.Dial("tcp", "server:80")
	w.ok(err)
	_, err = w.l.Accept()
	w.ok(err)
	w.ok(c.SetKeepAlive(true)) // close to the FIN
	w.ok(c80.Close())
	for name, actual := range map[string]any{"network": w.n, "server": w.server} {
		said, _ := text(t, HaveReceived(5, tcp.FIN), actual)
		says(t, said, []string{"was received: the first at 0s."}, []string{"other:", ":81", ":46970", "of 2"})
		if len(shown(said)) < 4 {
			t.Errorf("%s: it shows only\n%s", name, said)
		}
	}
	w.n.On(timeline.From("server:81")).Drop()
	w.n.On(timeline.From("other")).Named("lose that").Drop()
	w.write(c, "x")
	said, _ := text(t, HaveReceived(timeline.Data()), w.n)
	says(t, said, []string{"1 was lost on the way (rule: lose that"}, []string{"client:"})
	w.ok(c81.Close())

	said, _ = text(t, HaveSent(5, tcp.FIN), closed(t).n)
	says(t, said, []string{"2 were sent: the first at 1s."}, []string{"connections"})
	w = newWorld(t)
	w.ok(w.n.Link("client", "server").Partition())
	w.write(w.c, "x")
	said, _ = text(t, HaveReceived(timeline.Data()), w.s)
	says(t, said, []string{"1 was lost on the way (partition)."}, []string{"rule"})
	w = newWorld(t)
	w.write(w.c, "x")
	w.n.On(timeline.Data()).Drop()
	w.write(w.c, "y")
	said, _ = text(t, HaveReceived(2, timeline.Data()), w.s)
	says(t, said, []string{"1 was received: the first at 0s.", "▶ +0.000000s server delivered"}, []string{"HaveSent counts"})
}

// Connections of two hosts to themselves are two, although their addresses and ports are
// the same.
func TestLoopbacksOfTwoHosts(t *testing.T) {
	n := fixture.New(t)
	for _, name := range []string{"one", "two"} {
		h := n.Host(name)
		l, err := h.Listen("tcp", "127.0.0.1:80")
		if err != nil {
			t.Fatal(err)
		}
		d := &fixture.Dialer{Host: h, LocalAddr: "127.0.0.1:4000"}
		c, err := d.Dial("tcp", "127.0.0.1:80")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Accept(); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	said, _ := text(t, HaveSent(5, tcp.FIN), n)
	says(t, said, []string{"2 were sent: the first at 0s, of 2 connections."}, nil)
	list := shown(said)
	if !slices.ContainsFunc(list, func(line string) bool { return strings.Contains(line, "one state") }) ||
		slices.ContainsFunc(list, func(line string) bool { return strings.Contains(line, "two state") }) {
		t.Errorf("want only the lines of the first connection, and the other FIN\n%s", said)
	}
}
