//go:build !linux

package kernel

import (
	"fmt"
	"os/exec"
	"runtime"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Kernel is the Linux kernel of the machine. On this system there is none.
type Kernel struct{}

// Open returns an error that wraps target.ErrUnable: only Linux can be put behind a TUN
// device.
func Open() (*Kernel, error) { return nil, errNotLinux() }

func errNotLinux() error {
	return fmt.Errorf("kernel: %w: the system is %s, and only Linux can be put behind a TUN device", target.ErrUnable, runtime.GOOS)
}

// Name implements target.TCP.
func (*Kernel) Name() string { return runtime.GOOS }

// Join implements target.TCP. It returns the error of Open.
func (*Kernel) Join(*fixture.Network, string) (target.Host, error) { return nil, errNotLinux() }

// Limit does nothing.
func (*Kernel) Limit(time.Duration) {}

// Close does nothing.
func (*Kernel) Close() error { return nil }

// InUserNamespace returns the error of Open: only Linux has such namespaces.
func InUserNamespace() (*exec.Cmd, error) { return nil, errNotLinux() }
