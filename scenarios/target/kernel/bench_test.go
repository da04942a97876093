//go:build linux

package kernel

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkHost(b *testing.B) {
	k, err := Open()
	if err != nil {
		b.Skip(err)
	}
	for b.Loop() {
		n, _ := fixture.Open()
		h, err := k.join(n, "a")
		if err != nil {
			b.Fatal(err)
		}
		h.Close()
		n.Close()
	}
	t := time.Now()
	k.Close()
	b.Log("ending", time.Since(t))
}

func BenchmarkSample(b *testing.B) {
	k, err := Open()
	if err != nil {
		b.Skip(err)
	}
	for _, conns := range []int{0, 1, 100, 1000} {
		b.Run(fmt.Sprint(conns), func(b *testing.B) {
			n, _ := fixture.Open()
			defer n.Close()
			h, _ := k.join(n, "a")
			defer h.Close()
			x, _ := k.join(n, "b")
			defer x.Close()
			ln, err := x.ListenWith(":80", target.Listening{})
			if err != nil {
				b.Fatal(err)
			}
			for range conns {
				d := h.Dial("b:80")
				if d.Err() != nil {
					b.Fatal(d.Err())
				}
				if _, err := ln.Accept(); err != nil {
					b.Fatal(err)
				}
			}
			b.ResetTimer()
			for b.Loop() {
				h.looked()
			}
		})
	}
}

func TestIdleWorlds(t *testing.T) {
	count, _ := strconv.Atoi(os.Getenv("WORLDS"))
	if count == 0 {
		t.Skip()
	}
	k, err := Open()
	if err != nil {
		t.Skip(err)
	}
	began := time.Now()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var advance []func(time.Duration)
	for range count {
		wg.Go(func() {
			n, _ := fixture.Open()
			h, err := k.join(n, "a")
			if err != nil {
				t.Error(err)
				return
			}
			x, err := k.join(n, "b")
			if err != nil {
				t.Error(err)
				return
			}
			ln, _ := x.ListenWith(":80", target.Listening{})
			d := h.Dial("b:80")
			if d.Err() != nil {
				t.Error(d.Err())
			}
			c, err := ln.Accept()
			if err != nil {
				t.Error(err)
				return
			}
			c.Close()
			d.Close()
			mu.Lock()
			defer mu.Unlock()
			advance = append(advance, func(d time.Duration) {
				if err := h.Advance(d); err != nil {
					t.Error(err)
				}
				if d == 0 {
					h.Close()
					x.Close()
					n.Close()
				}
			})
		})
	}
	wg.Wait()
	t.Log("made", count, "worlds in", time.Since(began), "cpu", cpu())
	before := cpu()
	for _, f := range advance {
		wg.Go(func() { f(10 * time.Second) })
	}
	wg.Wait()
	t.Log("10s of idle, cpu", cpu()-before)
	began = time.Now()
	for _, f := range advance {
		wg.Go(func() { f(0) })
	}
	wg.Wait()
	t.Log("closed in", time.Since(began))
	began = time.Now()
	k.Close()
	t.Log("ending", time.Since(began))
}
