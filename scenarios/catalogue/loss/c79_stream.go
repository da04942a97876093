package loss

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// stream is C-79: faults of the links do not change the bytes.
func stream() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-79",
		Group: "stream",
		Title: "Loss, duplication and reordering do not change the bytes that the application reads, and EOF comes last.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4", "sequence numbers order bytes and identify duplicates"),
			sources.Claim("A58", "EOF is queued behind data"),
			sources.Claim("A62", "TCP is a stream without boundaries: it discards duplicates and keeps the bytes in order"),
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
			lab.Observe("segments "+x.name+": read", func(l *lab.Lab) string {
				return fiveWrites(l, x.bend)
			}),
		)
	}
	return s.With(
		lab.Observe("the FIN overtakes the data: state of the reader before the data", func(l *lab.Lab) string {
			_, p, _ := earlyFIN(l)
			return p.State().String()
		}),
		lab.Observe("the FIN overtakes the data: state of the reader with the data", func(l *lab.Lab) string {
			_, p, late := earlyFIN(l)
			lab.Got(late.Release())
			return p.State().String()
		}),
		lab.Observe("the FIN overtakes the data: EOF after", func(l *lab.Lab) string {
			_, p, late := earlyFIN(l)
			lab.Got(late.Release())
			lab.Got(p.Read(make([]byte, 5)))
			r := l.Reads(p)
			l.Advance(time.Minute)
			return lab.Ended(r)
		}),
		lab.Observe("the FIN overtakes the data: FINs", func(l *lab.Lab) string {
			_, _, late := earlyFIN(l)
			lab.Got(late.Release())
			l.Advance(time.Minute)
			return lab.List(lab.Tally(l.FlagsOf("client", timeline.Flags(tcp.FIN))), ", ")
		}),
		lab.Observe("data overtakes data: read with the first", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			late := l.Net.On(timeline.Data()).Times(1).Hold()
			lab.Must(late.Err())
			lab.Got(c.Write([]byte("hel")))
			lab.Got(c.Write([]byte("lo")))
			lab.Got(late.Release())
			return readsNow(l, p)
		}),
		lab.Observe("data beyond what is expected: answer", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.ACK, tcp.SeqOffset(3), tcp.WithPayload([]byte("def")))
			return l.Answer(i.Peer)
		}),
		lab.Observe("data without ACK: read", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.PSH, tcp.WithPayload([]byte("abc")))
			l.Answer(i.Peer)
			return readsNow(l, l.Conn(i.Socket))
		}),
		lab.Observe("data that overlaps what has come: read", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.SendData([]byte("abc"))
			l.Answer(i.Peer)
			i.Peer.Send(tcp.ACK, tcp.SeqOffset(-2), tcp.WithPayload([]byte("BCdef")))
			l.Answer(i.Peer)
			return readsNow(l, l.Conn(i.Socket))
		}),
	)
}

// earlyFIN makes the client write and close, and holds back the data.
func earlyFIN(l *lab.Lab) (client, server lab.Conn, late *fixture.Rule) {
	client, server = l.Connect("tcp4")
	late = l.Net.On(timeline.Data()).Times(1).Hold()
	lab.Must(late.Err())
	lab.Got(client.Write([]byte("hello")))
	lab.Must(client.Close())
	return client, server, late
}

// fiveWrites writes five times, without Nagle's algorithm, over links that disturb the
// client's segments. It returns the data that the server reads.
func fiveWrites(l *lab.Lab, bend func(*fixture.Rule) *fixture.Rule) string {
	c, p := l.Connect("tcp4")
	lab.Must(bend(l.Net.On(timeline.From("client"), timeline.Data())).Err())
	for _, word := range strings.Fields("one, two, three, four, five") {
		lab.Got(c.Write([]byte(word)))
	}
	lab.Must(c.Close())
	l.Advance(time.Minute)
	return lab.ReadAll(p)
}

// readsNow returns the data that can be read without waiting.
func readsNow(l *lab.Lab, c lab.Conn) string {
	b := make([]byte, 100)
	n := 0
	r := l.Net.Go(func() (err error) { n, err = c.Read(b); return err })
	if !r.Done() {
		return lab.Nothing
	}
	return string(b[:n])
}
