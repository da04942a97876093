package stacks

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

func TestHead(t *testing.T) {
	for _, c := range []struct {
		text   string
		id     int64
		state  string
		bubble uint64
		ok     bool
	}{
		{"goroutine 7 [running]:\nmain.main()", 7, "running", 0, true},
		{"goroutine 12 [chan receive (durable), 3 minutes, synctest bubble 4]:\nx", 12, "chan receive (durable), 3 minutes, synctest bubble 4", 4, true},
		{"goroutine 12 [synctest bubble 18, locked to thread]:", 12, "synctest bubble 18, locked to thread", 18, true},
		{"goroutine 7 gp=0xc000002380 m=0 mp=0x6a4 [running]:", 7, "running", 0, true},
		{"goroutine 7 [running, synctest bub", 7, "running, synctest bub", 0, true},
		{"goroutine 7", 0, "", 0, false},
		{"goroutine x [running]:", 0, "", 0, false},
		{"created by goroutine 7", 0, "", 0, false},
		{"", 0, "", 0, false},
	} {
		id, state, ok := head([]byte(c.text))
		if ok != c.ok || id != c.id || ok && (string(state) != c.state || bubble(state) != c.bubble) {
			t.Errorf("%q: got %d, %q, bubble %d, %t", c.text, id, state, bubble(state), ok)
		}
	}
}

// All shows other goroutines too, with their states.
func TestAll(t *testing.T) {
	stop, id := make(chan struct{}), make(chan int64)
	var over sync.WaitGroup
	over.Go(func() {
		id <- ID()
		<-stop
	})
	defer over.Wait()
	defer close(stop)
	other := <-id
	found := 0
	for _, g := range All() {
		if g.ID != ID() && g.ID != other {
			continue
		}
		found++
		if !strings.Contains(g.Text, "TestAll") || !strings.HasPrefix(g.Text, "goroutine ") || strings.HasSuffix(g.Text, "\n") {
			t.Errorf("got the trace %q", g.Text)
		}
		if g.ID == ID() && g.State != "running" {
			t.Errorf("got the state %q: want running", g.State)
		}
	}
	if found != 2 {
		t.Errorf("got %d of 2 goroutines", found)
	}
}

// A goroutine that a test has started is not the test's.
func TestOfTests(t *testing.T) {
	id := make(chan int64)
	go func() {
		id <- ID()
		id <- ID()
	}()
	other := <-id
	tests := OfTests()
	<-id
	if !tests[ID()] || tests[other] {
		t.Errorf("got %v: want %d and not %d", tests, ID(), other)
	}
}

func TestBubble(t *testing.T) {
	if b := Bubble(); b != 0 {
		t.Errorf("got bubble %d outside", b)
	}
	synctest.Test(t, func(t *testing.T) {
		b := Bubble()
		if b == 0 {
			t.Fatal("got no bubble inside")
		}
		stop := make(chan struct{})
		defer close(stop)
		go func() { <-stop }()
		synctest.Wait()
		mine := 0
		for _, g := range All() {
			if g.Bubble == b {
				mine++
			}
		}
		if mine < 2 {
			t.Errorf("got %d goroutines in the bubble: want 2 or more", mine)
		}
	})
}
