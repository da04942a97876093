package kernel_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios/target"
)

// An orphan stays in FIN-WAIT-2 for tcp_fin_timeout of its own host.
func TestFinTimeout(t *testing.T) {
	s := newScene(t)
	s.must(s.client.Set(target.Setting{Name: "net.ipv4.tcp_fin_timeout", Value: "1"}))
	c, x, _ := s.connect(target.Dialling{NoKeepAlive: true})
	s.must(c.Close())
	s.want("the client's sockets", s.sockets(s.client), "FIN-WAIT-2")
	s.until(func() bool { return s.sockets(s.client) == "" })
	s.want("the client", s.states(c), "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED")
	all, err := c.Changes()
	s.must(err)
	if stayed := all[len(all)-1].At - all[len(all)-2].At; stayed < 900*time.Millisecond {
		t.Errorf("in FIN-WAIT-2 for %s, want 1s", stayed)
	}
	s.must(x.Close())
	s.want("the server", s.states(x), "CLOSED SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED")
}

// A host that has no more ports towards an address.
func TestPortRange(t *testing.T) {
	s := newScene(t)
	s.must(s.client.Set(target.Setting{Name: "net.ipv4.ip_local_port_range", Value: "40000 40001"}))
	_, err := s.server.Listen(80, false)
	s.must(err)
	for range 2 {
		s.must(s.client.Dial("server:80").Err())
	}
	d := s.client.Dial("server:80")
	if err := d.Err(); !errors.Is(err, syscall.EADDRNOTAVAIL) || !strings.HasPrefix(err.Error(), "connect: ") {
		t.Errorf("the third: %v", err)
	}
	s.must(d.Close())
	s.want("the client's sockets", s.sockets(s.client), "ESTABLISHED* ESTABLISHED*")
}

// A host has the addresses that it was given, and its name stands for the first.
func TestAddresses(t *testing.T) {
	s := newScene(t)
	for _, a := range []string{"10.9.0.1", "10.9.0.2"} {
		s.must(s.server.Set(target.Setting{Name: target.AddressSetting, Value: a}))
	}
	s.must(s.client.Set(target.Setting{Name: target.AddressSetting, Value: "192.0.2.1"}, target.Setting{Name: target.AddressSetting, Value: "192.0.2.2"}))
	s.want("the server's addresses", fmt.Sprint(s.server.Addrs()), "[10.9.0.1 10.9.0.2]")
	_, err := s.server.ListenWith("10.9.0.1:80", target.Listening{})
	s.must(err)
	d := s.client.DialWith("server:80", target.Dialling{LocalAddr: "192.0.2.2:1500"})
	s.must(d.Err())
	c, err := d.Socket()
	s.must(err)
	end := s.client.ConnOf(c)
	s.want("the connection", fmt.Sprint(end.LocalAddr(), end.RemoteAddr()), "192.0.2.2:1500 10.9.0.1:80")
	if err := s.client.Dial("10.9.0.2:80").Err(); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("the other address: %v", err)
	}
	if d := s.client.DialWith("server:80", target.Dialling{LocalAddr: "10.9.0.1:0"}); !errors.Is(d.Err(), syscall.EADDRNOTAVAIL) || !strings.HasPrefix(d.Err().Error(), "bind: ") {
		t.Errorf("from an address of another host: %v", d.Err())
	}
}

// Two listeners on one port need SO_REUSEPORT.
func TestReusePort(t *testing.T) {
	s := newScene(t)
	for _, name := range []string{"server", "client"} {
		h := map[string]target.Machine{"server": s.server, "client": s.client}[name]
		both := target.Listening{ReusePort: name == "server", Backlog: -1}
		_, first := h.ListenWith(":80", both)
		_, second := h.ListenWith(":80", both)
		if first != nil || errors.Is(second, syscall.EADDRINUSE) == both.ReusePort {
			t.Errorf("%+v: %v, %v", both, first, second)
		}
	}
}

// What cannot be set is an error, which says whether it is for want of such a setting.
func TestSetRefuses(t *testing.T) {
	s := newScene(t)
	for _, x := range []struct {
		name, value string
		unable      bool
	}{
		{"net.ipv4.tcp_no_such_thing", "1", true},
		{"net.ipv4.tcp_fin_timeout", "soon", false},
		{"kernel.hostname", "x", false},
		{"net.../kernel.hostname", "x", false},
		{target.AddressSetting, "fd00::7", false},
		{target.AddressSetting, "10.0.0.2", false}, // the server's
		{target.AddressSetting, "", false},
	} {
		if err := s.client.Set(target.Setting{Name: x.name, Value: x.value}); err == nil || errors.Is(err, target.ErrUnable) != x.unable || !strings.HasPrefix(err.Error(), "kernel: client: ") {
			t.Errorf("%s = %q: %v", x.name, x.value, err)
		}
	}
	s.want("the client's addresses", fmt.Sprint(s.client.Addrs()), "[10.0.0.1]")
	s.must(s.client.Dial("server:80").Close())
	if err := s.client.Set(target.Setting{Name: target.AddressSetting, Value: "10.0.0.9"}); err == nil || !strings.Contains(err.Error(), "before its first socket") {
		t.Errorf("an address after the first socket: %v", err)
	}
	s.must(s.client.Set(target.Setting{Name: "net.ipv4.tcp_fin_timeout", Value: "1"}))
}
