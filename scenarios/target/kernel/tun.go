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
	var answers [][]byte
	for p := h.taken(); p != nil; p = h.taken() {
		answers = append(answers, p)
	}
	return answers
}

// device returns the descriptor of the device, which is negative after Crash and Close.
func (h *host) device() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.tun
}

// taken returns the next packet that the kernel has sent, or nil. h.mu is held.
func (h *host) taken() []byte {
	for h.tun >= 0 {
		n, err := unix.Read(h.tun, h.buffer)
		if err != nil || n <= 0 {
			return nil
		}
		if h.buffer[0]>>4 == 4 { // IPv6 only looks for neighbours
			return append([]byte(nil), h.buffer[:n]...)
		}
	}
	return nil
}

// flush puts on the network what the kernel has sent, and reports whether there was
// anything. It takes one packet at a time: what the kernel sends in answer to what comes
// back follows the packets that it has sent before.
func (h *host) flush() (sent bool, err error) {
	for {
		h.mu.Lock()
		p := h.taken()
		h.mu.Unlock()
		if p == nil {
			return sent, nil
		}
		sent = true
		h.world.carried.Add(1)
		if err := h.out.Send(p); err != nil {
			return sent, err
		}
	}
}
