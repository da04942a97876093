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
