//go:build linux

package kernel

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/twcheck/twcheck/scenarios/target"
)

// sysctlFile returns the file of a sysctl of the calling thread's network namespace.
func sysctlFile(name string) (string, error) {
	if !strings.HasPrefix(name, "net.") || strings.ContainsAny(name, "/\x00") || strings.Contains(name, "..") {
		return "", fmt.Errorf("setting %q: want the name of a sysctl of the network, such as net.ipv4.tcp_fin_timeout", name)
	}
	return "/proc/sys/" + strings.ReplaceAll(name, ".", "/"), nil
}

func readSysctl(name string) (string, error) {
	file, err := sysctlFile(name)
	if err != nil {
		return "", err
	}
	b, err := os.ReadFile(file)
	return strings.TrimSpace(string(b)), err
}

// writeSysctl writes a sysctl of the calling thread's network namespace. If the kernel has
// no such sysctl for a namespace, or does not let it be written, the error wraps
// target.ErrUnable.
func writeSysctl(name, value string) error {
	file, err := sysctlFile(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("setting %s: %w change it in one network namespace: %w", name, target.ErrUnable, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("setting %s: %w change it with these rights: %w", name, target.ErrUnable, err)
	case err != nil:
		return fmt.Errorf("setting %s: %w", name, err)
	}
	_, err = f.WriteString(value)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("setting %s to %q: %w", name, value, err)
	}
	return nil
}
