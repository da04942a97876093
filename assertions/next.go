package assertions

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// The functions below are the fourth part of a failure: what its reader can do next.
// They are empty if the cause suggests nothing.

// nextIf is a step that only one of To and NotTo suggests.
func nextIf(of polarity, step func() string) func(polarity) string {
	return func(failed polarity) string {
		if failed != of {
			return ""
		}
		return step()
	}
}

// ifOpen is a step that needs time to pass, or what to do instead if the network of x is
// closed: no time passes there any more.
func ifOpen(x timeline.Incarnation, step string) string {
	if x.Timeline().Ended() {
		return "The network is closed, and nothing follows: assert before, or let time pass before the network is closed."
	}
	return step
}

// nextToEnd is how a connection that has not ended comes to its end.
func nextToEnd(x timeline.Incarnation) string {
	lost := droppedFINs(x)
	_, theirs := otherFIN(x)
	switch e := x.Ending(); {
	case len(lost) > 0:
		return nextForLostFINs(lost)
	case e.FINSent && theirs:
		return ifOpen(x, "Advance the clock, or poll with Eventually.")
	case e.FINSent:
		return "Close the other side too."
	case e.FINReceived:
		return "Close this side too."
	}
	return ifOpen(x, "Close the connection first, or poll with Eventually.")
}

// nextAfterReset is how the RST that ended a connection can be avoided.
func nextAfterReset(e timeline.Ending) string {
	switch e.ResetCause {
	case timeline.ResetByLinger:
		return "To close with a FIN, do not set SO_LINGER to 0."
	case timeline.ResetByUnread:
		return "To close with a FIN, read until EOF before Close."
	case timeline.ResetByShutdown:
		return "To close with a FIN, read until EOF before CloseRead."
	case timeline.ResetByAbort:
		return "To close with a FIN, call Close instead of Abort."
	case timeline.ResetByLateData:
		return "To avoid the RST, close when everything has arrived: call CloseWrite and read until EOF before Close."
	case timeline.ResetByListener:
		return "To avoid the RST, accept the queued connections before closing the listener."
	case timeline.ResetBehindGap:
		return "What came before an acknowledgement was lost, and netstack takes that for data: bug 6 of docs/netstack-findings.md."
	case timeline.ResetByMiddlebox:
		return "To avoid the RST, send keep-alives more often than " + from(e.ResetEvent) + " forgets flows."
	case timeline.ResetByNobody:
		return "Check why " + from(e.ResetEvent) + " had no such connection: it closed, crashed or never listened."
	}
	return ""
}

// nextForTimeWait is what to assert or to change where a connection was never in
// TIME-WAIT.
func nextForTimeWait(x timeline.Incarnation) string {
	switch x.NoTimeWait() {
	case timeline.NotOver:
		return nextToEnd(x)
	case timeline.ClosedSecond:
		return "Assert on the connection of the side that closed first."
	case timeline.WasReset:
		return nextAfterReset(x.Ending())
	case timeline.BucketsFull:
		return "Raise fixture.MaxTimeWaitBuckets."
	}
	return ""
}

// nextOfSockets is how sockets that are too many can be avoided.
func nextOfSockets(n *fixture.Network, found []fixture.Socket) string {
	if len(found) == 0 {
		return ""
	}
	switch s := telltale(found); {
	case s.Leaked():
		if strings.Contains(s.Opened, "net/http") {
			return "Close the body of each response. To reuse its connection, read it to its end before."
		}
		return "Close the connections: each line names the code that opened them."
	case s.Held && s.State == tcp.CloseWait:
		return "Accept the connections: nobody can close what waits in the queue of a listener."
	case s.State == tcp.FinWait2 && !s.Timed:
		return fmt.Sprintf("Call Close on %s after CloseWrite, or close the connection on %s.", s.Host, cmp.Or(s.Peer, s.Remote.Addr().String()))
	case s.State == tcp.TimeWait && atOnce(n, s):
		return "Both sides closed before the FIN of the other arrived, so both are in TIME-WAIT: let one side close only, or let it close when it reads EOF."
	case s.State == tcp.TimeWait:
		return "The side that closes first is in TIME-WAIT: let the other one close first, keep connections for the next request, or advance the clock until TIME-WAIT ends."
	}
	return ""
}

// atOnce reports whether both sides of a socket's connection closed at once (RFC 9293,
// section 3.6, case 3).
func atOnce(n *fixture.Network, s fixture.Socket) bool {
	return lastOf(n, s).Ending().AtOnce
}

// nextToReopen is how an attempt that was rejected would be accepted.
func nextToReopen(r *fixture.Reopening) string {
	host, open := listener(r)
	if sent := r.Outcome == fixture.Ignored || r.Outcome == fixture.Refused; sent && !open {
		return fmt.Sprintf("Nobody listened on port %d of %s, so that no SYN was accepted. Keep a listener open: Listen, Dial and AcceptTCP instead of Pair, which closes its own.",
			r.SYN.Dst.Port(), host)
	}
	if r.Outcome == fixture.Ignored && r.Before == tcp.TimeWait {
		switch by, _ := beyond(r); {
		case r.After == tcp.Closed:
			return "The SYN ended TIME-WAIT, and the listener dropped it: accept the connections in its queue, or raise its backlog."
		case by > 0:
			return "Wait until TIME-WAIT ends. The sequence number was high enough: check that somebody listened."
		}
		return "Wait until TIME-WAIT ends, or send a SYN with a higher sequence number (tcp.SeqOffset(1))."
	}
	if r.After == tcp.TimeWait {
		return "Wait until TIME-WAIT ends, or connect from another port."
	}
	return ""
}
