package lab

import "net/netip"

// Addr6 returns the IPv6 address of a host. Those of the kernel have none.
func (l *Lab) Addr6(h Host) netip.Addr {
	for _, a := range h.Addrs() {
		if a.Is6() {
			return a
		}
	}
	Must(unable("use IPv6 here: its hosts have IPv4 addresses"))
	return netip.Addr{}
}
