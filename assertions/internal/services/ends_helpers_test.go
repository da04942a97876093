package services_test

import (
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture"
)

// sure is a value that came without an error.
func sure[T any](value T, err error) T {
	ExpectWithOffset(1, err).NotTo(HaveOccurred())
	return value
}

// each hands every connection that a listener accepts to serve, one after the other,
// until it accepts no more.
func each(l *fixture.Listener, serve func(c *fixture.Conn)) {
	for {
		c, err := l.AcceptTCP()
		if err != nil {
			return
		}
		serve(c)
	}
}

// dial connects. It has a name, and so has the place where the socket was opened.
func dial(from *fixture.Host, address string) *fixture.Conn {
	return sure(from.Dial("tcp", address))
}

// pair connects a client and a server; see dial.
func pair(client, server *fixture.Host) (c, s *fixture.Conn) {
	c, s, err := client.Network().Pair(client, server)
	ExpectWithOffset(1, err).NotTo(HaveOccurred())
	return c, s
}
