package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// figure1 follows the first figure of RFC 1337. The client is in TIME-WAIT and the
// server is CLOSED. A copy of an old segment of the server arrives 30 s after the
// close. The mark is before its arrival.
func figure1(l *lab.Lab) (client lab.Conn, mark int) {
	client, server := l.Connect("tcp4")
	lab.Must(l.Net.On(timeline.Data(), timeline.From("server")).Duplicate(30 * time.Second).Err())
	lab.Got(server.Write([]byte("hello")))
	lab.Got(client.Read(make([]byte, 5)))
	l.CloseBoth(client, server)
	mark = l.Mark()
	l.Advance(30 * time.Second)
	return client, mark
}

// plainTimeWait is PeerTimeWait without options.
func plainTimeWait(l *lab.Portable) lab.Conversation { return l.PeerTimeWait() }
