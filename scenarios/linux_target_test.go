//go:build linux

package scenarios_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// linuxTarget is the kernel of the machine, behind a TUN device in its own network
// namespace. Its clock is the machine's clock, and real time moves the network's clock.
//
// The kernel processes a packet before write to the TUN device returns, and its
// immediate answers can then be read. So scripts need not wait. Only delayed
// acknowledgements would break this. The route to the peer therefore has the setting
// quickack.
type linuxTarget struct{ release string }

func (l linuxTarget) Name() string { return "Linux " + l.release }

// Join implements target.TCP. Afterwards the goroutine stays on its thread, which is in
// another network namespace. The caller must end the goroutine.
func (l linuxTarget) Join(n *fixture.Network, name string) (target.Host, error) {
	runtime.LockOSThread()
	if err := syscall.Unshare(syscall.CLONE_NEWNET); err != nil {
		return nil, os.NewSyscallError("unshare", err)
	}
	fd, err := openTUN("tun0")
	if err != nil {
		return nil, err
	}
	h := &linuxHost{net: n, tun: fd}
	if h.out, err = n.AddOutside(name, h.exchange); err != nil {
		return nil, errors.Join(err, syscall.Close(fd))
	}
	setUp := exec.Command("ip", "-batch", "-")
	setUp.Stdin = strings.NewReader(fmt.Sprintf("link set tun0 up\naddr add %s/32 dev tun0\nroute add 10.0.0.0/8 dev tun0 quickack 1\n", h.out.Addr()))
	if text, err := setUp.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("ip: %w: %s", err, text), syscall.Close(fd))
	}
	return h, nil
}

// openTUN creates a TUN device in the namespace of the calling thread.
func openTUN(name string) (int, error) {
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return -1, os.NewSyscallError("open /dev/net/tun", err)
	}
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], name)
	request.flags = syscall.IFF_TUN | syscall.IFF_NO_PI
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TUNSETIFF, uintptr(unsafe.Pointer(&request))); no != 0 {
		return -1, errors.Join(os.NewSyscallError("ioctl TUNSETIFF", no), syscall.Close(fd))
	}
	return fd, nil
}

// linuxHost is one network namespace.
type linuxHost struct {
	net  *fixture.Network
	out  *fixture.Outside
	tun  int
	held []*linuxSocket
	lns  []*linuxListener
}

// exchange passes a packet to the kernel and returns the immediate answers.
func (h *linuxHost) exchange(packet []byte) [][]byte {
	if _, err := syscall.Write(h.tun, packet); err != nil {
		return nil
	}
	return h.taken()
}

// taken returns the packets from the kernel, without IPv6 neighbour discovery.
func (h *linuxHost) taken() [][]byte {
	var out [][]byte
	b := make([]byte, 64<<10)
	for {
		n, err := syscall.Read(h.tun, b)
		if err != nil || n <= 0 {
			return out
		}
		if b[0]>>4 == 4 {
			out = append(out, append([]byte(nil), b[:n]...))
		}
	}
}

// flush injects the kernel's new packets into the network.
func (h *linuxHost) flush() error { return h.out.Send(h.taken()...) }

// Advance implements target.Host. It takes the given real time.
func (h *linuxHost) Advance(d time.Duration) error {
	began, passed := time.Now(), time.Duration(0)
	for {
		now := min(time.Since(began), d)
		if _, err := h.net.Advance(now - passed); err != nil {
			return err
		}
		passed = now
		if err := h.flush(); err != nil || passed == d {
			return err
		}
		time.Sleep(min(time.Millisecond, d-passed))
	}
}

// Close implements target.Host. The device is removed first, so that no segment of a
// closing socket leaves the host.
func (h *linuxHost) Close() error {
	errs := []error{os.NewSyscallError("close", syscall.Close(h.tun))}
	h.tun = -1
	for _, s := range h.held {
		if !s.closed {
			errs = append(errs, s.SetLinger(0), os.NewSyscallError("close", syscall.Close(s.fd)))
		}
	}
	for _, ln := range h.lns {
		if ln.fd >= 0 {
			errs = append(errs, os.NewSyscallError("close", syscall.Close(ln.fd)))
		}
	}
	return errors.Join(errs...)
}

func (h *linuxHost) socket() (int, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
	return fd, os.NewSyscallError("socket", err)
}

