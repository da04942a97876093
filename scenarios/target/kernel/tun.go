//go:build linux

package kernel

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// deviceName is the name of the TUN device in the namespace of a host.
const deviceName = "tun0"

// openTUN makes a TUN device in the namespace of the calling thread. It goes away with its
// descriptor.
func openTUN() (int, error) {
	const file = "/dev/net/tun"
	fd, err := unix.Open(file, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == unix.ENODEV:
		return -1, unable("there is no device "+file, "load the module tun; give a container the device", os.NewSyscallError("open "+file, err))
	case errors.Is(err, fs.ErrPermission):
		return -1, unable("the device "+file+" may not be opened", "run as root, or let this user read and write the file", os.NewSyscallError("open "+file, err))
	case err != nil:
		return -1, os.NewSyscallError("open "+file, err)
	}
	request, err := unix.NewIfreq(deviceName)
	if err != nil {
		return -1, errors.Join(err, unix.Close(fd))
	}
	request.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
	if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, request); err != nil {
		return -1, errors.Join(unable("a TUN device is not allowed", "run with CAP_NET_ADMIN", os.NewSyscallError("ioctl TUNSETIFF", err)), unix.Close(fd))
	}
	return fd, nil
}

// receive hands a packet to the kernel and returns what it answers at once. The kernel has
// processed the packet when write returns, but for acknowledgements that it delays; the
// route has the setting quickack against these.
func (h *host) receive(packet []byte) [][]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.tun < 0 {
		return nil
	}
	if _, err := unix.Write(h.tun, packet); err != nil {
		return nil // a packet that is none
	}
	h.look()
	return h.taken()
}

// device returns the descriptor of the device, which is negative after Crash and Close.
func (h *host) device() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.tun
}

// taken returns what the kernel has sent. h.mu is held.
func (h *host) taken() (out [][]byte) {
	if h.tun < 0 {
		return nil
	}
	for {
		n, err := unix.Read(h.tun, h.buffer)
		if err != nil || n <= 0 {
			return out
		}
		if h.buffer[0]>>4 == 4 { // IPv6 only looks for neighbours
			out = append(out, append([]byte(nil), h.buffer[:n]...))
		}
	}
}

// flush puts on the network what the kernel has sent, and reports whether there was
// anything.
func (h *host) flush() (bool, error) {
	h.mu.Lock()
	packets := h.taken()
	h.mu.Unlock()
	if len(packets) == 0 {
		return false, nil
	}
	return true, h.out.Send(packets...)
}
