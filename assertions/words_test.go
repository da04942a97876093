package assertions_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// named is a matcher as a test writes it.
type named struct {
	name string
	make func() types.GomegaMatcher
}

// asked are the matchers for a connection: each has words for each way to end.
var asked = []named{
	{"HaveClosedWithFIN()", func() types.GomegaMatcher { return HaveClosedWithFIN() }},
	{"HaveClosedWithRST()", func() types.GomegaMatcher { return HaveClosedWithRST() }},
	{"HaveClosedWithRST(From client)", func() types.GomegaMatcher { return HaveClosedWithRST(timeline.From("client")) }},
	{"HaveClosedFirst()", func() types.GomegaMatcher { return HaveClosedFirst() }},
	{"HaveTimedOut()", func() types.GomegaMatcher { return HaveTimedOut() }},
	{"HaveTimedOut(< 1m)", func() types.GomegaMatcher { return HaveTimedOut(BeNumerically("<", time.Minute)) }},
	{"HaveBlockedInClose(0)", func() types.GomegaMatcher { return HaveBlockedInClose(time.Duration(0)) }},
	{"HaveLostWritten()", func() types.GomegaMatcher { return HaveLostWritten() }},
	{"HaveLostWritten(0)", func() types.GomegaMatcher { return HaveLostWritten(0) }},
	{"HaveLostUnread()", func() types.GomegaMatcher { return HaveLostUnread() }},
	{"BeInTimeWait()", func() types.GomegaMatcher { return BeInTimeWait() }},
	{"BeInState(CLOSE-WAIT, CLOSED)", func() types.GomegaMatcher { return BeInState(tcp.CloseWait, tcp.Closed) }},
	{"HaveTimeWait()", func() types.GomegaMatcher { return HaveTimeWait() }},
	{"HaveTimeWait(1m)", func() types.GomegaMatcher { return HaveTimeWait(time.Minute) }},
	{"HaveTimeWaitLeft(1m)", func() types.GomegaMatcher { return HaveTimeWaitLeft(time.Minute) }},
	{"HaveRestartedTimeWait()", func() types.GomegaMatcher { return HaveRestartedTimeWait() }},
	{"HaveRestartedTimeWait(0)", func() types.GomegaMatcher { return HaveRestartedTimeWait(0) }},
	{"HaveSkippedTimeWait()", func() types.GomegaMatcher { return HaveSkippedTimeWait() }},
	{"HaveSkippedTimeWait(it was reset)", func() types.GomegaMatcher { return HaveSkippedTimeWait(timeline.WasReset) }},
	{"HaveStates(FIN-WAIT-1)", func() types.GomegaMatcher { return HaveStates(tcp.FinWait1) }},
	{"HaveSent(FIN)", func() types.GomegaMatcher { return HaveSent(tcp.FIN) }},
	{"HaveReceived(FIN)", func() types.GomegaMatcher { return HaveReceived(tcp.FIN) }},
	{"HaveSent(0, RST)", func() types.GomegaMatcher { return HaveSent(0, tcp.RST) }},
}

// askedOfHosts are the matchers for a host.
var askedOfHosts = []named{
	{"HaveSockets(0)", func() types.GomegaMatcher { return HaveSockets(0) }},
	{"HaveSockets(> 1)", func() types.GomegaMatcher { return HaveSockets(BeNumerically(">", 1)) }},
	{"HaveLeakedSockets()", func() types.GomegaMatcher { return HaveLeakedSockets() }},
	{"HaveDialed(0)", func() types.GomegaMatcher { return HaveDialed(0) }},
	{"HaveFreePorts(28232)", func() types.GomegaMatcher { return HaveFreePorts(28232, "server:80") }},
	{"HaveTimeWait()", func() types.GomegaMatcher { return HaveTimeWait() }},
	{"HaveReceived(RST)", func() types.GomegaMatcher { return HaveReceived(tcp.RST) }},
}

