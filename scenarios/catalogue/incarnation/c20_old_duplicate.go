package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// oldDuplicate is C-20: data of an old connection arrives in the next one.
func oldDuplicate() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-20",
		Group: "incarnation",
		Title: "Old data with matching sequence numbers is delivered to the new connection, with and without timestamps.",
		Sources: []sources.Source{
			sources.Clause("RFC 1337, section 2.2, H1", "old duplicate data may be accepted erroneously"),
			sources.Clause("RFC 7323, section 5.3", "a segment with an older timestamp is dropped and acknowledged (PAWS)"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth, MAY-12", "a segment with an old acknowledgement is answered and dropped"),
			sources.Claim("A16", "a duplicate with sequence number 1000 and 1000 bytes enters the buffer of the new incarnation"),
			sources.Claim("A46", "the new connection receives segments of the old one"),
			sources.Claim("A12", "a delayed duplicate may arrive long after the original"),
			sources.Clause("RFC 7323, section 5.8", "old duplicates of an earlier connection"),
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
				lab.Observe("1000 bytes with RCV.NXT"+name+": the application reads", func(l *lab.Lab) string {
					c, p := wanderFromPeer(l, stamped, fits)
					l.Answer(p)
					return l.ReadSoon(c)
				}),
				lab.Observe("1000 bytes with RCV.NXT"+name+": answer", func(l *lab.Lab) string {
					_, p := wanderFromPeer(l, stamped, fits)
					return l.Answer(p)
				}),
			)
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("two hosts, the port again after 4m34.877906944s, the old data arrives: the application reads", func(l *lab.Lab) string {
			_, s := wanderBetweenHosts(l)
			return l.ReadSoon(s)
		}),
		lab.Observe("then the client writes \"new data, and more\": the application reads in all", func(l *lab.Lab) string {
			c, s := wanderBetweenHosts(l)
			lab.Got(c.Write([]byte("new data, and more")))
			return l.ReadSoon(s)
		}),
		lab.Observe("two hosts, the port again after 4m35s, the old data arrives: the application reads", func(l *lab.Lab) string {
			ln, old := wander(l, timeline.Data())
			l.Advance(4*time.Minute + 35*time.Second - isnRound)
			l.ConnectedAgain()
			s := lab.Got(ln.AcceptTCP())
			lab.Got(old.Release())
			return l.ReadSoon(s)
		}),
	)
	return s
}

// wanderFromPeer makes a peer open two connections from the same port with the same
// sequence numbers, 2 min apart. It sends the data of the first connection in the
// second one.
func wanderFromPeer(l *lab.Lab, stamped, fits bool) (lab.Conn, *peer.Conn) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	open := func(ts uint32) (lab.Conn, *peer.Conn) {
		options := []peer.Option{peer.SourcePort(1500), peer.ISN(999)}
		if stamped {
			options = append(options, peer.Timestamps(ts))
		}
		p := l.Peer("peer").Dial("server:80", options...)
		p.Open()
		return lab.Got(ln.AcceptTCP()), p
	}
	c, p := open(lab.TSStart)
	data := p.SendData(make([]byte, 1000))
	lab.Got(c.Read(make([]byte, 1000)))
	l.Abort(c)
	l.Answer(p)
	const pause = 2 * time.Minute
	l.Advance(pause)
	c, p = open(lab.TSStart + uint32(pause.Milliseconds()))
	if fits {
		data.Ack = p.RcvNxt()
	}
	p.Replay(data)
	return c, p
}

// wanderBetweenHosts opens a connection with the sequence numbers of an old one. The
// old data arrives in it.
func wanderBetweenHosts(l *lab.Lab) (client, server lab.Conn) {
	ln, old := wander(l, timeline.Data())
	client = l.ConnectedAgain()
	server = lab.Got(ln.AcceptTCP())
	lab.Got(old.Release())
	return client, server
}
