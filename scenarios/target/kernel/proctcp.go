//go:build linux

package kernel

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// procRows reads the connections in the calling thread's namespace from /proc/net/tcp, for
// kernels without NETLINK_SOCK_DIAG. It has those in TIME-WAIT and SYN-RECEIVED too.
func procRows() (out []row, err error) {
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
		r := row{expires: -1}
		if r.local, err = procAddr(f[1]); err != nil {
			return nil, err
		}
		if r.remote, err = procAddr(f[2]); err != nil {
			return nil, err
		}
		number, err := strconv.ParseUint(f[3], 16, 8)
		if err != nil {
			return nil, err
		}
		if r.state = stateOf(byte(number)); r.state != tcp.Listen && r.state != tcp.Closed {
			out = append(out, r)
		}
	}
	return out, lines.Err()
}

// procAddr reads an address as the table has it: four bytes in the machine's order, and the
// port.
func procAddr(text string) (netip.AddrPort, error) {
	a, p, _ := strings.Cut(text, ":")
	b, err := hex.DecodeString(a)
	if err != nil || len(b) != 4 {
		return netip.AddrPort{}, fmt.Errorf("/proc/net/tcp: not an address: %q", text)
	}
	port, err := strconv.ParseUint(p, 16, 16)
	var addr [4]byte
	binary.NativeEndian.PutUint32(addr[:], binary.BigEndian.Uint32(b))
	return netip.AddrPortFrom(netip.AddrFrom4(addr), uint16(port)), err
}
