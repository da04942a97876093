//go:build linux

package kernel

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/scenarios/target"
)

// Set implements target.Machine. Sysctls are those of the host's namespace.
func (h *host) Set(settings ...target.Setting) error {
	if err := h.alive(); err != nil {
		return err
	}
	h.mu.Lock()
	used := h.used
	h.mu.Unlock()
	var addrs []netip.Addr
	for _, s := range settings {
		if s.Name != target.AddressSetting {
			if err := h.thread.do(func() error { return writeSysctl(s.Name, s.Value) }); err != nil {
				return fmt.Errorf("kernel: %s: %w", h.name, err)
			}
			continue
		}
		if used {
			return fmt.Errorf("kernel: %s: its addresses come before its first socket", h.name)
		}
		a, err := netip.ParseAddr(s.Value)
		if err == nil && !a.Is4() {
			err = errors.New("want an IPv4 address")
		}
		if err != nil {
			return fmt.Errorf("kernel: %s: setting %s %q: %w", h.name, s.Name, s.Value, err)
		}
		addrs = append(addrs, a)
	}
	if len(addrs) == 0 {
		return nil
	}
	if err := h.setAddrs(addrs); err != nil {
		return fmt.Errorf("kernel: %s: %w", h.name, err)
	}
	return nil
}

// setAddrs gives the host addresses in place of those of the network's choice, or more of
// them.
func (h *host) setAddrs(addrs []netip.Addr) error {
	all, old := addrs, h.Addrs()
	if h.given {
		all, old = append(old, addrs...), nil
	}
	text := make([]string, len(all))
	for i, a := range all {
		text[i] = a.String()
	}
	if err := h.out.SetAddrs(text...); err != nil {
		return err
	}
	h.mu.Lock()
	h.addrs, h.given = all, true
	h.mu.Unlock()
	return h.thread.do(func() error {
		// A device without an address loses its route, so the new ones come first.
		for _, a := range addrs {
			if slices.Contains(old, a) {
				continue
			}
			if err := addAddress(h.index, a); err != nil {
				return err
			}
		}
		for _, a := range old {
			if slices.Contains(addrs, a) {
				continue
			}
			if err := changeAddress(unix.RTM_DELADDR, h.index, a); err != nil {
				return err
			}
		}
		return nil
	})
}
