package closing

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// span formats a duration as the names of cases contain it.
func span(d time.Duration) string {
	if d == lab.Month {
		return "30 days"
	}
	return d.String()
}

// halfClosed connects, calls CloseWrite on the client, and advances the clock.
func halfClosed(l *lab.Lab, age time.Duration) (client, server lab.Conn) {
	client, server = l.ConnectPlain()
	lab.Must(client.CloseWrite())
	l.Advance(age)
	return client, server
}
