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
	"github.com/twcheck/twcheck/fixture/timeline"
)

// moreEndings are endings that differ in what a reader can do about them.
func moreEndings() []finish {
	return []finish{
		{"closed with unread data", func(t *testing.T) *fixture.Conn { return unread(t).s }},
		{"reset by the other side's unread data", func(t *testing.T) *fixture.Conn { return unread(t).c }},
		{"reset by Abort", func(t *testing.T) *fixture.Conn {
			w := newWorld(t)
			w.ok(w.c.Abort())
			return w.s
		}},
		{"reset by data after Close", func(t *testing.T) *fixture.Conn {
			w := half(t)
			w.write(w.s, "late")
			return w.s
		}},
		{"reset by a closed listener", func(t *testing.T) *fixture.Conn {
			w := newWorld(t)
			c, err := w.client.Dial("tcp", "server:80")
			w.ok(err)
			w.advance(time.Second)
			w.ok(w.l.Close())
			return c
		}},
		{"reset by a host that has restarted", func(t *testing.T) *fixture.Conn {
			w := newWorld(t)
			w.ok(w.server.Crash())
			w.ok(w.server.Restart())
			w.write(w.c, "x")
			return w.c
		}},
		{"closed with data unacknowledged", func(t *testing.T) *fixture.Conn {
			w := newWorld(t)
			w.n.On(timeline.From("client"), timeline.Data()).Drop()
			w.write(w.c, "hello")
			w.ok(w.c.Close())
			return w.c
		}},
		{"the other side's FIN is lost", func(t *testing.T) *fixture.Conn { return lostFIN(t).c }},
		{"this side's FIN is lost", func(t *testing.T) *fixture.Conn { return lostFIN(t).s }},
		{"closing lasts", func(t *testing.T) *fixture.Conn {
			w := newWorld(t)
			w.n.On(timeline.From("server")).Drop()
			w.ok(w.c.SetLinger(5))
			if err := w.n.Await(w.c.Close, time.Second); err == nil {
				t.Fatal("Close returned")
			}
			return w.c
		}},
		{"closed without room for TIME-WAIT", func(t *testing.T) *fixture.Conn {
			return closed(t, fixture.MaxTimeWaitBuckets(0)).c
		}},
		{"TIME-WAIT restarted", func(t *testing.T) *fixture.Conn { return restarted(t).c }},
	}
}

// finish is a connection that has come to some end.
type finish struct {
	name string
	of   func(*testing.T) *fixture.Conn
}

// ruleLine is the line of a rule in these tests.
var ruleLine = regexp.MustCompile(`(_test\.go):\d+`)

// advice is what a failure says below what was expected: what was found, and what to do.
func advice(message string) string {
	text, _, _ := strings.Cut(ruleLine.ReplaceAllString(message, "$1:*"), "\n\n")
	lines := strings.SplitN(text, "\n", 4)
	rest := lines[2:]
	for i, line := range rest {
		rest[i] = "\t" + strings.ReplaceAll(line, "\n", "\n\t")
	}
	return strings.Join(rest, "\n") + "\n"
}

// A failure says what was found and what to do about it, for each ending. The file has
// the failures of To where the answer is no, and of NotTo where it is yes.
func TestAdvice(t *testing.T) {
	var b strings.Builder
	ask := func(name string, of func(*testing.T) *fixture.Conn) {
		fmt.Fprintf(&b, "%s\n", name)
		for _, m := range []types.GomegaMatcher{
			HaveClosedWithFIN(), HaveClosedWithRST(), HaveClosedFirst(), HaveTimedOut(), HaveTimedOut(BeNumerically(">", 5*time.Second)),
			HaveBlockedInClose(time.Second), HaveLostWritten(), HaveLostUnread(), HaveTimeWait(),
			HaveSkippedTimeWait(), BeInTimeWait(),
		} {
			c := of(t)
			ok, err := m.Match(c)
			switch {
			case err != nil:
				continue
			case ok:
				b.WriteString(advice(m.NegatedFailureMessage(c)))
			default:
				b.WriteString(advice(m.FailureMessage(c)))
			}
		}
		b.WriteString("\n")
	}
	for _, k := range endings {
		ask(k.name, k.of)
	}
	for _, k := range moreEndings() {
		ask(k.name, k.of)
	}
	file := filepath.Join("testdata", "advice.txt")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(b.String(), "\n\n"), strings.Split(string(want), "\n\n")
	for i := range max(len(got), len(wanted)) {
		switch {
		case i >= len(got) || i >= len(wanted):
			t.Fatalf("%d endings, and %s has %d", len(got), file, len(wanted))
		case got[i] != wanted[i]:
			t.Errorf("it says\n%s\nwant\n%s\n(go test -update writes what it says)", got[i], wanted[i])
		}
	}
}
