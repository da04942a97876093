package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, width: 20, total: 2}
	p.begin(scenarios.Scenario{ID: "C-01", Title: "Short."})
	p.begin(scenarios.Scenario{ID: "C-02", Title: "Längér than the line is."})
	p.end()
	const want = "\r\x1b[K1/2 C-01 Short." + "\r\x1b[K2/2 C-02 Längér th…" + "\r\x1b[K"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	for _, line := range strings.Split(out.String(), eraseLine) {
		if n := len([]rune(line)); n >= p.width {
			t.Errorf("%q has %d columns of %d", line, n, p.width)
		}
	}
}

// A progress line appears on terminals only.
func TestNoProgress(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out bytes.Buffer
	if p := newProgress(file, os.Getenv, 1); p != nil {
		t.Error("a file is taken for a terminal")
	}
	if p := newProgress(&out, os.Getenv, 1); p != nil {
		t.Error("a buffer is taken for a terminal")
	}
	var none *progress
	none.begin(scenarios.Scenario{})
	none.end()
}
