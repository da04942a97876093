package timestamps

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/target"
)

// quietPeer connects a peer with timestamps to the server, without keep-alives.
func quietPeer(l *lab.Portable) (target.Socket, *fixture.PeerConn) {
	ln := l.ListenQuiet()
	p := l.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.Timestamps(lab.TSStart))
	p.Open()
	return lab.Got(ln.Accept()), p
}
