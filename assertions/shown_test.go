package assertions_test

import (
	"fmt"
	"strings"
	"testing"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
)

// logged is a test that has failed and keeps what is logged.
type logged struct {
	cleanup []func()
	log     strings.Builder
}

func (r *logged) Helper()                           {}
func (r *logged) Name() string                      { return "story" }
func (r *logged) Failed() bool                      { return true }
func (r *logged) Cleanup(f func())                  { r.cleanup = append(r.cleanup, f) }
func (r *logged) Logf(format string, args ...any)   { fmt.Fprintf(&r.log, format+"\n", args...) }
func (r *logged) Errorf(format string, args ...any) { r.Logf(format, args...) }
func (r *logged) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

// A matcher that has shown its lines is not followed by the whole timeline. One that
// matches, and a polled list that does not match yet, shows nothing.
func TestTimelineIsNotShownTwice(t *testing.T) {
	for name, x := range map[string]struct {
		ask   func(g Gomega, c, s *fixture.Conn)
		twice bool
	}{
		"a failure":    {func(g Gomega, c, _ *fixture.Conn) { g.Expect(c).To(HaveClosedWithRST()) }, false},
		"some match":   {func(g Gomega, c, s *fixture.Conn) { g.Expect([]*fixture.Conn{c, s}).To(HaveClosedFirst()) }, false},
		"a match":      {func(g Gomega, c, _ *fixture.Conn) { g.Expect(c).To(HaveClosedFirst()) }, true},
		"a polled one": {func(_ Gomega, c, s *fixture.Conn) { HaveClosedFirst().Match([]*fixture.Conn{c, s}) }, true},
		"another one":  {func(g Gomega, c, _ *fixture.Conn) { g.Expect(c).To(BeNil()) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := new(logged)
			n := fixture.New(r)
			c, s, err := n.Pair(n.Host("client"), n.Host("server"))
			if err != nil {
				t.Fatal(err)
			}
			c.Close()
			s.Close()
			failing(func(g Gomega) { x.ask(g, c, s) })
			for _, f := range r.cleanup {
				f()
			}
			if shown := strings.Contains(r.log.String(), "ESTABLISHED → FIN-WAIT-1"); shown != x.twice {
				t.Errorf("the timeline is shown: %t\n%s", shown, r.log.String())
			}
		})
	}
}