// Listen implements target.Host.
func (h *linuxHost) Listen(port uint16, keepAlive bool) (target.Listener, error) {
	fd, err := h.socket()
	if err != nil {
		return nil, err
	}
	on := 0
	if keepAlive {
		on = 1
	}
	err = errors.Join(
		os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)),
		os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_KEEPALIVE, on)),
		os.NewSyscallError("bind", syscall.Bind(fd, &syscall.SockaddrInet4{Port: int(port)})),
		os.NewSyscallError("listen", syscall.Listen(fd, 128)),
	)
	if err != nil {
		return nil, errors.Join(err, syscall.Close(fd))
	}
	ln := &linuxListener{host: h, fd: fd}
	h.lns = append(h.lns, ln)
	return ln, nil
}

// Dial implements target.Host.
func (h *linuxHost) Dial(address string) target.Dial {
	d := &linuxDial{host: h, began: h.net.Elapsed()}
	name, port, _ := strings.Cut(address, ":")
	addrs, err := h.net.LookupNetIP(context.Background(), "ip4", name)
	number, bad := strconv.Atoi(port)
	fd, failed := h.socket()
	if err := errors.Join(err, bad, failed); err != nil {
		d.err, d.over = err, true
		return d
	}
	to := &syscall.SockaddrInet4{Port: number, Addr: addrs[0].As4()}
	d.socket = h.hold(fd, netip.AddrPortFrom(addrs[0], uint16(number)))
	if err := syscall.Connect(fd, to); err != nil && err != syscall.EINPROGRESS {
		d.err, d.over = os.NewSyscallError("connect", err), true
	}
	h.flush()
	return d
}

func (h *linuxHost) hold(fd int, remote netip.AddrPort) *linuxSocket {
	s := &linuxSocket{host: h, fd: fd, remote: remote}
	h.held = append(h.held, s)
	return s
}

// Sockets implements target.Host.
func (h *linuxHost) Sockets() ([]target.SocketState, error) {
	out, err := procTCP()
	if err != nil {
		return nil, err
	}
	for _, s := range h.held {
		if !s.closed && !listed(out, s.remote) {
			out = append(out, target.SocketState{Remote: s.remote, State: tcp.Closed, Held: true})
		}
	}
	return out, nil
}

func listed(all []target.SocketState, remote netip.AddrPort) bool {
	for _, s := range all {
		if s.Remote == remote {
			return true
		}
	}
	return false
}

// procTCP reads the kernel's table of IPv4 sockets in the thread's namespace. The table
// has sockets in TIME-WAIT and SYN-RECEIVED too.
func procTCP() (out []target.SocketState, err error) {
	text, err := os.ReadFile("/proc/thread-self/net/tcp")
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 4 || f[0] == "sl" {
			continue
		}
		remote, err := procAddr(f[2])
		if err != nil {
			return nil, err
		}
		number, err := strconv.ParseUint(f[3], 16, 8)
		if err != nil {
			return nil, err
		}
		s := target.SocketState{Remote: remote, State: linuxState(byte(number))}
		if s.State == tcp.Listen {
			s.Remote = netip.AddrPort{}
		}
		out = append(out, s)
	}
	return out, lines.Err()
}

// procAddr parses an address of the table: four bytes in the machine's order, and the
// port.
func procAddr(text string) (netip.AddrPort, error) {
	a, p, _ := strings.Cut(text, ":")
	b, err := hex.DecodeString(a)
	if err != nil || len(b) != 4 {
		return netip.AddrPort{}, fmt.Errorf("not an address: %q", text)
	}
	port, err := strconv.ParseUint(p, 16, 16)
	var addr [4]byte
	binary.NativeEndian.PutUint32(addr[:], binary.BigEndian.Uint32(b))
	return netip.AddrPortFrom(netip.AddrFrom4(addr), uint16(port)), err
}

// linuxState translates a number of include/net/tcp_states.h.
func linuxState(n byte) tcp.State {
	return map[byte]tcp.State{
		1: tcp.Established, 2: tcp.SynSent, 3: tcp.SynReceived, 4: tcp.FinWait1,
		5: tcp.FinWait2, 6: tcp.TimeWait, 7: tcp.Closed, 8: tcp.CloseWait,
		9: tcp.LastAck, 10: tcp.Listen, 11: tcp.Closing, 12: tcp.SynReceived,
	}[n]
}

type linuxListener struct {
	host *linuxHost
	fd   int
}

