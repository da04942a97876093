//go:build linux

package kernel

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Kernel is the kernel of the machine. It implements target.TCP. Its methods are safe for
// concurrent use, and cases on different networks may run side by side. The hosts of one
// network are for one goroutine at a time, as the case is.
type Kernel struct {
	release string
	parent  *parent
	common  func() // undoes prioritize

	mu     sync.Mutex
	worlds map[*fixture.Network]*world
	limit  time.Duration
	ending sync.WaitGroup // hosts whose resources are being released

	unregister sync.Mutex // held while the kernel unregisters a device
}

// Open returns the kernel. If the rights or the device are missing, the error says which,
// says what would help, and wraps target.ErrUnable. It is the same on systems other than
// Linux. Until Close the threads of the process have a high priority, if it may set that,
// and GOMAXPROCS is at least 16: what is carried late is measured wrongly.
func Open() (*Kernel, error) {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return nil, fmt.Errorf("kernel: %w", unable("the file system proc is not there", "mount it at /proc", err))
	}
	k := &Kernel{release: strings.TrimSpace(string(release)), worlds: map[*fixture.Network]*world{}}
	if k.parent, err = openParent(); err != nil {
		return nil, fmt.Errorf("kernel: %w", err)
	}
	// One host shows whether all that a host needs is there.
	if err := k.try(); err != nil {
		k.parent.close()
		return nil, fmt.Errorf("kernel: %w", err)
	}
	k.common = prioritize()
	return k, nil
}

func (k *Kernel) try() error {
	n, err := fixture.Open()
	if err != nil {
		return err
	}
	defer n.Close()
	h, err := k.newHost(n, "server")
	if err != nil {
		return err
	}
	return h.Close()
}

// Name implements target.TCP: "Linux 6.18.44".
func (k *Kernel) Name() string { return "Linux " + k.release }

// Join implements target.TCP. The Host is a target.Machine.
func (k *Kernel) Join(n *fixture.Network, name string) (target.Host, error) {
	h, err := k.newHost(n, name)
	if err != nil {
		return nil, fmt.Errorf("kernel: join %s: %w", name, err)
	}
	return h, nil
}

// Limit limits the real time of the networks that hosts join from then on. Counted from
// the first host, Advance and AdvanceUntil of any host return an error when the time is
// over. 0, the default, means no limit.
func (k *Kernel) Limit(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.limit = d
}

// Close waits until the namespaces of all closed hosts are released. No host can join
// afterwards. Hosts that are open stay so.
func (k *Kernel) Close() error {
	k.ending.Wait()
	k.common()
	return k.parent.close()
}

// unable returns the error of what the machine or its rights do not allow.
func unable(what, help string, cause error) error {
	return fmt.Errorf("%w be put behind a TUN device: %s: %w: %s", target.ErrUnable, what, cause, help)
}
