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

// database/sql keeps two idle connections by default, whatever the limit of open ones.
// An application with ten queries at once dials eight times in each burst, with
// authentication and a TLS handshake. The pool closes first, so the application's host
// holds TIME-WAIT.
var _ = Describe("TIME-WAIT of a database pool: an application with ten queries at once, every second", func() {
	// query makes the queries with a pool configured by configure.
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

	It("dials ten times with a limit of ten idle connections", inBubble(func() {
		app := query(keepTen)
		Expect(app).To(HaveDialed(10, "db:5432"))
		Expect(app).To(HaveSockets(0, tcp.TimeWait))
		Expect(app).To(HaveSockets(10, tcp.Established, BeToward("db:5432")))
	}))

	It("has few in TIME-WAIT with the default of two", fails("sql-a", func() {
		Expect(query(asItIs)).To(HaveSockets(0, tcp.TimeWait))
	}))

	It("dials ten times with the default of two", fails("sql-b", func() {
		Expect(query(asItIs)).To(HaveDialed(10, "db:5432"))
	}))

	It("dials ten times with a limit of ten open connections", fails("sql-c", func() {
		Expect(query(openTen)).To(HaveDialed(10, "db:5432"))
	}))
})
