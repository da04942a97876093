package services_test

import (
	"bufio"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/bubble"
)

// P3: database/sql keeps two idle connections unless SetMaxIdleConns says otherwise.
// An application that makes ten queries at a time connects, and disconnects, for the
// other eight again and again.
var _ = Describe("An application that makes ten queries at a time", func() {
	// app is where an application has made bursts of queries for a minute.
	app := func(configure func(db *sql.DB)) *fixture.Host {
		n := fixture.New(GinkgoT(), fixture.Latency(time.Millisecond))
		app := n.Host("app")
		serveQueries(n.Host("db"), 100*time.Millisecond)
		db := sql.OpenDB(connector{app})
		bubble.DeferCleanup(func() { db.Close() })
		configure(db)
		bursts(func() {
			_, err := db.ExecContext(context.Background(), "select")
			Expect(err).NotTo(HaveOccurred())
		})
		return app
	}

	It("connects ten times if its pool may keep ten", inBubble(func() {
		app := app(func(db *sql.DB) { db.SetMaxIdleConns(10) })
		Expect(app).To(HaveDialed(10, "db:5432"))
		Expect(app).To(HaveSockets(0, fixture.TimeWait))
	}))

	It("connects hundreds of times with the default of two", fails("P3-a", func() {
		Expect(app(func(*sql.DB) {})).To(HaveDialed(BeNumerically("<=", 10), "db:5432"))
	}))

	It("leaves hundreds in TIME-WAIT with the default of two", fails("P3-b", func() {
		Expect(app(func(*sql.DB) {})).To(HaveSockets(BeNumerically("<=", 8), fixture.TimeWait))
	}))
})

// serveQueries is a database on port 5432 of a host: it reads lines, and answers
// each with a line after so long.
func serveQueries(h *fixture.Host, takes time.Duration) {
	l := sure(h.Listen("tcp", ":5432"))
	go each(l, func(c *fixture.Conn) {
		go func() {
			defer c.Close()
			for lines := bufio.NewScanner(c); lines.Scan(); {
				time.Sleep(takes)
				fmt.Fprintln(c, "ok")
			}
		}()
	})
}

// connector is a driver for it: one TCP connection for each of the pool's.
type connector struct{ from *fixture.Host }

func (c connector) Driver() driver.Driver { return nil }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.from.Dial("tcp", "db:5432")
	if err != nil {
		return nil, err
	}
	return &session{conn, bufio.NewReader(conn)}, nil
}

type session struct {
	conn    *fixture.Conn
	answers *bufio.Reader
}

var errOnlyExec = errors.New("the database knows only Exec")

func (s *session) Prepare(string) (driver.Stmt, error) { return nil, errOnlyExec }
func (s *session) Begin() (driver.Tx, error)           { return nil, errOnlyExec }
func (s *session) Close() error                        { return s.conn.Close() }

func (s *session) ExecContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	if _, err := fmt.Fprintln(s.conn, query); err != nil {
		return nil, driver.ErrBadConn
	}
	if _, err := s.answers.ReadString('\n'); err != nil {
		return nil, driver.ErrBadConn
	}
	return driver.ResultNoRows, nil
}
