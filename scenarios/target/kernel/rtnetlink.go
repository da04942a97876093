//go:build linux

package kernel

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"
)

// interfaceUp sets an interface of the calling thread's namespace up and returns its index.
func interfaceUp(name string) (index uint32, err error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, os.NewSyscallError("socket", err)
	}
	defer unix.Close(fd)
	request, err := unix.NewIfreq(name)
	if err != nil {
		return 0, err
	}
	if err := unix.IoctlIfreq(fd, unix.SIOCGIFFLAGS, request); err != nil {
		return 0, os.NewSyscallError("ioctl SIOCGIFFLAGS", err)
	}
	request.SetUint16(request.Uint16() | unix.IFF_UP)
	if err := unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, request); err != nil {
		return 0, os.NewSyscallError("ioctl SIOCSIFFLAGS", err)
	}
	if err := unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request); err != nil {
		return 0, os.NewSyscallError("ioctl SIOCGIFINDEX", err)
	}
	return request.Uint32(), nil
}

// message is a message of rtnetlink.
type message []byte

func newMessage(kind uint16, flags int, body ...byte) message {
	m := make(message, unix.SizeofNlMsghdr, 128)
	binary.NativeEndian.PutUint16(m[4:], kind)
	binary.NativeEndian.PutUint16(m[6:], uint16(unix.NLM_F_REQUEST|unix.NLM_F_ACK|flags))
	return append(m, body...)
}

// with appends an attribute whose length is a multiple of four.
func (m message) with(kind uint16, data ...byte) message {
	m = binary.NativeEndian.AppendUint16(m, uint16(unix.SizeofRtAttr+len(data)))
	m = binary.NativeEndian.AppendUint16(m, kind)
	return append(m, data...)
}

// addAddress adds an address to an interface.
func addAddress(index uint32, a netip.Addr) error {
	if err := changeAddress(unix.RTM_NEWADDR, index, a); err != nil {
		return err
	}
	return ownRoute(index, a)
}

// changeAddress adds an address to an interface (RTM_NEWADDR), or deletes it (RTM_DELADDR).
func changeAddress(kind uint16, index uint32, a netip.Addr) error {
	flags := 0
	if kind == unix.RTM_NEWADDR {
		flags = unix.NLM_F_CREATE | unix.NLM_F_EXCL
	}
	body := binary.NativeEndian.AppendUint32([]byte{unix.AF_INET, byte(a.BitLen()), 0, unix.RT_SCOPE_UNIVERSE}, index)
	b := a.AsSlice()
	return newMessage(kind, flags, body...).with(unix.IFA_LOCAL, b...).with(unix.IFA_ADDRESS, b...).send("address " + a.String())
}

// addRoute makes an interface the way to everywhere.
func addRoute(index uint32) error {
	return quickRoute(unix.RT_TABLE_MAIN, unix.RTN_UNICAST, index, netip.Addr{})
}

// ownRoute replaces the route of a host to an address of its own, which the kernel has made
// with the address, and which it deletes with it if all but the metrics is the same.
func ownRoute(index uint32, a netip.Addr) error {
	return quickRoute(unix.RT_TABLE_LOCAL, unix.RTN_LOCAL, index, a)
}

// quickRoute makes a route on which the kernel acknowledges at once what comes
// (RTAX_QUICKACK).
func quickRoute(table, kind byte, index uint32, to netip.Addr) error {
	word := func(v uint32) []byte { return binary.NativeEndian.AppendUint32(nil, v) }
	scope := byte(unix.RT_SCOPE_LINK)
	if kind == unix.RTN_LOCAL {
		scope = unix.RT_SCOPE_HOST
	}
	body := []byte{unix.AF_INET, byte(to.BitLen()), 0, 0, table, unix.RTPROT_KERNEL, scope, kind, 0, 0, 0, 0}
	m := newMessage(unix.RTM_NEWROUTE, unix.NLM_F_CREATE|unix.NLM_F_REPLACE, body...)
	if to.IsValid() {
		m = m.with(unix.RTA_DST, to.AsSlice()...).with(unix.RTA_PREFSRC, to.AsSlice()...)
	}
	metrics := message(nil).with(unix.RTAX_QUICKACK, word(1)...)
	return m.with(unix.RTA_OIF, word(index)...).with(unix.RTA_METRICS, metrics...).send("route")
}

// send sends the message in the namespace of the calling thread and waits for the answer.
func (m message) send(what string) error {
	binary.NativeEndian.PutUint32(m, uint32(len(m)))
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return fmt.Errorf("%s: %w", what, os.NewSyscallError("socket", err))
	}
	defer unix.Close(fd)
	if _, err := unix.Write(fd, m); err != nil {
		return fmt.Errorf("%s: %w", what, os.NewSyscallError("write", err))
	}
	answer := make([]byte, 4096)
	n, err := unix.Read(fd, answer)
	if err != nil {
		return fmt.Errorf("%s: %w", what, os.NewSyscallError("read", err))
	}
	if n < unix.SizeofNlMsghdr+4 || binary.NativeEndian.Uint16(answer[4:]) != unix.NLMSG_ERROR {
		return fmt.Errorf("%s: rtnetlink answered %d bytes, no acknowledgement", what, n)
	}
	if no := int32(binary.NativeEndian.Uint32(answer[unix.SizeofNlMsghdr:])); no != 0 {
		return fmt.Errorf("%s: %w", what, os.NewSyscallError("rtnetlink", unix.Errno(-no)))
	}
	return nil
}
