package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// wanderingDuplicate is C-20: data of an old connection that arrives in the next
// one.
func wanderingDuplicate() Scenario {
	s := Scenario{
		ID:    "C-20",
		Group: "incarnation",
		Title: "Data of an old connection whose numbers fit is delivered in the next one, with timestamps as without.",
		Sources: []Source{
			{Clause, "RFC 1337, section 2.2, H1", "old duplicate data may be accepted erroneously"},
			{Clause, "RFC 7323, section 5.3", "a segment with an older timestamp is dropped and acknowledged (PAWS)"},
			{Clause, "RFC 9293, section 3.10.7.4, fifth, MAY-12", "an acknowledgement that is too old is answered and its segment dropped"},
			{Claim, "A16", "a duplicate with sequence number 1000 and 1000 bytes enters the buffer of the new incarnation"},
			{Claim, "A46", "what the old connection sent is received by the new one"},
			{Claim, "A12", "a duplicate that has lost its way may arrive long after the original"},
			{Clause, "RFC 7323, section 5.8", "old duplicates of an earlier connection"},
		},
	}
	for _, stamped := range []bool{false, true} {
		for _, ack := range []string{"the acknowledgement of the old connection", "an acknowledgement that fits"} {
			name := ", no timestamps, and " + ack
			if stamped {
				name = ", a timestamp 2m older, and " + ack
			}
			fits := ack == "an acknowledgement that fits"
			s.Cases = append(s.Cases,
				Case{"1000 bytes with RCV.NXT" + name + ": the application reads", func(l *lab) string {
					c, p := l.wanderFromPeer(stamped, fits)
					l.answer(p)
					return l.readSoon(c)
				}},
				Case{"1000 bytes with RCV.NXT" + name + ": answer", func(l *lab) string {
					_, p := l.wanderFromPeer(stamped, fits)
					return l.answer(p)
				}},
			)
		}
	}
	s.Cases = append(s.Cases,
		Case{"two hosts, the port again after 4m34.877906944s, the old data arrives: the application reads", func(l *lab) string {
			_, s := l.wanderBetweenHosts()
			return l.readSoon(s)
		}},
		Case{"then the client writes \"new data, and more\": the application reads in all", func(l *lab) string {
			c, s := l.wanderBetweenHosts()
			got(c.Write([]byte("new data, and more")))
			return l.readSoon(s)
		}},
		Case{"two hosts, the port again after 4m35s, the old data arrives: the application reads", func(l *lab) string {
			ln, old := l.wander(fixture.HasPayload())
			l.advance(4*time.Minute + 35*time.Second - isnRound)
			l.connectedAgain()
			s := got(ln.AcceptTCP())
			got(old.Release())
			return l.readSoon(s)
		}},
	)
	return s
}

// wanderFromPeer has a peer open two connections from the same port with the same
// sequence numbers, 2 min apart, and sends the data of the first in the second.
func (l *lab) wanderFromPeer(stamped, fits bool) (*fixture.Conn, *fixture.PeerConn) {
	ln := got(l.server().Listen("tcp4", ":80"))
	open := func(ts uint32) (*fixture.Conn, *fixture.PeerConn) {
		options := []fixture.PeerOption{fixture.SourcePort(1500), fixture.ISN(999)}
		if stamped {
			options = append(options, fixture.Timestamps(ts))
		}
		p := l.net.Peer("peer").Dial("server:80", options...)
		p.Open()
		return got(ln.AcceptTCP()), p
	}
	c, p := open(tsStart)
	data := p.SendData(make([]byte, 1000))
	got(c.Read(make([]byte, 1000)))
	l.abort(c)
	l.answer(p)
	const pause = 2 * time.Minute
	l.advance(pause)
	c, p = open(tsStart + uint32(pause.Milliseconds()))
	if fits {
		data.Ack = p.RcvNxt()
	}
	p.Replay(data)
	return c, p
}

// wanderBetweenHosts opens a connection that has the numbers of an old one, and
// has the old data arrive in it.
func (l *lab) wanderBetweenHosts() (client, server *fixture.Conn) {
	ln, old := l.wander(fixture.HasPayload())
	client = l.connectedAgain()
	server = got(ln.AcceptTCP())
	got(old.Release())
	return client, server
}
