package services_test

import (
	"io"
	"net/http"
	"time"

	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// serveHTTP runs a server on port 80 of a host.
func serveHTTP(h *fixture.Host, srv *http.Server) {
	serveHTTPOn(&fixture.ListenConfig{Host: h}, srv)
}

// serveHTTPOn is serveHTTP with options of the listener.
func serveHTTPOn(lc *fixture.ListenConfig, srv *http.Server) {
	l, err := lc.Listen("tcp", ":80")
	Expect(err).NotTo(HaveOccurred())
	go srv.Serve(l)
}

// answerAfter is a handler that takes its time.
func answerAfter(d time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(d)
		io.WriteString(w, "done")
	})
}

// from makes an HTTP client that dials from a host.
func from(h *fixture.Host, transport *http.Transport) *http.Client {
	transport.DialContext = h.DialContext
	return &http.Client{Transport: transport}
}

// readAll reads an answer, and returns its status.
func readAll(res *http.Response, err error) (status int, _ error) {
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

// fiftyTimesTen calls a function ten times at once, every second for less time than
// TIME-WAIT lasts, and returns how many of the 500 calls failed. At once is a
// microsecond apart, so that it is the same every time.
func fiftyTimesTen(call func() error) (failed int) {
	for range 50 {
		results := make(chan error)
		for i := range 10 {
			time.AfterFunc(time.Duration(i)*time.Microsecond, func() { results <- call() })
		}
		for range 10 {
			if <-results != nil {
				failed++
			}
		}
		time.Sleep(time.Second)
	}
	return failed
}

// conns are the connections that a host has had, as it knows them, in the order in
// which they began.
func conns(h *fixture.Host) []timeline.Incarnation {
	return h.Network().Timeline().Incarnations(timeline.OnHost(h.Name()))
}
