package services_test

import (
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// After 49 days, 17 hours, 2 minutes and 47 seconds a machine has been up for 2³²
// milliseconds. The TCP clock of macOS counts milliseconds in 32 bits. As was found in
// April 2026, it stops at that value: TIME-WAIT no longer ends, and the ports run out.
// The specs show that netstack's TIME-WAIT ends after such an uptime.
var _ = Describe("TIME-WAIT that never ends: a client with an uptime of 50 days", func() {
	const wrap = 1 << 32 * time.Millisecond

	// stay makes one connection just before the millisecond clock wraps around and one
	// just after. The client closes both, and the rest of the 50 days passes.
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

	It("has no TIME-WAIT left if TIME-WAIT lasts a year", prints("uptime-a", func() {
		client := stay(fixture.TimeWaitTimeout(365 * 24 * time.Hour))
		Expect(client).To(HaveSockets(0))
	}))

	It("held TIME-WAIT for 60 s if TIME-WAIT lasts a year", prints("uptime-b", func() {
		client := stay(fixture.TimeWaitTimeout(365 * 24 * time.Hour))
		Expect(client).To(HaveTimeWait(60 * time.Second))
	}))
})
