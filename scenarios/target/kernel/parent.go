//go:build linux

package kernel

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"

	"github.com/twcheck/twcheck/scenarios/target"
)

// parent is the network namespace in which those of the hosts are made. From it they have
// their table of connections (net.ipv4.tcp_child_ehash_entries): a small one of their own,
// which is read much faster than the machine's.
type parent struct {
	ns *os.File
	// defaults are the settings that the kernel derives from the size of the table, as a
	// namespace with the machine's table has them.
	defaults []target.Setting
}

// tableSize is the number of buckets in the table of a host. A case has some connections,
// seldom some thousands.
const tableSize = "64"

func openParent() (p *parent, err error) {
	t := startThread()
	defer t.end()
	return p, t.do(func() error {
		p, err = makeParent()
		return err
	})
}

func makeParent() (*parent, error) {
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return nil, unable("a network namespace is not allowed",
			"run as root, in a container with CAP_SYS_ADMIN and CAP_NET_ADMIN, or in a user namespace", os.NewSyscallError("unshare", err))
	}
	p := &parent{}
	// tcp_set_hashinfo, net/ipv4/tcp_ipv4.c.
	for _, name := range []string{"net.ipv4.tcp_max_tw_buckets", "net.ipv4.tcp_max_syn_backlog"} {
		value, err := readSysctl(name)
		if err != nil {
			return nil, err
		}
		p.defaults = append(p.defaults, target.Setting{Name: name, Value: value})
	}
	// Kernels before 6.1 have no such setting.
	if err := writeSysctl("net.ipv4.tcp_child_ehash_entries", tableSize); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	ns, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return nil, err
	}
	p.ns = ns
	return p, nil
}

// enter gives the calling thread a new namespace.
func (p *parent) enter() error {
	if err := unix.Setns(int(p.ns.Fd()), unix.CLONE_NEWNET); err != nil {
		return os.NewSyscallError("setns", err)
	}
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return os.NewSyscallError("unshare", err)
	}
	for _, s := range p.defaults {
		if err := writeSysctl(s.Name, s.Value); err != nil {
			return err
		}
	}
	return nil
}

func (p *parent) close() error { return p.ns.Close() }