// worlds are the ways in which a connection ends, or has not ended yet.
var worlds = map[string]func(*testing.T) *world{
	"open":            func(t *testing.T) *world { return newWorld(t) },
	"half":            half,
	"half-given-up":   func(t *testing.T) *world { return half(t).advance(time.Hour) },
	"closed":          func(t *testing.T) *world { return closed(t) },
	"after-TIME-WAIT": func(t *testing.T) *world { return closed(t).advance(time.Minute) },
	"restarted":       restarted,
	"restarted-over":  func(t *testing.T) *world { return restarted(t).advance(2 * time.Minute) },
	"restarted-twice": func(t *testing.T) *world {
		w := newWorld(t)
		w.ok(w.c.Close())
		w.n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Times(2).Named("lose the ACKs").Drop()
		w.ok(w.s.Close())
		return w.advance(5 * time.Second)
	},
	"restarted-by-a-forged-FIN": func(t *testing.T) *world {
		w := closed(t).advance(time.Second)
		fin := w.n.Timeline().Events(timeline.Sent, timeline.From("server"), timeline.Flags(tcp.FIN))[0]
		p, err := fin.Segment.Packet()
		w.ok(err)
		w.ok(w.n.Inject(p))
		return w.advance(time.Second)
	},
	"LAST-ACK":       lastAck,
	"LAST-ACK-over":  func(t *testing.T) *world { return lastAck(t).advance(24 * time.Hour) },
	"LAST-ACK-reset": func(t *testing.T) *world { w := lastAck(t); w.ok(w.c.Abort()); return w },
	"crossed":        crossed,
	"crossing": func(t *testing.T) *world {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK)).Named("lose the ACKs").Drop()
		late(w)
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		return w.advance(1500 * time.Millisecond)
	},
	"FIN-given-up": func(t *testing.T) *world {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Drop()
		w.ok(w.c.Close())
		return w.advance(24 * time.Hour)
	},
	"crashed":    func(t *testing.T) *world { w := newWorld(t); w.ok(w.client.Crash()); return w },
	"crashed-TW": func(t *testing.T) *world { w := closed(t); w.ok(w.client.Crash()); return w },
	"crashed-and-written-to": func(t *testing.T) *world {
		w := newWorld(t)
		w.ok(w.server.Crash())
		w.write(w.c, "x")
		w.ok(w.server.Restart())
		return w.advance(time.Minute)
	},
	"keep-alives": func(t *testing.T) *world {
		w := newWorld(t)
		w.ok(w.server.Crash())
		return w.advance(time.Hour)
	},
	"SO_LINGER-0": reset,
	"unread":      unread,
	"abort":       func(t *testing.T) *world { w := newWorld(t); w.ok(w.c.Abort()); return w },
	"late-data": func(t *testing.T) *world {
		w := newWorld(t)
		w.ok(w.c.Close())
		w.write(w.s, "late")
		return w.advance(time.Second)
	},
	"listener-closed": func(t *testing.T) *world {
		w := newWorld(t)
		w.c = w.queue()
		w.ok(w.l.Close())
		return w.advance(time.Second)
	},
	"forged-RST": func(t *testing.T) *world {
		w := newWorld(t)
		syn, _ := w.n.Timeline().First(timeline.Delivered, timeline.OnHost("client"), timeline.Flags(tcp.SYN))
		forge(t, w.n, w.c, tcp.Segment{Flags: tcp.RST | tcp.ACK, Seq: syn.Segment.Seq + 1, Ack: syn.Segment.Ack})
		return w
	},
	"forged-FIN": func(t *testing.T) *world {
		w := newWorld(t)
		syn, _ := w.n.Timeline().First(timeline.Delivered, timeline.OnHost("client"), timeline.Flags(tcp.SYN))
		forge(t, w.n, w.c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: syn.Segment.Seq + 1, Ack: syn.Segment.Ack, Window: 100})
		return w
	},
	"no-room": func(t *testing.T) *world {
		w := &world{t: t, n: fixture.New(t)}
		w.client, w.server = w.n.Host("client", fixture.MaxTimeWaitBuckets(0)), w.n.Host("server")
		var err error
		w.c, w.s, err = w.n.Pair(w.client, w.server)
		w.ok(err)
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		return w
	},
	"lingering": func(t *testing.T) *world {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Named("cut off the client").Drop()
		w.ok(w.c.SetLinger(5))
		w.n.Go(w.c.Close)
		return w.advance(2 * time.Second)
	},
	"lingered": func(t *testing.T) *world {
		w := newWorld(t)
		late(w)
		w.ok(w.c.SetLinger(30))
		w.ok(w.n.Await(w.c.Close, time.Minute))
		return w
	},
	"unacknowledged": func(t *testing.T) *world {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Data()).Named("lose data").Drop()
		w.write(w.c, "x")
		return w.advance(24 * time.Hour)
	},
	"loopback": func(t *testing.T) *world {
		w := &world{t: t, n: fixture.New(t)}
		w.client, w.server = w.n.Host("client"), w.n.Host("server")
		var err error
		w.c, w.s, err = w.n.Pair(w.client, w.client)
		w.ok(err)
		w.ok(w.c.Close())
		return w
	},
	"script": func(t *testing.T) *world {
		w := &world{t: t, n: fixture.New(t)}
		w.client, w.server = w.n.Host("client"), w.n.Host("server")
		l, err := w.server.Listen("tcp", ":80")
		w.ok(err)
		p := w.n.Peer("peer").Dial("server:80", peer.SourcePort(4000))
		p.Open()
		w.s, err = l.AcceptTCP()
		w.ok(err)
		p.SendRST()
		return w
	},
	"reopened": func(t *testing.T) *world {
		w := newWorld(t)
		w.ok(w.s.Close())
		w.ok(w.c.Close())
		w.advance(10 * time.Second)
		if r := w.s.Probe(tcp.SeqOffset(1)); !r.Accepted() {
			t.Fatal(r)
		}
		return w
	},
	// Sockets that take no port towards the server, and some that do.
	"ports": func(t *testing.T) *world {
		w := closed(t).advance(time.Second)
		_, err := w.client.Listen("tcp", ":80")
		w.ok(err)
		l, err := w.server.Listen("tcp", ":81")
		w.ok(err)
		for range 2 {
			_, err = w.client.Dial("tcp", "server:81")
			w.ok(err)
			_, err = l.AcceptTCP()
			w.ok(err)
		}
		for range 2 {
			c, s := w.dial()
			w.ok(c.Close())
			w.ok(s.Close())
			w.advance(time.Second)
		}
		_, s := w.dial()
		w.ok(s.Abort())
		return w
	},
	"unopened": func(t *testing.T) *world {
		w := newWorld(t)
		w.n.On(timeline.Flags(tcp.SYN)).Named("lose SYNs").Drop()
		w.n.Go(func() error {
			_, err := w.client.Dial("tcp", "server:80")
			return err
		})
		return w.advance(time.Second)
	},
	"network-closed": func(t *testing.T) *world { w := half(t); w.ok(w.n.Close()); return w },
	"many": func(t *testing.T) *world {
		w := newWorld(t)
		for i := range 3 {
			c, s := w.dial()
			if i < 2 {
				w.ok(c.Close())
			}
			if i < 1 {
				w.ok(s.Close())
			}
		}
		return w
	},
}

