package scenarios

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// stream is C-79: what the links do to segments does not show in the bytes.
func stream() Scenario {
	s := Scenario{
		ID:    "C-79",
		Group: "stream",
		Title: "Lost, duplicated and reordered segments do not change the bytes that are read, and EOF comes last.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4", "sequence numbers put bytes in order and tell duplicates"},
			{Claim, "A58", "EOF is queued behind data"},
			{Claim, "A62", "TCP is a stream without boundaries: duplicates are thrown away, and bytes are in order"},
		},
	}
	for _, x := range []struct {
		name string
		bend func(*fixture.Rule) *fixture.Rule
	}{
		{"as they are", (*fixture.Rule).Pass},
		{"each twice", func(r *fixture.Rule) *fixture.Rule { return r.Duplicate(0) }},
		{"each once more a second later", func(r *fixture.Rule) *fixture.Rule { return r.Duplicate(time.Second) }},
		{"the second overtakes the first", func(r *fixture.Rule) *fixture.Rule { return r.Nth(1).Reorder(1) }},
		{"every two in the wrong order", func(r *fixture.Rule) *fixture.Rule { return r.Reorder(1) }},
		{"the second lost", func(r *fixture.Rule) *fixture.Rule { return r.Nth(2).Drop() }},
		{"the first three lost", func(r *fixture.Rule) *fixture.Rule { return r.Times(3).Drop() }},
		{"the last changed on the way", func(r *fixture.Rule) *fixture.Rule { return r.Nth(5).Corrupt(nil) }},
	} {
		s.Cases = append(s.Cases,
			Case{"segments " + x.name + ": read", func(l *lab) string {
				return l.fiveWrites(x.bend)
			}},
		)
	}
	return s.add(
		Case{"the FIN overtakes the data: state of the reader before the data", func(l *lab) string {
			_, p, _ := l.earlyFIN()
			return p.State().String()
		}},
		Case{"the FIN overtakes the data: state of the reader with the data", func(l *lab) string {
			_, p, late := l.earlyFIN()
			got(late.Release())
			return p.State().String()
		}},
		Case{"the FIN overtakes the data: EOF after", func(l *lab) string {
			_, p, late := l.earlyFIN()
			got(late.Release())
			got(p.Read(make([]byte, 5)))
			r := l.reads(p)
			l.advance(time.Minute)
			return ended(r)
		}},
		Case{"the FIN overtakes the data: FINs", func(l *lab) string {
			_, _, late := l.earlyFIN()
			got(late.Release())
			l.advance(time.Minute)
			return list(tally(l.flagsOf("client", tcp.FIN)), ", ")
		}},
		Case{"data overtakes data: read with the first", func(l *lab) string {
			c, p := l.connect("tcp4")
			late := l.net.On(fixture.HasPayload()).Times(1).Hold()
			must(late.Err())
			got(c.Write([]byte("hel")))
			got(c.Write([]byte("lo")))
			got(late.Release())
			return l.readsNow(p)
		}},
		Case{"data beyond what is expected: answer", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.Send(tcp.ACK, tcp.SeqOffset(3), tcp.WithPayload([]byte("def")))
			return l.answer(i.peer)
		}},
		Case{"data without ACK: read", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.Send(tcp.PSH, tcp.WithPayload([]byte("abc")))
			l.answer(i.peer)
			return l.readsNow(i.host)
		}},
		Case{"data that overlaps what has come: read", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.SendData([]byte("abc"))
			l.answer(i.peer)
			i.peer.Send(tcp.ACK, tcp.SeqOffset(-2), tcp.WithPayload([]byte("BCdef")))
			l.answer(i.peer)
			return l.readsNow(i.host)
		}},
	)
}

// earlyFIN has the client write and close, and holds back the data.
func (l *lab) earlyFIN() (client, server *fixture.Conn, late *fixture.Rule) {
	client, server = l.connect("tcp4")
	late = l.net.On(fixture.HasPayload()).Times(1).Hold()
	must(late.Err())
	got(client.Write([]byte("hello")))
	must(client.Close())
	return client, server, late
}

// fiveWrites writes five times, with Nagle's algorithm off, over links that do
// something to what the client sends, and returns what the server reads.
func (l *lab) fiveWrites(bend func(*fixture.Rule) *fixture.Rule) string {
	c, p := l.connect("tcp4")
	must(bend(l.net.On(fixture.From("client"), fixture.HasPayload())).Err())
	for _, word := range strings.Fields("one, two, three, four, five") {
		got(c.Write([]byte(word)))
	}
	must(c.Close())
	l.advance(time.Minute)
	return read(p)
}
