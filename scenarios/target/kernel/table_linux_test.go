package kernel

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// openHere is open of the other package, for what is not in the API.
func openHere(t *testing.T) (*Kernel, *fixture.Network) {
	t.Helper()
	k, err := Open()
	if errors.Is(err, target.ErrUnable) {
		t.Skipf("NOT TESTED: what the kernel does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k, fixture.New(t)
}

func hostOf(t *testing.T, k *Kernel, n *fixture.Network, name string) *host {
	t.Helper()
	h, err := k.newHost(n, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// A kernel without NETLINK_SOCK_DIAG has the same in /proc/net/tcp. The whole story of a
// connection comes out the same.
func TestProcRows(t *testing.T) {
	k, n := openHere(t)
	a, b := hostOf(t, k, n, "a"), hostOf(t, k, n, "b")
	if a.diag == nil {
		t.Skip("NOT TESTED: whether both tables have the same, because there is one")
	}
	compare := func() {
		t.Helper()
		rows, err := a.diag.rows()
		if err != nil {
			t.Fatal(err)
		}
		if err := a.thread.do(func() error {
			proc, err := procRows()
			text := func(all []row) string {
				var out []string
				for _, r := range all {
					out = append(out, fmt.Sprint(r.local, r.remote, r.state))
				}
				slices.Sort(out)
				return strings.Join(out, ", ")
			}
			if text(rows) != text(proc) {
				t.Errorf("NETLINK_SOCK_DIAG has %s, /proc/net/tcp %s", text(rows), text(proc))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	b.diag.close()
	b.diag = nil
	ln, err := b.Listen(80, true)
	if err != nil {
		t.Fatal(err)
	}
	compare()
	d := a.Dial("b:80")
	compare()
	s, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	compare()
	d.Close()
	compare()
	if all, err := b.Sockets(); err != nil || len(all) != 2 || all[1].State != tcp.TimeWait || all[1].Held {
		t.Errorf("b has %v, %v", all, err)
	}
	changes, err := b.ConnOf(s).Changes()
	if err != nil || len(changes) != 5 {
		t.Errorf("b saw %v, %v", changes, err)
	}
}

// A host has the settings of any new namespace, but for the size of its table.
func TestSettingsOfNamespace(t *testing.T) {
	k, n := openHere(t)
	h := hostOf(t, k, n, "a")
	read := func() map[string]string {
		out := map[string]string{}
		all, _ := filepath.Glob("/proc/sys/net/ipv4/*")
		for _, file := range all {
			if b, err := os.ReadFile(file); err == nil {
				out[filepath.Base(file)] = strings.TrimSpace(string(b))
			}
		}
		return out
	}
	var here, plain map[string]string
	if err := h.thread.do(func() error { here = read(); return nil }); err != nil {
		t.Fatal(err)
	}
	other := startThread()
	defer other.end()
	if err := other.do(func() error {
		err := unix.Unshare(unix.CLONE_NEWNET)
		plain = read()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(plain) < 50 {
		t.Fatalf("only %d settings", len(plain))
	}
	for name, want := range plain {
		// Random, and the size of the table.
		if name != "tcp_ehash_entries" && name != "tcp_fastopen_key" && here[name] != want {
			t.Errorf("%s is %q, want %q", name, here[name], want)
		}
	}
}

// What readings of the table make of rows that a kernel may have.
func TestTable(t *testing.T) {
	at := tuple{netip.MustParseAddrPort("10.0.0.1:80"), netip.MustParseAddrPort("10.0.0.2:1500")}
	type reading []row
	one := func(s tcp.State, cookie uint64) reading {
		return reading{{tuple: at, state: s, cookie: cookie, expires: -1}}
	}
	for _, x := range []struct {
		name     string
		readings []reading
		want     string
	}{
		{"a whole connection", []reading{one(tcp.SynReceived, 1), one(tcp.Established, 1), one(tcp.FinWait2, 1), one(tcp.TimeWait, 2), nil}, "CLOSED SYN-RECEIVED ESTABLISHED FIN-WAIT-2 TIME-WAIT CLOSED"},
		{"FIN-WAIT-2 of its own", []reading{one(tcp.FinWait2, 1), one(tcp.FinWait2, 2), one(tcp.TimeWait, 2)}, "CLOSED FIN-WAIT-2 TIME-WAIT"},
		{"reopened", []reading{one(tcp.TimeWait, 2), one(tcp.SynReceived, 3), one(tcp.Established, 3)}, "CLOSED TIME-WAIT CLOSED; CLOSED SYN-RECEIVED ESTABLISHED"},
		{"reopened unseen", []reading{one(tcp.TimeWait, 2), one(tcp.Established, 3)}, "CLOSED TIME-WAIT CLOSED; CLOSED ESTABLISHED"},
		{"reopened and closed unseen", []reading{one(tcp.TimeWait, 2), one(tcp.TimeWait, 3)}, "CLOSED TIME-WAIT CLOSED; CLOSED TIME-WAIT"},
		{"reopened in CLOSE-WAIT", []reading{one(tcp.CloseWait, 1), one(tcp.CloseWait, 2)}, "CLOSED CLOSE-WAIT CLOSED; CLOSED CLOSE-WAIT"},
		{"without cookies", []reading{one(tcp.SynReceived, 0), one(tcp.Established, 0), one(tcp.FinWait2, 0), one(tcp.TimeWait, 0), one(tcp.SynReceived, 0)}, "CLOSED SYN-RECEIVED ESTABLISHED FIN-WAIT-2 TIME-WAIT CLOSED; CLOSED SYN-RECEIVED"},
		{"without cookies, reopened unseen", []reading{one(tcp.LastAck, 0), one(tcp.Established, 0)}, "CLOSED LAST-ACK CLOSED; CLOSED ESTABLISHED"},
	} {
		var tb table
		var all []*entry
		for i, rows := range x.readings {
			tb.read(func() ([]row, error) { return rows, nil }, time.Duration(i))
			for _, e := range tb.entries {
				if !slices.Contains(all, e) {
					all = append(all, e)
				}
			}
			tb.clean()
		}
		var out []string
		for _, e := range all {
			states := []string{"CLOSED"}
			for _, c := range e.changes {
				states = append(states, c.To.String())
			}
			out = append(out, strings.Join(states, " "))
		}
		if got := strings.Join(out, "; "); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// The kernel may pass over a row that another one before it has left. A connection has
// ended if two readings in a row lack it.
func TestPassedOver(t *testing.T) {
	at := tuple{netip.MustParseAddrPort("10.0.0.1:80"), netip.MustParseAddrPort("10.0.0.2:1500")}
	there := []row{{tuple: at, state: tcp.Established, cookie: 1}}
	for _, x := range []struct {
		name     string
		readings [][]row
		rows     int
		want     tcp.State
	}{
		{"one reading has it", [][]row{there}, 1, tcp.Established},
		{"the second reading has it", [][]row{nil, there}, 1, tcp.Established},
		{"two readings lack it", [][]row{nil, nil}, 0, tcp.Closed},
	} {
		var tb table
		tb.read(func() ([]row, error) { return there, nil }, 0)
		e, used := tb.entries[0], 0
		all, changed, err := tb.read(func() ([]row, error) { used++; return x.readings[used-1], nil }, 1)
		if err != nil || used != len(x.readings) || len(all) != x.rows || e.state != x.want || changed != (x.want == tcp.Closed) {
			t.Errorf("%s: %d readings with %d rows, changed %t, %v: %s, want %s", x.name, used, len(all), changed, err, e.state, x.want)
		}
	}
}
