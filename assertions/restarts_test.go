package assertions_test

import (
	"strings"
	"testing"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Only the segment that restarted TIME-WAIT counts, and not another one of the connection
// that the filters accept.
func TestRestartedByAnotherSegment(t *testing.T) {
	g := NewWithT(t)
	w := restarted(t)
	g.Expect(w.c).To(And(HaveReceived(tcp.SYN), HaveRestartedTimeWait(1, tcp.FIN)))
	g.Expect(w.c).NotTo(HaveRestartedTimeWait(tcp.SYN))
	g.Expect(w.c).To(HaveRestartedTimeWait(0, tcp.SYN))
}

// A crash is the cause of sockets that it has left, and of no others.
func TestCrashAsCause(t *testing.T) {
	w := newWorld(t)
	early, _ := w.dial()
	w.ok(early.Abort()) // the server's end is CLOSED before the crash
	w.ok(w.client.Crash())
	sockets := w.server.Sockets()
	for _, c := range []struct {
		name   string
		actual any
		state  tcp.State
		says   bool
	}{
		{"a socket that the crash has left", w.server, tcp.Established, true},
		{"a socket that was over before", w.server, tcp.Closed, false},
		{"a list of sockets, which has no timeline", sockets, tcp.Established, false},
	} {
		text := failing(func(g Gomega) { g.Expect(c.actual).To(HaveSockets(0, c.state)) })
		if says := strings.Contains(text, "client crashed at"); says != c.says {
			t.Errorf("%s: it tells of the crash: %t, want %t\n%s", c.name, says, c.says, text)
		}
	}
}
