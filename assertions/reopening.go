package assertions

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// beyond is how far the sequence number of a probe's SYN is above RCV.NXT of the old
// incarnation, the first number that it has not received. It is below 0 for an old number.
// The SYN of Redial has the numbers of the other direction, of which the old incarnation
// has received none.
func beyond(r *fixture.Reopening) (by int32, known bool) {
	x, _ := r.Old.Incarnation()
	if r.SYN.Dst != x.Local {
		return 0, false
	}
	for _, e := range x.Events(timeline.Sent) {
		if e.Number < r.Mark && e.Host == x.Host && e.Local == x.Local && !e.Segment.Flags.Has(tcp.RST) {
			by = int32(r.SYN.Seq - e.Segment.Ack) // its own SYN has none, and is the first
		}
	}
	return by, true
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

// listener returns the host to which the SYN went, and whether it had a listener for the
// SYN. It takes one for granted where the timeline has forgotten its beginning. A script
// needs none.
func listener(r *fixture.Reopening) (host string, open bool) {
	n := r.Old.Host().Network()
	host = cmp.Or(n.NameOf(r.SYN.Dst.Addr()), r.Old.Host().Name()) // a loopback address has no name
	scripted := !slices.ContainsFunc(n.Hosts(), func(h *fixture.Host) bool { return h.Name() == host })
	return host, scripted || listened(n.Timeline(), host, r)
}

func listened(tl *timeline.Timeline, host string, r *fixture.Reopening) bool {
	open := make(map[netip.AddrPort]int)
	for _, e := range tl.Events(timeline.OnHost(host)) {
		mine := e.Local.Port() == r.SYN.Dst.Port() && (e.Local.Addr().IsUnspecified() || e.Local.Addr() == r.SYN.Dst.Addr())
		switch {
		case e.Number >= r.Mark:
		case e.Cause == timeline.HostCrash:
			clear(open)
		case mine && e.Call == timeline.CallListen:
			open[e.Local]++
		case e.Call == timeline.CallCloseListener:
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
