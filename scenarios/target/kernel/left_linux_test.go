package kernel_test

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

// role is the environment variable that makes the test's program a helper of a test.
const role = "TWCHECK_KERNEL_TEST"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "":
		os.Exit(m.Run())
	case "meet":
		fmt.Println(meet())
	case "stay":
		err := meet()
		fmt.Println("ready", err, strings.Join(namespaces(), " "))
		select {}
	case "userns":
		os.Setenv(role, "meet")
		cmd, err := kernel.InUserNamespace()
		if err == nil {
			err = cmd.Run()
		}
		fmt.Println("ran:", err)
	case "userns twice":
		os.Setenv(role, "userns")
		cmd, err := kernel.InUserNamespace()
		if err == nil {
			err = cmd.Run()
		}
		fmt.Println("ran:", err)
	}
}

// meet lets two kernels meet, which stay there.
func meet() error {
	k, err := kernel.Open()
	if err != nil {
		return err
	}
	n, err := fixture.Open()
	if err != nil {
		return err
	}
	for _, name := range []string{"client", "server"} {
		h, err := k.Join(n, name)
		if err != nil {
			return err
		}
		if _, err := h.Listen(80, true); err != nil {
			return err
		}
		if name == "server" {
			return h.Dial("client:80").Err()
		}
	}
	return nil
}

// again returns the test's program in a role.
func again(t *testing.T, as string) *exec.Cmd {
	t.Helper()
	// The file may be where another user may not look.
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe")
	cmd.Env, cmd.Dir, cmd.Stderr = append(os.Environ(), role+"="+as), "/", os.Stderr
	return cmd
}

// namespaces are the network namespaces of this process's threads, other than that of its
// first thread.
func namespaces() (out []string) {
	own, _ := os.Readlink("/proc/self/ns/net")
	seen := map[string]bool{own: true, "": true}
	all, _ := filepath.Glob("/proc/self/task/*/ns/net")
	for _, x := range all {
		if ns, _ := os.Readlink(x); !seen[ns] {
			seen[ns] = true
			out = append(out, ns)
		}
	}
	return out
}

// Of hosts that are closed no namespace is left, and no device was ever outside of one.
// Hosts that fail to join leave nothing either.
func TestNothingIsLeft(t *testing.T) {
	open(t)
	cmd := again(t, "stay")
	in, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	words := strings.Fields(line)
	if len(words) < 4 || words[0] != "ready" || words[1] != "<nil>" {
		t.Fatalf("the program says %q, %v, want two namespaces or more", line, err)
	}
	process := fmt.Sprint(cmd.Process.Pid)
	held := 0
	for _, ns := range words[2:] {
		if holders(ns) != nil {
			held++ // some belong to threads that were about to end
		}
	}
	if held < 2 {
		t.Errorf("%d of %v are held, want those of two hosts", held, words[2:])
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Errorf("process %s ended by itself", process)
	}
	for _, ns := range words[2:] {
		if all := holders(ns); all != nil {
			t.Errorf("after SIGKILL %v have %s", all, ns)
		}
	}
	for _, name := range []string{"tun0", "tun1"} {
		if i, err := net.InterfaceByName(name); err == nil {
			t.Errorf("the machine has %+v", i)
		}
	}
}

// holders are the places that hold a namespace: threads, descriptors and mounts.
func holders(ns string) (out []string) {
	for _, pattern := range []string{"/proc/[0-9]*/task/*/ns/net", "/proc/[0-9]*/fd/*"} {
		all, _ := filepath.Glob(pattern)
		for _, x := range all {
			if s, _ := os.Readlink(x); s == ns {
				out = append(out, x)
			}
		}
	}
	if b, _ := os.ReadFile("/proc/self/mountinfo"); strings.Contains(string(b), ns) {
		out = append(out, "mountinfo")
	}
	return out
}

// The threads of closed hosts end, and their namespaces and descriptors with them.
func TestClosedHosts(t *testing.T) {
	open(t)
	descriptors := func() int {
		all, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := descriptors()
	k, err := kernel.Open()
	if err != nil {
		t.Fatal(err)
	}
	n := fixture.New(t)
	a, err := k.Join(n, "a")
	if err != nil {
		t.Fatal(err)
	}
	mine := namespaces()
	ln, err := a.Listen(80, true)
	if err != nil {
		t.Fatal(err)
	}
	b, err := k.Join(n, "b")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Dial("a:80").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Join(n, "a"); err == nil || !strings.Contains(err.Error(), "taken") {
		t.Errorf("a second host of the name: %v", err)
	}
	for _, x := range []interface{ Close() error }{a, b, a, k} {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	if after := descriptors(); after != before {
		t.Errorf("%d descriptors are open, and %d were", after, before)
	}
	if _, err := ln.Accept(); !errors.Is(err, fixture.ErrCrashed) {
		t.Errorf("accept on a closed host: %v", err)
	}
	if _, err := k.Join(n, "c"); err == nil {
		t.Error("a host has joined a closed Kernel")
	}
	// A thread ends some time after its goroutine.
	for began := time.Now(); len(held(mine)) > 0; time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("after 10s there still are %v", held(mine))
		}
	}
}

// held returns those of some namespaces that threads of this process are in.
func held(list []string) (out []string) {
	now := strings.Join(namespaces(), " ")
	for _, ns := range list {
		if strings.Contains(now, ns) {
			out = append(out, ns)
		}
	}
	return out
}

// In a user namespace root has the rights, if it may open the device.
func TestInUserNamespace(t *testing.T) {
	open(t)
	out, err := again(t, "userns").Output()
	if err != nil || string(out) != "<nil>\nran: <nil>\n" {
		t.Errorf("%q, %v", out, err)
	}
	out, err = again(t, "userns twice").Output()
	if err != nil || !strings.HasPrefix(string(out), "ran: kernel: the program runs in a user namespace") {
		t.Errorf("twice: %q, %v", out, err)
	}
}

// The error says which right is missing, and what would help.
func TestWithoutRights(t *testing.T) {
	open(t)
	if os.Getuid() != 0 {
		t.Skip("NOT TESTED: errors of users without rights, because only root can become one")
	}
	for as, want := range map[string]string{
		"meet":   "a network namespace is not allowed: unshare: operation not permitted: run as root",
		"userns": "the device /dev/net/tun may not be opened: open /dev/net/tun: permission denied: run as root, or let this user read and write the file",
	} {
		if info, err := os.Stat("/dev/net/tun"); as == "userns" && (err != nil || info.Mode().Perm()&0o6 != 0) {
			t.Logf("NOT TESTED: %s, because everybody may open the device", as)
			continue
		}
		cmd := again(t, as)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		out, err := cmd.Output()
		if err != nil || !strings.HasPrefix(string(out), "kernel: "+target.ErrUnable.Error()) || !strings.Contains(string(out), want) {
			t.Errorf("%s: %q, %v, want %q", as, out, err, want)
		}
	}
}
