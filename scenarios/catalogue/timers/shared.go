package timers

import (
	"net"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// vanishedPeer connects client and server and crashes the server. The mark is at that
// instant.
func vanishedPeer(l *lab.Lab, k net.KeepAliveConfig) (client lab.Conn, mark int) {
	lab.Got(l.Server().Listen("tcp4", ":80"))
	d := lab.Dialer{Host: l.Client(), KeepAlive: k, NoKeepAlive: !k.Enable}
	client = lab.Got(d.Dial("tcp4", "server:80"))
	mark = l.Mark()
	lab.Must(l.Server().Crash())
	return client, mark
}
