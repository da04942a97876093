package assertions_test

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// stories are failures of whole tests, as their readers see them.
var stories = map[string]func(t *testing.T) (fails func(g Gomega)){
	"one-RST-of-five": func(t *testing.T) func(Gomega) {
		w := oneReset(t, 3)
		return func(g Gomega) {
			g.Expect(w.n.Timeline().Incarnations(timeline.OnHost("client"))).NotTo(HaveClosedWithRST())
		}
	},
	"four-RST-of-five": func(t *testing.T) func(Gomega) {
		w := oneReset(t, 0, 1, 2, 3)
		return func(g Gomega) {
			g.Expect(w.n.Timeline().Incarnations(timeline.OnHost("client"))).NotTo(HaveClosedWithRST())
		}
	},
	"no-FIN-of-five": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		conns := []*fixture.Conn{w.c}
		for i := range 4 {
			c, s := w.dial()
			conns = append(conns, c)
			if i == 1 {
				w.ok(c.SetLinger(0))
				w.ok(c.Close())
			} else {
				w.ok(s.Close())
			}
		}
		return func(g Gomega) { g.Expect(conns).To(HaveClosedWithFIN()) }
	},
	"states-of-five": func(t *testing.T) func(Gomega) {
		w := oneReset(t, 1)
		return func(g Gomega) {
			g.Expect(w.n.Timeline().Incarnations(timeline.OnHost("server"))).To(BeInState(tcp.CloseWait))
		}
	},
	"first-of-five": func(t *testing.T) func(Gomega) {
		w := oneReset(t)
		return func(g Gomega) {
			g.Expect(w.n.Timeline().Incarnations(timeline.OnHost("server"))).To(HaveClosedFirst())
		}
	},
	"time-wait-left": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		var conns []*fixture.Conn
		for range 3 {
			c, s := w.dial()
			w.ok(c.Close())
			w.ok(s.Close())
			conns = append(conns, c)
			w.advance(time.Second)
		}
		return func(g Gomega) { g.Expect(conns).To(HaveTimeWaitLeft(time.Minute)) }
	},
	"time-waits-of-a-host": func(t *testing.T) func(Gomega) {
		w := oneReset(t, 2)
		w.advance(time.Hour)
		return func(g Gomega) { g.Expect(w.client).NotTo(HaveTimeWait()) }
	},
	"peer-crashed": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		w.ok(w.s.SetKeepAlive(false))
		w.advance(time.Minute)
		w.ok(w.client.Crash())
		w.advance(time.Hour)
		return func(g Gomega) { g.Expect(w.server).To(HaveSockets(0, tcp.Established)) }
	},
	"not-accepted-in-time": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		c, err := w.client.Dial("tcp", "server:80")
		w.ok(err)
		w.advance(3 * time.Second)
		w.ok(c.Close())
		w.advance(2 * time.Second)
		s, err := w.l.AcceptTCP()
		w.ok(err)
		w.ok(s.Close())
		return func(g Gomega) { g.Expect(s).To(HaveClosedFirst()) }
	},
	"late-data": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		w.ok(w.c.Close())
		w.advance(time.Second)
		w.write(w.s, "late")
		return func(g Gomega) { g.Expect(w.c).To(HaveClosedWithFIN()) }
	},
	"RSTs-of-a-host": func(t *testing.T) func(Gomega) {
		w := oneReset(t, 1, 4)
		return func(g Gomega) { g.Expect(w.client).NotTo(HaveSent(tcp.RST)) }
	},
	"leaked-bodies": func(t *testing.T) func(Gomega) {
		n := fixture.New(t)
		client := n.Host("client")
		serveBodies(t, n.Host("server"))
		c := &http.Client{Transport: &http.Transport{DialContext: client.DialContext}}
		for range 180 {
			status(t, c)
		}
		for range 20 {
			probe(t, c)
		}
		time.Sleep(10 * time.Second) // the server closes what is idle
		synctest.Wait()
		return func(g Gomega) { g.Expect(client).NotTo(HaveLeakedSockets()) }
	},
	"leaks-of-a-pool": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		w.ok(w.c.Close())
		p := &pool{dial: func() (net.Conn, error) { return w.client.Dial("tcp", "server:80") }}
		borrow := func() {
			p.get(t)
			s, err := w.l.Accept()
			w.ok(err)
			w.ok(s.Close())
		}
		for i := range 8 {
			if borrow(); i == 5 {
				w.advance(time.Second)
			}
			if i > 5 {
				reborrow(t, w, p)
			}
		}
		w.advance(10 * time.Second)
		return func(g Gomega) { g.Expect(w.client).NotTo(HaveLeakedSockets()) }
	},
	"lost-bytes": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
		w.write(w.c, strings.Repeat("x", 14200))
		w.advance(time.Second / 10) // acknowledged
		w.write(w.c, strings.Repeat("x", 14200))
		w.ok(w.c.SetLinger(0))
		w.ok(w.c.Close())
		return func(g Gomega) { g.Expect(w.c).NotTo(HaveLostWritten()) }
	},
	"named-rule": func(t *testing.T) func(Gomega) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Flags(tcp.FIN)).Named("the firewall forgets the connection").Drop()
		w.ok(w.c.Close())
		w.advance(time.Minute)
		return func(g Gomega) { g.Expect(w.c).To(HaveClosedWithFIN()) }
	},
	"no-ports": func(t *testing.T) func(Gomega) {
		w := newWorld(t, fixture.PortRange(40000, 40149))
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		for range 149 {
			w.advance(10 * time.Millisecond)
			c, s := w.dial()
			w.ok(c.Close())
			w.ok(s.Close())
		}
		return func(g Gomega) { g.Expect(w.client).To(HaveFreePorts(BeNumerically(">", 0), "server:80")) }
	},
}

