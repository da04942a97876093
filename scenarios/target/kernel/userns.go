//go:build linux

package kernel

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// inUserNamespace is the environment variable of a program that InUserNamespace has
// started.
const inUserNamespace = "TWCHECK_IN_USER_NAMESPACE"

// InUserNamespace returns a command that runs this program again, with its arguments,
// environment and standard streams, as root of a new user namespace and in a network
// namespace of that. There Open needs no rights but that to open /dev/net/tun, if the
// system lets users make such namespaces; otherwise the command does not start.
//
// In a program that such a command has started, InUserNamespace returns an error: it would
// not help again.
func InUserNamespace() (*exec.Cmd, error) {
	if os.Getenv(inUserNamespace) != "" {
		return nil, errors.New("kernel: the program runs in a user namespace of its own already")
	}
	// The file itself may be where the user may not look.
	cmd := exec.Command("/proc/self/exe", os.Args[1:]...)
	cmd.Args[0] = os.Args[0]
	cmd.Env = append(os.Environ(), inUserNamespace+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	return cmd, nil
}
