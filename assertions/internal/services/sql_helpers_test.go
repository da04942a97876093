package services_test

import (
	"bufio"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"time"

	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture"
)

// serveSQL is a database on port 5432 of a host: it answers each line with "ok" after
// 100 ms, and never closes first.
func serveSQL(h *fixture.Host) {
	l, err := h.Listen("tcp", ":5432")
	Expect(err).NotTo(HaveOccurred())
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for lines := bufio.NewScanner(c); lines.Scan(); {
					time.Sleep(100 * time.Millisecond)
					if _, err := io.WriteString(c, "ok\n"); err != nil {
						return
					}
				}
			}()
		}
	}()
}

// sqlDriver is a driver for it: each connection of the pool is one of TCP, from a host
// to the host db.
type sqlDriver struct{ from *fixture.Host }

func (d sqlDriver) Driver() driver.Driver { return nil }

func (d sqlDriver) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := d.from.DialContext(ctx, "tcp", "db:5432")
	if err != nil {
		return nil, err
	}
	return &sqlConn{c, bufio.NewReader(c)}, nil
}

type sqlConn struct {
	io.WriteCloser
	answers *bufio.Reader
}

var errNoSQL = errors.New("the database knows only Exec")

func (c *sqlConn) Prepare(string) (driver.Stmt, error) { return nil, errNoSQL }
func (c *sqlConn) Begin() (driver.Tx, error)           { return nil, errNoSQL }

func (c *sqlConn) ExecContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	if _, err := fmt.Fprintln(c, query); err != nil {
		return nil, driver.ErrBadConn
	}
	if _, err := c.answers.ReadString('\n'); err != nil {
		return nil, driver.ErrBadConn
	}
	return driver.ResultNoRows, nil
}