// oneReset is a network with five connections, of which the client resets those with the
// given indexes.
func oneReset(t *testing.T, resets ...int) *world {
	w := newWorld(t)
	for i := range 5 {
		c, s := w.c, w.s
		if i > 0 {
			c, s = w.dial()
		}
		if slices.Contains(resets, i) {
			w.ok(c.SetLinger(0))
		}
		w.ok(c.Close())
		w.ok(s.Close())
		w.advance(time.Second)
	}
	return w
}

// serveBodies answers each request with a body and closes the connection after 5 s.
func serveBodies(t *testing.T, server *fixture.Host) {
	l, err := server.Listen("tcp", ":80")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{IdleTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "a body that nobody closes")
	})}
	done := make(chan struct{})
	go func() { defer close(done); srv.Serve(l) }()
	t.Cleanup(func() { srv.Close(); <-done })
}

// status is a client that forgets to close the body.
func status(t *testing.T, c *http.Client) {
	resp, err := c.Get("http://server/")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() }) // the bubble has to end
}

// probe is another one.
func probe(t *testing.T, c *http.Client) {
	resp, err := c.Get("http://server/health")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
}

// pool is a pool of connections with a function that dials.
type pool struct{ dial func() (net.Conn, error) }

func (p *pool) get(t *testing.T) net.Conn {
	c, err := p.dial()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func reborrow(t *testing.T, w *world, p *pool) {
	p.get(t)
	s, err := w.l.Accept()
	w.ok(err)
	w.ok(s.Close())
}

var anyPlace = regexp.MustCompile(`\.go:\d+`)

// Each story fails with the whole text in testdata. It has the cause before at most ten
// lines of the timeline, and no line of more than 120 columns.
func TestFailures(t *testing.T) {
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			text := ""
			if name == "leaked-bodies" {
				synctest.Test(t, func(t *testing.T) { text = failing(story(t)) })
			} else {
				text = failing(story(t))
			}
			text = anyPlace.ReplaceAllString(text, ".go:N") + "\n"
			file := filepath.Join("testdata", "failures", name+".txt")
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
				t.Errorf("it prints\n%s\nwant\n%s\n(go test -update writes what it prints)", text, want)
			}
			checkForm(t, text)
		})
	}
}

// eventLine is a line of the timeline in a failure.
var eventLine = regexp.MustCompile(`(?m)^(  |▶ )\+\d`)

func checkForm(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if k := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); k > 120 {
			t.Errorf("a line has %d columns: want 120 at most\n%s", k, line)
		}
	}
	if k := len(eventLine.FindAllString(text, -1)); k > 10 {
		t.Errorf("it has %d lines of the timeline: want 10 at most\n%s", k, text)
	}
}
