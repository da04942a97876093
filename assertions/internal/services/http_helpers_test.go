package services_test

import (
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// serve runs a server on port 80 of a host, until the network is closed.
func serve(h *fixture.Host, srv *http.Server) {
	l := sure(h.Listen("tcp", ":80"))
	go srv.Serve(l)
}

// slowly is a handler that takes so long to answer.
func slowly(d time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(d)
		io.WriteString(w, "done")
	})
}

// fetch asks for a page and reads all of it.
func fetch(c *http.Client, url string) (status int, err error) {
	res, err := c.Get(url)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

// bursts calls ask ten times at once, every second for a minute. The ten are a
// millisecond apart, so that they do not race each other.
func bursts(ask func()) {
	for range 60 {
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				ask()
			})
		}
		wg.Wait()
		time.Sleep(time.Second)
	}
}
