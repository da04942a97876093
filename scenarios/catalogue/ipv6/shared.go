package ipv6

import (
	"net"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// server is the address of the server's port.
func server(l *lab.Lab, port string) string {
	return net.JoinHostPort(l.Addr6(l.Server()).String(), port)
}

// dial begins a conversation of the peer's port 1500 with the server.
func dial(l *lab.Lab, options ...peer.Option) *peer.Conn {
	options = append([]peer.Option{peer.SourcePort(1500), peer.ISN(1000)}, options...)
	return l.Peer("peer").Dial(server(l, "80"), options...)
}

// reach leads the server's end of a conversation over IPv6 into a state.
func reach(l *lab.Lab, state tcp.State, unread bool, options ...peer.Option) (lab.Conversation, lab.Conn) {
	ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp6", ":80"))
	p := dial(l, options...)
	p.Open()
	c := lab.Got(ln.AcceptTCP())
	i := l.Converse(c, p)
	if unread {
		p.SendData([]byte("hello"))
	}
	l.Lead(i, c, state)
	return i, c
}

// plain connects client and server over IPv6 without keep-alives.
func plain(l *lab.Lab) (client, other lab.Conn) {
	ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp6", ":80"))
	client = lab.Got((&lab.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp6", "server:80"))
	return client, lab.Got(ln.AcceptTCP())
}