// queue opens a connection that waits to be accepted.
func (w *world) queue() *fixture.Conn {
	w.t.Helper()
	c, err := w.client.Dial("tcp", "server:80")
	w.ok(err)
	return c
}

// words are what a failure says before the lines of the timeline, without what was
// expected, and of the lines those that are marked and, in parentheses, how many there
// are.
func words(text string) string {
	said, rest, _ := strings.Cut(text, "\n\n")
	_, said, _ = strings.Cut(said, "\nto ")
	if said == "" {
		_, said, _ = strings.Cut(text, "\nnot to ")
		said, rest, _ = strings.Cut(said, "\n\n")
	}
	_, said, _ = strings.Cut(said, "\n") // what was expected
	var out []string
	for line := range strings.Lines(said) {
		if !strings.HasPrefix(line, "(seed ") {
			out = append(out, "  "+strings.TrimRight(line, " \n"))
		}
	}
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "▶") {
			out = append(out, "  "+strings.TrimRight(line, " \n"))
		}
	}
	return strings.Join(out, "\n") + fmt.Sprintf(" (%d)", len(eventLine.FindAllString(rest, -1)))
}

// closure is a function above, by its number in the package.
var closure = regexp.MustCompile(`init\.func\d+`)

// Each matcher says of each way to end what testdata says. The answers for one connection
// that say the same stand together.
func TestWords(t *testing.T) {
	for name, prepare := range worlds {
		t.Run(name, func(t *testing.T) {
			w := prepare(t)
			var b strings.Builder
			answers := func(of string, actual any, list []named) {
				fmt.Fprintf(&b, "%s\n", of)
				var order []string
				by := map[string][]string{}
				for _, k := range list {
					m := k.make()
					ok, err := m.Match(actual)
					said, is := "", "no: "
					switch {
					case err != nil:
						said, is = "  "+strings.ReplaceAll(err.Error(), "\n", "\n  "), "error: "
					case ok:
						said, is = words(m.NegatedFailureMessage(actual)), "yes: "
					default:
						said = words(m.FailureMessage(actual))
					}
					if _, known := by[said]; !known {
						order = append(order, said)
					}
					by[said] = append(by[said], is+k.name)
				}
				for _, said := range order {
					fmt.Fprintf(&b, "%s\n%s\n", strings.Join(by[said], ", "), said)
				}
			}
			if w.c != nil {
				answers("the client's connection", w.c, asked)
			}
			if w.s != nil {
				answers("the server's connection", w.s, asked)
			}
			answers("the client", w.client, askedOfHosts)
			answers("the server", w.server, askedOfHosts)
			text := place.ReplaceAllString(closure.ReplaceAllString(b.String(), "init.funcN"), "_test.go:N")
			file := filepath.Join("testdata", "words", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if text != string(want) {
				t.Errorf("%s\n(go test -update writes what it prints)", firstDifference(text, string(want)))
			}
		})
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is\n%s\nwant\n%s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("it has %d lines, want %d", len(a), len(b))
}
