package parity

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// place is where a sequence is played: some hosts in a network, numbered from 0.
//
// No call on it or on its sockets waits. What an application would wait for is an attempt,
// which the player repeats after every step until it is over.
type place interface {
	network() *fixture.Network
	listen(host int, o listening) (listener, error)
	dial(host int, o dialling) opening
	// sockets lists the sockets of a host, as ss does.
	sockets(host int) ([]target.SocketState, error)
	advance(d time.Duration) error
	// rest waits for what goes on by itself, after a call that moves more data than the
	// kernel sends in one go. It ends as soon as moved returns true.
	rest(moved func() bool) error
	close() error
}

// listening and dialling are the arguments of listen and dial.
type listening struct {
	address            string
	backlog            int // 0 is the largest
	noReuse, reusePort bool
}

type dialling struct {
	address, local       string
	reuseAddr, reusePort bool
}

// attempt is a call that may wait. Its error wraps fixture.ErrWaiting until it is over.
type attempt func() (n int, err error)

// opening is an attempt whose result is a connection.
type opening func() (end, error)

// listener is a listening socket of the application.
type listener interface {
	accept() opening
	close() error
}

// end is a connection of the application.
type end interface {
	read(size int) attempt
	readAll() attempt
	write(size int) attempt
	close() attempt
	abort() attempt
	closeWrite() error
	closeRead() error
	setLinger(seconds int) error
	setReadBuffer(bytes int) error
	setWriteBuffer(bytes int) error
	setDeadline(read, write, past bool) error
	state() string
	remote() string
}

// waits reports whether the error of an attempt says that it is not over.
func waits(err error) bool { return errors.Is(err, fixture.ErrWaiting) }

// errorText is an error as an application can tell it from another one.
func errorText(err error) string {
	var no syscall.Errno
	var call *os.SyscallError
	switch {
	case err == nil:
		return "ok"
	case waits(err):
		return "waits"
	case err == io.EOF:
		return "EOF"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "deadline exceeded"
	case errors.Is(err, net.ErrClosed):
		return "closed"
	case errors.As(err, &no):
		if errors.As(err, &call) && (call.Syscall == "bind" || call.Syscall == "connect" || call.Syscall == "listen") {
			return call.Syscall + ": " + no.Error()
		}
		return no.Error()
	}
	return fmt.Sprintf("%T: %v", err, err)
}
