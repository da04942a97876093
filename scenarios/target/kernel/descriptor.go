//go:build linux

package kernel

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// descriptor is a descriptor of the application.
type descriptor struct {
	host  *host
	fd    int
	entry *entry // nil before connect and listen
	gone  bool   // after Close
}

// newDescriptor calls socket(2) in the namespace of the host.
func (h *host) newDescriptor() (fd int, err error) {
	if err := h.alive(); err != nil {
		return -1, err
	}
	h.mu.Lock()
	h.used = true
	h.mu.Unlock()
	return fd, h.thread.do(func() error {
		fd, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
		return os.NewSyscallError("socket", err)
	})
}

// alive returns an error after Close of the descriptor or Crash of its host.
func (d *descriptor) alive() error {
	if err := d.host.alive(); err != nil {
		return err
	}
	if d.gone {
		return fmt.Errorf("kernel: %s: %w", d.host.name, net.ErrClosed)
	}
	return nil
}

// Close closes the descriptor.
func (d *descriptor) Close() error {
	if err := d.alive(); err != nil {
		return err
	}
	d.forget()
	err := os.NewSyscallError("close", unix.Close(d.fd))
	return sum(err, d.host.settle())
}

// forget notes that the application has closed the descriptor.
func (d *descriptor) forget() {
	h := d.host
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.open, d)
	d.gone = true
	if d.entry != nil {
		d.entry.held = false
	}
}

// abandon closes the descriptor of a host that is off the network.
func (d *descriptor) abandon() error {
	d.gone = true
	return sum(setLinger(d.fd, 0), os.NewSyscallError("close", unix.Close(d.fd)))
}

// settle notes what a call has changed, and puts on the network what it has made the kernel
// send.
func (h *host) settle() error {
	_, err := h.settled()
	return err
}

// settled is settle that reports whether anything was sent.
func (h *host) settled() (sent bool, err error) {
	if err := h.looked(); err != nil {
		return false, err
	}
	if sent, err = h.flush(); !sent || err != nil {
		return sent, err
	}
	return sent, h.looked()
}

// bind binds a descriptor to an address such as ":80", "10.9.0.1:80" or "server:80".
func (h *host) bind(fd int, address string) error {
	to, err := h.parse(address)
	if err != nil {
		return err
	}
	return os.NewSyscallError("bind", unix.Bind(fd, sockaddr(to)))
}

// parse returns an address and port. The name may be missing.
func (h *host) parse(address string) (netip.AddrPort, error) {
	at := strings.LastIndexByte(address, ':')
	port, err := strconv.ParseUint(address[at+1:], 10, 16)
	if at < 0 || err != nil {
		return netip.AddrPort{}, fmt.Errorf("kernel: address %q: want a name, a colon and a port", address)
	}
	a := netip.IPv4Unspecified()
	if at > 0 {
		if a, err = h.lookup(address[:at]); err != nil {
			return netip.AddrPort{}, err
		}
	}
	return netip.AddrPortFrom(a, uint16(port)), nil
}

func sockaddr(a netip.AddrPort) *unix.SockaddrInet4 {
	return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
}

func addrPort(s unix.Sockaddr) netip.AddrPort {
	a, ok := s.(*unix.SockaddrInet4)
	if !ok {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
}

// local returns the address and port that a descriptor is bound to.
func local(fd int) (netip.AddrPort, error) {
	s, err := unix.Getsockname(fd)
	return addrPort(s), os.NewSyscallError("getsockname", err)
}
