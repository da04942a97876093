//go:build linux

package kernel

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// host is a network namespace behind a TUN device. It implements target.Machine.
type host struct {
	kernel *Kernel
	world  *world
	net    *fixture.Network
	name   string
	out    *fixture.Outside
	thread *thread // in the namespace
	index  uint32  // of the device

	mu       sync.Mutex
	tun      int   // -1 after Crash and Close
	diag     *diag // nil if the kernel has none
	buffer   []byte
	table    table
	changed  time.Duration             // when the table changed last, and
	due      time.Duration             // when it is to be read, by world.real
	idle     bool                      // nothing in it can change by itself
	expected map[*socket]time.Duration // the ends of closes that wait, by world.real
	failed   error                     // of the first reading that failed
	addrs    []netip.Addr
	given    bool // addrs are those of settings
	used     bool // there was a socket
	closed   bool
	open     map[closer]struct{}
}

// closer is a descriptor of the application.
type closer interface{ abandon() error }

func (k *Kernel) newHost(n *fixture.Network, name string) (*host, error) {
	h := &host{kernel: k, net: n, name: name, thread: startThread(), tun: -1, idle: true, buffer: make([]byte, 64<<10), open: map[closer]struct{}{}}
	err := h.thread.do(h.make)
	if err == nil {
		h.out, err = n.AddOutside(name, h.receive)
	}
	if err == nil {
		h.addrs = onlyIPv4(h.out.Addrs())
		err = h.thread.do(func() error {
			for _, a := range h.addrs {
				if err := addAddress(h.index, a); err != nil {
					return err
				}
			}
			return addRoute(h.index)
		})
	}
	if err != nil {
		h.release()
		return nil, err
	}
	k.enter(h)
	return h, nil
}

// make makes the namespace and what is in it. It runs on the host's thread.
func (h *host) make() error {
	if err := h.kernel.parent.enter(); err != nil {
		return err
	}
	// Without IPv6 the device has nothing to send by itself.
	for _, s := range []string{"net.ipv6.conf.all.disable_ipv6", "net.ipv6.conf.default.disable_ipv6"} {
		if err := writeSysctl(s, "1"); err != nil && !errors.Is(err, target.ErrUnable) {
			return err
		}
	}
	tun, err := openTUN()
	if err != nil {
		return err
	}
	h.tun = tun
	lo, err := interfaceUp("lo")
	if err != nil {
		return err
	}
	if err := ownRoute(lo, netip.AddrFrom4([4]byte{127, 0, 0, 1})); err != nil {
		return err
	}
	if h.index, err = interfaceUp(deviceName); err != nil {
		return err
	}
	if h.diag, err = openDiag(); err != nil {
		h.diag = nil
		_, err = procRows()
	}
	return err
}

func onlyIPv4(addrs []netip.Addr) []netip.Addr {
	return slices.DeleteFunc(addrs, func(a netip.Addr) bool { return !a.Is4() })
}

// Advance implements target.Host.
func (h *host) Advance(d time.Duration) error {
	_, err := h.world.until(d, nil)
	return err
}

// AdvanceUntil implements target.Machine.
func (h *host) AdvanceUntil(d time.Duration, holds func() bool) (bool, error) {
	if holds == nil {
		return false, errors.New("kernel: advance until: the condition is nil")
	}
	return h.world.until(d, holds)
}

// Addrs implements target.Machine.
func (h *host) Addrs() []netip.Addr {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.addrs)
}

// Sockets implements target.Host.
func (h *host) Sockets() ([]target.SocketState, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.look()
	return h.table.list(), h.failed
}

// Crash implements target.Machine. Without a device nothing leaves the host, whose sockets
// are then closed.
func (h *host) Crash() error {
	if h.device() < 0 {
		return fmt.Errorf("kernel: crash %s: it is down already", h.name)
	}
	return h.abandon()
}

// abandon takes the host off the network and closes its descriptors.
func (h *host) abandon() error {
	h.mu.Lock()
	tun := h.tun
	h.tun, h.table = -1, table{}
	open := h.open
	h.open = nil
	h.mu.Unlock()
	var errs []error
	for c := range open {
		errs = append(errs, c.abandon())
	}
	if tun >= 0 {
		// The kernel takes a while to unregister a device, and what else it has to do
		// waits: one at a time.
		h.kernel.ending.Go(func() {
			h.kernel.unregister.Lock()
			defer h.kernel.unregister.Unlock()
			unix.Close(tun)
		})
	}
	return errors.Join(errs...)
}

// Close implements target.Host.
func (h *host) Close() error {
	h.mu.Lock()
	closed := h.closed
	h.closed = true
	h.mu.Unlock()
	if closed {
		return nil
	}
	err := h.abandon()
	h.kernel.leave(h)
	h.release()
	return err
}

// release gives back what the host has, but for its sockets.
func (h *host) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.tun >= 0 {
		unix.Close(h.tun)
		h.tun = -1
	}
	if h.diag != nil {
		h.diag.close()
	}
	h.thread.end()
}

// alive returns an error if the host is down.
func (h *host) alive() error {
	if h.device() < 0 {
		return fmt.Errorf("kernel: %s: %w", h.name, fixture.ErrCrashed)
	}
	return nil
}

// lookup returns the IPv4 address of a name in the network.
func (h *host) lookup(name string) (netip.Addr, error) {
	addrs, err := h.net.LookupNetIP(context.Background(), "ip4", name)
	if err != nil {
		return netip.Addr{}, err
	}
	return addrs[0], nil
}
