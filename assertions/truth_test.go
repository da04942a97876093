package assertions_test

import (
	"os"
	"regexp"
	"strconv"
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

// inverted is a matcher of the application's that turns another one round.
type inverted struct{ types.GomegaMatcher }

func (m inverted) Match(actual any) (bool, error) {
	ok, err := m.GomegaMatcher.Match(actual)
	return !ok, err
}

var thisFile = regexp.MustCompile(`truth_test\.go:\d+`)

// Each failure once said something else than what had happened. A line of code stands for
// its number.
func TestFailuresTellTheTruth(t *testing.T) {
	b, err := os.ReadFile("truth_test.go")
	if err != nil {
		t.Fatal(err)
	}
	source := strings.Split(string(b), "\n")
	for _, c := range truths {
		t.Run(c.name, func(t *testing.T) {
			text := failing(c.tell(newWorld(t)))
			told := thisFile.ReplaceAllStringFunc(strings.Join(strings.Fields(text), " "), func(place string) string {
				k, _ := strconv.Atoi(place[strings.Index(place, ":")+1:])
				return "<" + strings.TrimSpace(source[k-1]) + ">"
			})
			for _, want := range c.says {
				if !strings.Contains(told, want) {
					t.Errorf("it does not say %q:\n%s", want, text)
				}
			}
			for _, never := range c.not {
				if strings.Contains(told, never) {
					t.Errorf("it says %q:\n%s", never, text)
				}
			}
		})
	}
}

var truths = []struct {
	name      string
	says, not []string
	tell      func(w *world) func(Gomega)
}{
	{"crash at the instant at which the connection begins",
		nil, []string{"crashed"},
		func(w *world) func(Gomega) {
			w.ok(w.server.Crash())
			w.ok(w.server.Restart())
			l, err := w.server.Listen("tcp", ":81")
			w.ok(err)
			_, err = w.client.Dial("tcp", "server:81")
			w.ok(err)
			_, err = l.Accept()
			w.ok(err)
			return func(g Gomega) { g.Expect(w.client).To(HaveSockets(0, tcp.Established, BeToward("server:81"))) }
		}},
	{"segments after the crash",
		[]string{"▶ +1.000000s server host crash +2.000000s client call"}, nil,
		func(w *world) func(Gomega) {
			w.advance(time.Second)
			w.ok(w.server.Crash())
			w.advance(time.Second)
			w.ok(w.c.CloseWrite())
			return func(g Gomega) { g.Expect(w.client).To(HaveSockets(0, tcp.FinWait1)) }
		}},
	{"crash while the FIN-WAIT-2 timer runs",
		[]string{"server crashed at 0s, and nothing tells client of it. The FIN-WAIT-2 timer ends the connection in 1m0s."}, []string{"Keep-alives"},
		func(w *world) func(Gomega) {
			w.ok(w.c.Close())
			w.ok(w.server.Crash())
			return func(g Gomega) { g.Expect(w.client).To(HaveSockets(0, tcp.FinWait2)) }
		}},
	{"crash before the answer to a SYN",
		nil, []string{"Keep-alives"},
		func(w *world) func(Gomega) {
			w.ok(w.c.Abort())
			w.n.On(timeline.From("server")).Drop()
			w.n.Go(func() error { _, err := w.client.Dial("tcp", "server:80"); return err })
			w.advance(time.Millisecond)
			w.ok(w.server.Crash())
			w.advance(time.Second)
			return func(g Gomega) { g.Expect(w.client).To(HaveSockets(0, tcp.SynSent)) }
		}},
	{"host connected to itself",
		[]string{"client had called Close at 0s (<w.ok(c.Close())>), and data arrived after that."}, nil,
		func(w *world) func(Gomega) {
			l, err := w.client.Listen("tcp", ":40001")
			w.ok(err)
			c, err := w.client.Dial("tcp", "client:40001")
			w.ok(err)
			x, err := l.AcceptTCP()
			w.ok(err)
			held := w.n.On(timeline.From("client:40001")).Hold()
			w.ok(c.Close())
			w.write(x, "late")
			w.advance(time.Millisecond)
			w.ok(x.Close())
			_, err = held.Release()
			w.ok(err)
			return func(g Gomega) { g.Expect(c).To(HaveClosedWithFIN()) }
		}},
	{"never accepted",
		[]string{"The application of server has not accepted it: it had been in the accept queue for 3s by then."}, []string{"it was in the accept queue for 3s"},
		func(w *world) func(Gomega) {
			c, err := w.client.Dial("tcp", "server:80")
			w.ok(err)
			w.advance(3 * time.Second)
			w.ok(c.Close())
			w.advance(time.Hour)
			return func(g Gomega) {
				list := w.n.Timeline().Incarnations(timeline.OnHost("server"))
				g.Expect(list[1]).To(HaveClosedFirst())
			}
		}},
	{"matcher that turns another one round",
		[]string{"To needs all, NotTo none"}, nil,
		func(w *world) func(Gomega) {
			w.ok(w.c.Close())
			return func(g Gomega) {
				g.Expect([]*fixture.Conn{w.c, w.s}).To(inverted{BeInState(tcp.CloseWait)})
			}
		}},
	{"data that a rule loses while probes arrive",
		[]string{
			"The last segment that it lost, at 13m24.6s, was [P.], seq 1:6 (rule: the middlebox, <w.n.On(timeline.From(\"client\"), timeline.Data()).Named(\"the middlebox\").Drop()>).",
			"▶ +0.000000s client dropped client:46970 > server:80: [P.], seq 1:6, ack 1, length 5 (rule: the middlebox)",
			"⋮ 13 more retransmissions, all lost +804.600000s client sent",
			"▶ +924.600000s client state",
		}, []string{"keep-alive probe"},
		func(w *world) func(Gomega) {
			w.n.On(timeline.From("client"), timeline.Data()).Named("the middlebox").Drop()
			w.write(w.c, "hello")
			w.advance(time.Hour)
			return func(g Gomega) { g.Expect(w.c).NotTo(HaveTimedOut()) }
		}},
	{"bytes that find no room while probes arrive",
		[]string{"It lost 2160 unacknowledged bytes: its retransmission timer expired at 15m24.6s. The last segment that it lost, at 13m24.6s, was [.], seq 2841:4261 (netstack: the receive queue is full).", "⋮ 13 more retransmissions, all lost"},
		[]string{"keep-alive probe"},
		func(w *world) func(Gomega) {
			w.ok(w.s.SetReadBuffer(2000))
			w.write(w.c, strings.Repeat("x", 5000))
			w.advance(time.Hour)
			return func(g Gomega) { g.Expect(w.c).NotTo(HaveLostWritten()) }
		}},
	{"FIN that a rule with a long name loses while probes arrive",
		[]string{"The last segment that it lost, at 13m25.6s, was [F.], seq 1 (rule: the middlebox that loses each FIN of the server,", "⋮ 13 more retransmissions, all lost", "t loses each FIN of the server)"},
		[]string{"keep-alive probe"},
		func(w *world) func(Gomega) {
			w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Named("the middlebox that loses each FIN of the server").Drop()
			w.ok(w.c.CloseWrite())
			w.advance(time.Second)
			w.ok(w.s.CloseWrite())
			w.advance(time.Hour)
			return func(g Gomega) { g.Expect(w.s).To(HaveClosedWithFIN()) }
		}},
	{"probes that a partition loses",
		[]string{"The last segment that it lost, at 2m15s, was [.] (partition).", "⋮ 7 more keep-alive probes, all lost"}, nil,
		func(w *world) func(Gomega) {
			w.ok(w.n.Link("client", "server").Partition())
			w.advance(time.Hour)
			return func(g Gomega) { g.Expect(w.c).To(HaveClosedFirst()) }
		}},
	{"Close of an earlier connection",
		[]string{"It has not ended"}, []string{"It lost"},
		func(w *world) func(Gomega) {
			w.ok(w.c.Abort())
			d := &fixture.Dialer{Host: w.client, LocalAddr: w.c.LocalAddr().String()}
			_, err := d.Dial("tcp", "server:80")
			w.ok(err)
			s, err := w.l.AcceptTCP()
			w.ok(err)
			w.ok(w.s.Close()) // the earlier one, which the RST has ended
			w.advance(time.Second)
			return func(g Gomega) { g.Expect(s).To(HaveLostUnread()) }
		}},
}
