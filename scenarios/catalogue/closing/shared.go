package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// span is a time as the names of cases have it.
func span(d time.Duration) string {
	if d == lab.Month {
		return "30 days"
	}
	return d.String()
}

// halfClosed connects, has the client say that it will send no more, and lets
// time pass.
func halfClosed(l *lab.Lab, age time.Duration) (client, server *fixture.Conn) {
	client, server = l.ConnectPlain()
	lab.Must(client.CloseWrite())
	l.Advance(age)
	return client, server
}
