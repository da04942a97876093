package timestamps

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/target"
)

// quietPeer connects a peer with timestamps to the server, without keep-alives.
func quietPeer(l *lab.Portable) (target.Socket, *peer.Conn) {
	ln := l.ListenQuiet()
	p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.Timestamps(lab.TSStart))
	p.Open()
	return lab.Got(ln.Accept()), p
}
