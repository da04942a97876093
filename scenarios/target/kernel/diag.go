//go:build linux

package kernel

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// tuple is the addresses and ports of a connection, as its host sees them.
type tuple struct{ local, remote netip.AddrPort }

// row is one connection in the kernel's table.
type row struct {
	tuple
	state tcp.State
	// cookie names the kernel's object. That of a request becomes that of its connection,
	// and one in TIME-WAIT has another than the connection had. 0 means unknown.
	cookie uint64
	// expires is the time until the next timer of the connection. It is negative if no
	// timer runs or the time is not known.
	expires time.Duration
}

// The numbers of states, include/net/tcp_states.h. 12 is a request: the connection does
// not exist yet.
var kernelStates = [...]tcp.State{
	1: tcp.Established, 2: tcp.SynSent, 3: tcp.SynReceived, 4: tcp.FinWait1, 5: tcp.FinWait2, 6: tcp.TimeWait,
	7: tcp.Closed, 8: tcp.CloseWait, 9: tcp.LastAck, 10: tcp.Listen, 11: tcp.Closing, 12: tcp.SynReceived,
}

func stateOf(number byte) tcp.State {
	if int(number) < len(kernelStates) {
		return kernelStates[number]
	}
	return tcp.Closed
}

// connectionStates are the states of connections. Listening sockets are left out: the
// kernel has them in a table of the whole machine.
const connectionStates = 1<<13 - 1<<1 - 1<<7 - 1<<10

// diag reads the table of connections of one network namespace from the kernel
// (NETLINK_SOCK_DIAG, inet_diag.h).
type diag struct {
	fd      int
	seq     uint32
	request []byte
	buffer  []byte
}

// openDiag opens it in the namespace of the calling thread.
func openDiag() (*diag, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return nil, os.NewSyscallError("socket NETLINK_SOCK_DIAG", err)
	}
	const header, request = unix.SizeofNlMsghdr, 56
	d := &diag{fd: fd, request: make([]byte, header+request), buffer: make([]byte, 32<<10)}
	binary.NativeEndian.PutUint32(d.request, header+request)
	binary.NativeEndian.PutUint16(d.request[4:], unix.SOCK_DIAG_BY_FAMILY)
	binary.NativeEndian.PutUint16(d.request[6:], unix.NLM_F_REQUEST|unix.NLM_F_DUMP)
	d.request[header], d.request[header+1] = unix.AF_INET, unix.IPPROTO_TCP
	binary.NativeEndian.PutUint32(d.request[header+4:], connectionStates)
	if _, err := d.rows(); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return d, nil
}

// rows reads the table.
func (d *diag) rows() (out []row, err error) {
	d.seq++
	binary.NativeEndian.PutUint32(d.request[8:], d.seq)
	if _, err := unix.Write(d.fd, d.request); err != nil {
		return nil, os.NewSyscallError("write NETLINK_SOCK_DIAG", err)
	}
	for {
		n, err := unix.Read(d.fd, d.buffer)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, os.NewSyscallError("read NETLINK_SOCK_DIAG", err)
		}
		done := false
		if out, done, err = d.parse(out, d.buffer[:n]); done || err != nil {
			return out, err
		}
	}
}

// parse appends the rows of some messages and reports whether they are the last ones.
func (d *diag) parse(out []row, b []byte) ([]row, bool, error) {
	const header = unix.SizeofNlMsghdr
	for len(b) >= header {
		size := int(binary.NativeEndian.Uint32(b))
		if size < header || size > len(b) {
			break
		}
		kind, seq, body := binary.NativeEndian.Uint16(b[4:]), binary.NativeEndian.Uint32(b[8:]), b[header:size]
		b = b[min(len(b), (size+3)&^3):]
		switch {
		case seq != d.seq: // of a dump that was not read to its end
		case kind == unix.NLMSG_DONE:
			return out, true, nil
		case kind == unix.NLMSG_ERROR && len(body) >= 4:
			return out, true, os.NewSyscallError("NETLINK_SOCK_DIAG", unix.Errno(-int32(binary.NativeEndian.Uint32(body))))
		case kind == unix.SOCK_DIAG_BY_FAMILY && len(body) >= 72:
			out = append(out, diagRow(body))
		}
	}
	if len(b) > 0 {
		return out, true, fmt.Errorf("NETLINK_SOCK_DIAG: %d bytes are no message", len(b))
	}
	return out, false, nil
}

// diagRow reads a struct inet_diag_msg of an IPv4 connection.
func diagRow(b []byte) row {
	addr := func(at, port int) netip.AddrPort {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[at:at+4])), binary.BigEndian.Uint16(b[port:]))
	}
	r := row{
		tuple: tuple{addr(8, 4), addr(24, 6)}, state: stateOf(b[1]), expires: -1,
		cookie: uint64(binary.NativeEndian.Uint32(b[44:])) | uint64(binary.NativeEndian.Uint32(b[48:]))<<32,
	}
	if b[2] != 0 { // a timer runs
		r.expires = time.Duration(binary.NativeEndian.Uint32(b[52:])) * time.Millisecond
	}
	return r
}

func (d *diag) close() error { return os.NewSyscallError("close", unix.Close(d.fd)) }
