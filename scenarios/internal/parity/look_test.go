package parity

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// look describes the sockets: the state of each connection that the application has or had,
// and those that ss shows.
func (x *player) look(l *line) error {
	for _, id := range x.order {
		l.ends = append(l.ends, fmt.Sprintf("%d %s", id, x.ends[id].state()))
	}
	for h := range x.hosts {
		list, err := x.sockets(h)
		if err != nil {
			return err
		}
		var names []string
		for _, s := range list {
			if s.State != tcp.Closed {
				names = append(names, fmt.Sprintf("%s: %s %s", hostName(h), s.State, remoteText(s.Remote)))
			}
		}
		slices.Sort(names)
		l.sockets = append(l.sockets, names...)
	}
	return nil
}

// remoteText is an address without a port that the kernel has chosen.
func remoteText(a netip.AddrPort) string {
	switch {
	case !a.IsValid():
		return "*"
	case a.Port() >= 32768:
		return a.Addr().String()
	}
	return a.String()
}
