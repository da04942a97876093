package lab

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// ErrText returns the error of a call as text: the name of the error number, and the
// system call if it is bind or connect. It returns "no error" for nil.
func ErrText(err error) string {
	var no syscall.Errno
	switch {
	case err == nil:
		return "no error"
	case err == io.EOF:
		return "EOF"
	case errors.Is(err, net.ErrClosed):
		return "closed"
	case errors.Is(err, fixture.ErrStuck):
		return Nothing
	case errors.Is(err, fixture.ErrWaiting):
		return waiting
	case !errors.As(err, &no):
		if t, ok := err.(net.Error); ok && t.Timeout() {
			return "i/o timeout"
		}
		if op, ok := err.(*net.OpError); ok {
			return op.Err.Error() // without addresses
		}
		return err.Error()
	}
	var call *os.SyscallError
	if errors.As(err, &call) && (call.Syscall == "bind" || call.Syscall == "connect") {
		return call.Syscall + ": " + errnoName(no)
	}
	return errnoName(no)
}

// errnoName is the name of an error number, or the platform's text for one that no call
// of a socket returns.
func errnoName(no syscall.Errno) string {
	if name := timeline.Errno(no); name != "" {
		return name
	}
	return no.Error()
}

// Outcome returns the result of a connection attempt.
func Outcome(err error) string {
	if err == nil {
		return opened
	}
	return ErrText(err)
}
