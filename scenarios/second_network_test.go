package scenarios_test

import (
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/target"
)

// behindPackets is a target that exchanges only IP packets with the peer's network:
// netstack in its own network.
type behindPackets struct{}

func (behindPackets) Name() string { return "netstack behind packets" }

func (behindPackets) Join(near *fixture.Network, name string) (target.Host, error) {
	far, err := fixture.Open(fixture.Seed(2))
	if err != nil {
		return nil, err
	}
	b := &beyond{near: near, far: far}
	peer := near.Peer("peer").Addr().String()
	in, err := far.AddOutside("peer", func(p []byte) [][]byte { b.leaving = append(b.leaving, p); return nil }, fixture.Addrs(peer))
	if err != nil {
		return nil, err
	}
	b.out, err = near.AddOutside(name, func(p []byte) [][]byte {
		in.Send(p)
		return b.taken()
	})
	if err != nil {
		return nil, err
	}
	if _, err := far.AddHost(name, fixture.Addrs(b.out.Addr().String())); err != nil {
		return nil, err
	}
	b.Host, err = scenarios.NetstackTarget().Join(far, name)
	return b, err
}

// beyond is a host of the far network. leaving holds its packets until the current call
// returns.
type beyond struct {
	target.Host
	near, far *fixture.Network
	out       *fixture.Outside
	leaving   [][]byte
}

func (b *beyond) taken() [][]byte {
	out := b.leaving
	b.leaving = nil
	return out
}

// flush injects the packets of the far network into the near one.
func (b *beyond) flush() error {
	for len(b.leaving) > 0 {
		if err := b.out.Send(b.taken()...); err != nil {
			return err
		}
	}
	return nil
}

func (b *beyond) Listen(port uint16, keepAlive bool) (target.Listener, error) {
	ln, err := b.Host.Listen(port, keepAlive)
	return farListener{ln, b}, err
}

func (b *beyond) Dial(address string) target.Dial {
	d := b.Host.Dial(address)
	b.flush()
	return farDial{d, b}
}

// Advance moves from one event of the far network to the next, so that both clocks are
// equal when a packet is sent.
func (b *beyond) Advance(d time.Duration) error {
	end := b.far.Elapsed() + d
	for {
		step := end - b.far.Elapsed()
		if next, ok := b.far.Next(); ok {
			step = min(step, max(next-b.far.Elapsed(), 1))
		}
		if _, err := b.near.Advance(step); err != nil {
			return err
		}
		if _, err := b.far.Advance(step); err != nil {
			return err
		}
		if err := b.flush(); err != nil {
			return err
		}
		if b.far.Elapsed() >= end {
			return nil
		}
	}
}

func (b *beyond) Close() error { return b.far.Close() }

type farListener struct {
	target.Listener
	b *beyond
}

func (l farListener) Accept() (target.Socket, error) {
	s, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return farSocket{s, l.b}, l.b.flush()
}

func (l farListener) Close() error { return sum(l.Listener.Close(), l.b.flush()) }

type farDial struct {
	target.Dial
	b *beyond
}

func (d farDial) Socket() (target.Socket, error) {
	s, err := d.Dial.Socket()
	return farSocket{s, d.b}, err
}

func (d farDial) Close() error { return sum(d.Dial.Close(), d.b.flush()) }

type farSocket struct {
	target.Socket
	b *beyond
}

func (s farSocket) Read(b []byte) (int, error) {
	n, err := s.Socket.Read(b)
	return n, sum(err, s.b.flush())
}

func (s farSocket) Write(b []byte) (int, error) {
	n, err := s.Socket.Write(b)
	return n, sum(err, s.b.flush())
}

func (s farSocket) CloseWrite() error { return sum(s.Socket.CloseWrite(), s.b.flush()) }
func (s farSocket) Close() error      { return sum(s.Socket.Close(), s.b.flush()) }

// sum returns the first error. The error of the call precedes the error of the network.
func sum(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// Every portable case runs on a target whose internals the case cannot reach, with the
// observations of netstack.
func TestPortableCases(t *testing.T) {
	r := scenarios.Runner{Seed: scenarios.DefaultSeed, Target: behindPackets{}}
	cases := 0
	for s := range scenarios.All() {
		some := s.Portable()
		cases += len(some.Cases)
		if len(some.Cases) == 0 {
			continue
		}
		t.Run(s.ID, func(t *testing.T) { r.Test(t, s) })
	}
	t.Logf("%d cases", cases)
	if cases < 300 {
		t.Errorf("%d cases run on any target, want 300 at least", cases)
	}
}

// Cases of two hosts do not run on a target that has only one, and the report says why.
func TestPortableCasesOnly(t *testing.T) {
	list, err := scenarios.Select("C-01", "C-11")
	if err != nil {
		t.Fatal(err)
	}
	report := scenarios.Runner{Target: behindPackets{}}.Run(list...)
	if len(report.Scenarios) != 1 || report.Scenarios[0].ID != "C-11" {
		t.Fatalf("%+v", report.Scenarios)
	}
	cases := len(list[0].Cases) + len(list[1].Cases)
	if ran := len(report.Scenarios[0].Observations); ran+len(report.LeftOut) != cases {
		t.Errorf("%d cases ran and %d are listed as left out, of %d", ran, len(report.LeftOut), cases)
	}
	for _, x := range report.LeftOut {
		if x.Reason != "this TCP cannot be both ends of a connection" {
			t.Errorf("%s %s is left out: %s", x.Scenario, x.Case, x.Reason)
		}
	}
	for _, o := range report.Scenarios[0].Observations {
		if strings.HasPrefix(o.Case, "two hosts") {
			t.Errorf("%s was run", o.Case)
		}
	}
}
