package scenarios

// Concerns returns the applications and hosts that a change in a group of scenarios
// concerns, as the object of a sentence: "servers and clients that close first". It
// returns "" for a group that the catalogue does not have.
func Concerns(group string) string { return concerns[group] }

// concerns is what the titles of each group have in common, from the application's point
// of view.
var concerns = map[string]string{
	"application":      "clients with connection pools, proxies and health checks",
	"backlog":          "servers that accept more slowly than clients connect, or that stop listening",
	"close":            "all applications that end a connection with Close or CloseWrite",
	"half-open":        "peers of hosts that crash and reboot",
	"handshake":        "clients that connect and servers that accept, above all if segments are lost or duplicated",
	"icmp":             "connections whose path reports errors",
	"incarnation":      "clients that connect again from the same port",
	"keep-alive":       "applications that detect dead peers by keep-alives",
	"linger":           "applications that set SO_LINGER, or close with unread data",
	"loss":             "connections whose last segments are lost",
	"orphan":           "hosts that keep closed connections whose peer does not answer",
	"over-ipv6":        "hosts that talk over IPv6",
	"ports":            "clients with many connections to one destination, and servers that restart",
	"readiness":        "servers and clients that ask poll, epoll or SO_ERROR about their connections",
	"reset":            "connections that receive a RST, also a forged one",
	"sequence-numbers": "hosts that open many connections to the same destination",
	"self-connect":     "clients that connect to a port of their own host",
	"shutdown":         "applications that call CloseRead, or shutdown with SHUT_RD or SHUT_RDWR",
	"stream":           "all applications that send or read data",
	"time-out":         "applications that wait for a peer that does not answer",
	"time-wait":        "the side that closes first, its ports, and peers that retransmit their FIN",
	"timestamps":       "connections with TCP timestamps, also those of several clients behind one address",
}
