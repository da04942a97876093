package kernel_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/target"
)

// With a linger time the kernel waits in close, and Close does not.
func TestLinger(t *testing.T) {
	for _, lost := range []bool{false, true} {
		t.Run(map[bool]string{false: "acknowledged", true: "lost"}[lost], func(t *testing.T) {
			s := newScene(t, fixture.Latency(20*time.Millisecond))
			c, x, _ := s.connect(target.Dialling{NoKeepAlive: true})
			state := "FIN-WAIT-2"
			least := 40 * time.Millisecond
			if lost {
				s.must(s.net.On(fin, fromClient).Drop().Err())
				state, least = "FIN-WAIT-1", time.Second
			}
			s.must(c.SetLinger(1))
			began := s.net.Elapsed()
			var err error
			s.until(func() bool { err = c.Close(); return !errors.Is(err, fixture.ErrWaiting) })
			s.must(err)
			if took := s.net.Elapsed() - began; took < least {
				t.Errorf("close took %s, want %s", took, least)
			}
			if !strings.HasSuffix(s.states(c), state) {
				t.Errorf("the client: %s, want %s", s.states(c), state)
			}
			if err := c.Close(); !errors.Is(err, net.ErrClosed) {
				t.Errorf("the second close: %v", err)
			}
			if lost {
				return
			}
			if _, err := x.Read(make([]byte, 1)); err != io.EOF {
				t.Errorf("the server reads %v", err)
			}
		})
	}
}

// A write of more than the buffer takes says how much that was, and the rest can follow.
func TestLargeWrite(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{})
	s.must(c.SetWriteBuffer(50_000))
	s.must(x.SetReadBuffer(500_000))
	data := make([]byte, 1_000_000)
	for i := range data {
		data[i] = byte(i >> 8)
	}
	var got []byte
	b, sent, waits := make([]byte, 1<<20), 0, 0
	s.until(func() bool {
		if sent < len(data) {
			n, err := c.Write(data[sent:])
			sent += n
			switch {
			case errors.Is(err, fixture.ErrWaiting):
				waits++
			case err != nil || sent < len(data):
				t.Errorf("write: %d, %v", n, err)
			default:
				s.must(c.CloseWrite())
			}
		}
		for {
			n, err := x.Read(b)
			got = append(got, b[:n]...)
			if err != nil {
				return err == io.EOF
			}
		}
	})
	if !bytes.Equal(got, data) || waits == 0 {
		t.Errorf("%d bytes arrived of %d, after %d waits", len(got), len(data), waits)
	}
}

// The options do to the kernel's sockets what package net does.
func TestOptions(t *testing.T) {
	s := newScene(t)
	c, x, _ := s.connect(target.Dialling{KeepAlive: net.KeepAliveConfig{Enable: true, Idle: time.Hour, Interval: -1, Count: -1}})
	for _, err := range []error{
		c.SetKeepAlive(false), c.SetUserTimeout(time.Second), c.SetLinger2(2 * time.Second), c.SetLinger2(-1),
		c.SetLinger(-1), x.CloseRead(),
	} {
		s.must(err)
	}
	if _, err := x.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("read after CloseRead: %v", err)
	}
	s.must(c.Close())
	if err := c.SetKeepAlive(true); !errors.Is(err, net.ErrClosed) {
		t.Errorf("an option after Close: %v", err)
	}
	if _, err := c.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
		t.Errorf("write after Close: %v", err)
	}
}

// A host that crashes sends nothing any more, and receives nothing.
func TestCrash(t *testing.T) {
	s := newScene(t)
	c, x, ln := s.connect(target.Dialling{})
	mark := s.net.Timeline().Len()
	s.must(s.server.Crash())
	if err := s.server.Crash(); err == nil {
		t.Error("it crashed twice")
	}
	_, accept := ln.Accept()
	_, listen := s.server.Listen(81, true)
	_, write := x.Write([]byte("hello"))
	for _, err := range []error{accept, listen, write, x.Close(), s.server.Dial("client:80").Err()} {
		if !errors.Is(err, fixture.ErrCrashed) {
			t.Errorf("after the crash: %v", err)
		}
	}
	s.want("the server's sockets", s.sockets(s.server), "")
	if _, err := c.Write([]byte("hello")); err != nil {
		t.Error(err)
	}
	d := s.client.Dial("server:80")
	s.must(s.client.Advance(50 * time.Millisecond))
	if d.Done() {
		t.Errorf("connected to a host that is down: %v", d.Err())
	}
	for e := range s.net.Timeline().Since(mark, timeline.Sent, timeline.From("server")) {
		t.Errorf("it has sent %s", e)
	}
}

// A kernel and netstack in one network.
func TestWithNetstack(t *testing.T) {
	s := newScene(t)
	ln, err := s.server.Listen(80, true)
	s.must(err)
	own := s.net.Host("own")
	c, err := own.Dial("tcp4", "server:80")
	s.must(err)
	x, err := ln.Accept()
	s.must(err)
	s.must(x.Close())
	s.must(c.Close())
	s.want("the kernel's side", s.states(s.server.ConnOf(x)), "CLOSED SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT")
	if len(own.Sockets()) != 0 {
		t.Errorf("netstack has %v", own.Sockets())
	}
}
