package handshake

import (
	"errors"
	"fmt"
	"net"
	"strconv"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/target"
)

// opening returns the states of a connection up to ESTABLISHED.
func opening(l *lab.Lab, c lab.Conn) string {
	var out []string
	for _, e := range l.Changes(c) {
		out = append(out, e.To.String())
		if e.To == tcp.Established {
			break
		}
	}
	return lab.List(out, lab.Arrow)
}

// serverSide returns the state of the server's end of a client's connection.
func serverSide(l *lab.Lab, c lab.Conn) string {
	return l.StateToward(c.LocalAddr().(*net.TCPAddr).AddrPort())
}

// established returns the server's answer and its number of connections.
func established(l *lab.Lab, p *peer.Conn) string {
	return fmt.Sprintf("%s, established %d", l.Answer(p), l.Server().Count(tcp.Established))
}

// acceptAll accepts all connections in the queue.
func acceptAll(l *lab.Portable, ln target.Listener) string {
	n := 0
	for ; ; n++ {
		if _, err := ln.Accept(); errors.Is(err, fixture.ErrWaiting) {
			break
		} else {
			lab.Must(err)
		}
	}
	return strconv.Itoa(n)
}
