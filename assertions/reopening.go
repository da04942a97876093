package assertions

import (
	"fmt"
	"net/netip"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// beyond is how far the sequence number of an attempt's SYN is above RCV.NXT of the old
// incarnation, the first number that it has not received. It is below 0 for an old number.
func beyond(r *fixture.Reopening) (by int32, known bool) {
	x, ok := r.Old.Incarnation()
	if !ok || r.SYN.ID == 0 {
		return 0, false
	}
	for _, e := range x.Events(timeline.Sent) {
		if e.Number < r.Mark && e.Host == x.Host && e.Local == x.Local && e.Segment.Flags.Has(tcp.ACK) && !e.Segment.Flags.Has(tcp.RST) {
			by, known = int32(r.SYN.Seq-e.Segment.Ack), true
		}
	}
	return by, known
}

// numbered is the sequence number of an attempt's SYN in words. The lines of the timeline
// count from it: each SYN has the number 0 there.
func numbered(r *fixture.Reopening) string {
	switch by, known := beyond(r); {
	case !known:
		return ""
	case by > 0:
		return fmt.Sprintf(" with the sequence number RCV.NXT+%d", by)
	case by < 0:
		return fmt.Sprintf(" with the old sequence number RCV.NXT%d", by)
	}
	return " with the sequence number RCV.NXT"
}

// listened reports whether the host of the old incarnation had a listener for the SYN. It
// takes one for granted where the timeline has forgotten its beginning.
func listened(r *fixture.Reopening) bool {
	h := r.Old.Host()
	tl := h.Network().Timeline()
	open := make(map[netip.AddrPort]int)
	for _, e := range tl.Events(timeline.OnHost(h.Name())) {
		mine := e.Local.Port() == r.SYN.Dst.Port() && (e.Local.Addr().IsUnspecified() || e.Local.Addr() == r.SYN.Dst.Addr())
		switch {
		case e.Number >= r.Mark:
		case e.Cause == timeline.HostCrash:
			clear(open)
		case mine && e.Call == timeline.CallListen && e.Errno == "":
			open[e.Local]++
		case mine && e.Call == timeline.CallCloseListener:
			open[e.Local]--
		}
	}
	for _, k := range open {
		if k > 0 {
			return true
		}
	}
	return tl.Forgotten() > 0
}
