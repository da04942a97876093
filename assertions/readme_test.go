package assertions_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// failedTest is a test that has failed, and keeps what it prints.
type failedTest struct {
	*testing.T
	printed strings.Builder
	cleanup []func()
}

func (f *failedTest) Logf(format string, args ...any)   { fmt.Fprintf(&f.printed, format+"\n", args...) }
func (f *failedTest) Errorf(format string, args ...any) { f.Logf(format, args...) }
func (f *failedTest) Failed() bool                      { return true }
func (f *failedTest) Cleanup(c func())                  { f.cleanup = append(f.cleanup, c) }

// The README shows how its first test fails if the client closes first.
func TestReadmeFailure(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "--- FAIL: TestIdleTimeout (0.00s)\n")
	shown, _, found := strings.Cut(shown, "```")
	if !found {
		t.Fatal("the README shows no failure of TestIdleTimeout")
	}
	synctest.Test(t, func(t *testing.T) {
		f := &failedTest{T: t}
		n := fixture.New(f)
		client, server := n.Host("client"), n.Host("server")
		l, _ := server.Listen("tcp", ":80")
		go (&http.Server{Handler: http.NotFoundHandler(), IdleTimeout: 90 * time.Second}).Serve(l)
		c := &http.Client{Transport: &http.Transport{DialContext: client.DialContext, IdleConnTimeout: 60 * time.Second}}
		res, err := c.Get("http://server/")
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, res.Body)
		res.Body.Close()
		time.Sleep(90 * time.Second)
		synctest.Wait()
		if k := server.Count(tcp.TimeWait); k != 1 {
			f.Errorf("idle_test.go:31: %d connections in TIME-WAIT on the server, want 1", k)
		}
		for _, c := range f.cleanup {
			c()
		}
		printed := make(map[string]bool)
		for line := range strings.Lines(f.printed.String()) {
			printed[strings.TrimSpace(line)] = true
		}
		for line := range strings.Lines(shown) {
			if line = strings.TrimSpace(line); line != "⋮" && !printed[line] {
				t.Errorf("the README shows\n%s\nand the test prints\n%s", line, f.printed.String())
			}
		}
	})
}
