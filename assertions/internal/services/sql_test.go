package services_test

import (
	"database/sql"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/bubble"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// P3: database/sql keeps two idle connections unless it is told otherwise, however
// many may be open. An application with ten queries at once dials for eight of them
// each time (and authenticates, and does a TLS handshake), and as it is the pool that
// closes, TIME-WAIT is the application's.
var _ = Describe("An application with ten queries at once, every second", func() {
	// query asks the database, with a pool as configured.
	query := func(configure func(pool *sql.DB)) *fixture.Host {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		app, db := n.Host("app"), n.Host("db")
		serveSQL(db)
		pool := sql.OpenDB(sqlDriver{app})
		bubble.DeferCleanup(func() { pool.Close() })
		configure(pool)
		Expect(fiftyTimesTen(func() error {
			_, err := pool.Exec("UPDATE stock SET left = left - 1")
			return err
		})).To(BeZero())
		return app
	}

	asItIs := func(*sql.DB) {}
	keepTen := func(pool *sql.DB) { pool.SetMaxIdleConns(10) }
	openTen := func(pool *sql.DB) { pool.SetMaxOpenConns(10) }

	It("dials ten times if the pool may keep ten", inBubble(func() {
		app := query(keepTen)
		Expect(app).To(HaveDialed(10, "db:5432"))
		Expect(app).To(HaveSockets(0, tcp.TimeWait))
		Expect(app).To(HaveSockets(10, tcp.Established, BeToward("db:5432")))
	}))

	It("leaves hundreds in TIME-WAIT with the default of two", fails("P3-a", func() {
		Expect(query(asItIs)).To(HaveSockets(0, tcp.TimeWait))
	}))

	It("dials for nearly every query with the default of two", fails("P3-b", func() {
		Expect(query(asItIs)).To(HaveDialed(10, "db:5432"))
	}))

	It("is not helped by a limit of the open ones", fails("P3-c", func() {
		Expect(query(openTen)).To(HaveDialed(10, "db:5432"))
	}))
})
