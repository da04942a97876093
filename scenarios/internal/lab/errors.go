package lab

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/twcheck/twcheck/fixture"
)

// ErrText names the error of a call: its system call where that tells
// something, and the error number by its name.
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

func errnoName(no syscall.Errno) string {
	switch no {
	case syscall.EADDRINUSE:
		return "EADDRINUSE"
	case syscall.EADDRNOTAVAIL:
		return "EADDRNOTAVAIL"
	case syscall.ECONNABORTED:
		return "ECONNABORTED"
	case syscall.ECONNREFUSED:
		return "ECONNREFUSED"
	case syscall.ECONNRESET:
		return "ECONNRESET"
	case syscall.ENOTCONN:
		return "ENOTCONN"
	case syscall.EHOSTUNREACH:
		return "EHOSTUNREACH"
	case syscall.ENETUNREACH:
		return "ENETUNREACH"
	case syscall.ENOPROTOOPT:
		return "ENOPROTOOPT"
	case syscall.EPIPE:
		return "EPIPE"
	case syscall.ETIMEDOUT:
		return "ETIMEDOUT"
	}
	return no.Error()
}

// Outcome says what came of an attempt to connect.
func Outcome(err error) string {
	if err == nil {
		return opened
	}
	return ErrText(err)
}
