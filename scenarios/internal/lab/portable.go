package lab

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Host returns the host of the TCP under test with a name. The first call creates it.
func (l *Portable) Host(name string) target.Host {
	if h, ok := l.joined[name]; ok {
		return h
	}
	h := Got(l.target.Join(l.net, name))
	if l.joined == nil {
		l.joined = map[string]target.Host{}
	}
	l.joined[name] = h
	l.hosts = append(l.hosts, h)
	return h
}

// Listen makes the server listen on port 80, with keep-alives.
func (l *Portable) Listen() target.Listener { return Got(l.Host("server").Listen(80, true)) }

// ListenQuiet is like Listen without keep-alives.
func (l *Portable) ListenQuiet() target.Listener { return Got(l.Host("server").Listen(80, false)) }

// ConnectPeer connects a peer to the server, without keep-alives.
func (l *Portable) ConnectPeer() (socket target.Socket, p *peer.Conn) {
	ln := l.ListenQuiet()
	p = l.net.Peer("peer").Dial("server:80", peer.SourcePort(peerPort), peer.ISN(1000))
	p.Open()
	return Got(ln.Accept()), p
}

// PeerConnected connects a peer to the server, with options of the peer's connection.
func (l *Portable) PeerConnected(options ...peer.Option) (target.Socket, *peer.Conn) {
	ln := l.Listen()
	options = append(options, peer.SourcePort(peerPort))
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.Open()
	return Got(ln.Accept()), p
}

// HalfOpen makes a peer send a SYN to the server and read the SYN,ACK, without an ACK.
func (l *Portable) HalfOpen(options ...peer.Option) *peer.Conn {
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.SendSYN()
	p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
	return p
}