func (l *linuxListener) Accept() (target.Socket, error) {
	fd, from, err := syscall.Accept4(l.fd, syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC)
	switch {
	case err == syscall.EAGAIN:
		return nil, fixture.ErrWaiting
	case err != nil:
		return nil, os.NewSyscallError("accept", err)
	}
	a := from.(*syscall.SockaddrInet4)
	return l.host.hold(fd, netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))), nil
}

func (l *linuxListener) Close() error {
	err := syscall.Close(l.fd)
	l.fd = -1
	return errors.Join(os.NewSyscallError("close", err), l.host.flush())
}

// linuxDial is a non-blocking connect.
type linuxDial struct {
	host   *linuxHost
	socket *linuxSocket
	began  time.Duration
	took   time.Duration
	err    error
	over   bool
}

func (d *linuxDial) Done() bool {
	if d.over {
		return true
	}
	state, err := d.socket.info()
	if err == nil && (state == tcp.SynSent || state == tcp.SynReceived) {
		return false
	}
	d.over, d.took = true, d.host.net.Elapsed()-d.began
	no, failed := syscall.GetsockoptInt(d.socket.fd, syscall.SOL_SOCKET, syscall.SO_ERROR)
	if d.err = errors.Join(err, failed); d.err == nil && no != 0 {
		d.err = os.NewSyscallError("connect", syscall.Errno(no))
	}
	return true
}

func (d *linuxDial) Took() time.Duration { return d.took }

func (d *linuxDial) Err() error {
	if !d.Done() {
		return fixture.ErrWaiting
	}
	return d.err
}

func (d *linuxDial) Socket() (target.Socket, error) { return d.socket, d.Err() }
func (d *linuxDial) Close() error                   { return d.socket.Close() }

// linuxSocket is a non-blocking socket.
type linuxSocket struct {
	host   *linuxHost
	fd     int
	remote netip.AddrPort
	closed bool
}

func (s *linuxSocket) Read(b []byte) (int, error) {
	n, err := syscall.Read(s.fd, b)
	flushed := s.host.flush()
	switch {
	case err == syscall.EAGAIN:
		return 0, fixture.ErrWaiting
	case err != nil:
		return 0, os.NewSyscallError("read", err)
	case n == 0:
		return 0, io.EOF
	}
	return n, flushed
}

func (s *linuxSocket) Write(b []byte) (int, error) {
	n, err := syscall.SendmsgN(s.fd, b, nil, nil, syscall.MSG_NOSIGNAL)
	return n, sum(os.NewSyscallError("write", err), s.host.flush())
}

func (s *linuxSocket) CloseWrite() error {
	return sum(os.NewSyscallError("shutdown", syscall.Shutdown(s.fd, syscall.SHUT_WR)), s.host.flush())
}

func (s *linuxSocket) Close() error {
	if s.closed {
		return os.ErrClosed
	}
	s.closed = true
	return sum(os.NewSyscallError("close", syscall.Close(s.fd)), s.host.flush())
}

func (s *linuxSocket) SetLinger(seconds int) error {
	l := syscall.Linger{}
	if seconds >= 0 {
		l = syscall.Linger{Onoff: 1, Linger: int32(seconds)}
	}
	return os.NewSyscallError("setsockopt", syscall.SetsockoptLinger(s.fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &l))
}

func (s *linuxSocket) SetKeepAlive(on bool) error {
	v := 0
	if on {
		v = 1
	}
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_KEEPALIVE, v))
}

func (s *linuxSocket) SetReadBuffer(n int) error {
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_RCVBUF, n))
}

// State returns the state in the kernel's table: TCP_INFO of a socket in TIME-WAIT
// reports CLOSED.
func (s *linuxSocket) State() (tcp.State, error) {
	if s.closed {
		return tcp.Closed, os.ErrClosed
	}
	all, err := procTCP()
	for _, x := range all {
		if x.Remote == s.remote {
			return x.State, err
		}
	}
	if err != nil {
		return tcp.Closed, err
	}
	return s.info()
}

// info returns TCP_INFO. Its first byte is the state.
func (s *linuxSocket) info() (tcp.State, error) {
	var info [256]byte
	size := uint32(len(info))
	_, _, no := syscall.Syscall6(syscall.SYS_GETSOCKOPT, uintptr(s.fd), syscall.IPPROTO_TCP, syscall.TCP_INFO,
		uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
	if no != 0 {
		return tcp.Closed, os.NewSyscallError("getsockopt", no)
	}
	return linuxState(info[0]), nil
}
