package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// figure1 plays the first figure of RFC 1337: the client is in TIME-WAIT, the
// server CLOSED, and a segment that the server sent long ago arrives once more,
// 30 s after the close. The mark is before that.
func figure1(l *lab.Lab) (client *fixture.Conn, mark int) {
	client, server := l.Connect("tcp4")
	lab.Must(l.Net.On(timeline.Data(), timeline.From("server")).Duplicate(30 * time.Second).Err())
	lab.Got(server.Write([]byte("hello")))
	lab.Got(client.Read(make([]byte, 5)))
	l.CloseBoth(client, server)
	mark = l.Mark()
	l.Advance(30 * time.Second)
	return client, mark
}

// plainTimeWait is peerTimeWait, without options.
func plainTimeWait(l *lab.Portable) lab.Conversation { return l.PeerTimeWait() }
