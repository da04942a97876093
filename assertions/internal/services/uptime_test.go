package services_test

import (
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// P28: after 49 days, 17 hours, 2 minutes and 47 seconds a machine has been up for 2³²
// milliseconds. macOS has a clock of TCP's that counts them in 32 bits and, as was
// found in April 2026, stands still from then on: TIME-WAITs do not end any more, and
// the ports go one after the other.
var _ = Describe("A client that has been up for 50 days", func() {
	const wrap = 1 << 32 * time.Millisecond

	// stay makes a connection just before the clock of milliseconds begins anew and
	// another one just after, both of which the client closes, and lets the rest of
	// the 50 days pass.
	stay := func(options ...fixture.HostOption) *fixture.Host {
		n := fixture.New(GinkgoT())
		client, server := n.Host("client", options...), n.Host("server")
		n.Advance(wrap - time.Second)
		for range 2 {
			c, s := pair(client, server)
			c.Close()
			s.Close()
			n.Advance(2 * time.Second)
		}
		Expect(client).To(HaveSockets(2, tcp.TimeWait))
		n.Advance(50*24*time.Hour - n.Elapsed())
		return client
	}

	It("has no TIME-WAIT left", func() {
		client := stay()
		Expect(client).To(HaveSockets(0))
		Expect(client).To(HaveTimeWait(60 * time.Second))
	})

	It("has all of them if they have no end", prints("P28-a", func() {
		client := stay(fixture.TimeWaitTimeout(365 * 24 * time.Hour))
		Expect(client).To(HaveSockets(0))
	}))

	It("has them for hours", prints("P28-b", func() {
		client := stay(fixture.TimeWaitTimeout(365 * 24 * time.Hour))
		Expect(client).To(HaveTimeWait(60 * time.Second))
	}))
})
