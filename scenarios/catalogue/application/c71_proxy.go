package application

import (
	"errors"
	"io"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// proxyStyle is the reaction of a proxy to the end of one direction: its calls on the
// destination and on the origin.
type proxyStyle struct {
	name string
	end  func(to, from lab.Conn, err error)
}

// proxyStyles are common ways to write a proxy in Go.
var proxyStyles = []proxyStyle{
	{"closes both", func(to, from lab.Conn, _ error) {
		to.Close()
		from.Close()
	}},
	{"CloseWrite", func(to, _ lab.Conn, _ error) {
		to.CloseWrite()
	}},
	{"CloseWrite, and SO_LINGER 0 for a RST", func(to, from lab.Conn, err error) {
		if !errors.Is(err, syscall.ECONNRESET) {
			to.CloseWrite()
			return
		}
		to.SetLinger(0)
		to.Close()
		from.Close()
	}},
	{"waits for the other direction", func(lab.Conn, lab.Conn, error) {}},
}

// proxy is C-71: how a proxy propagates the end of a connection.
func proxy() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-71",
		Group: "application",
		Title: "A byte-copying proxy propagates neither a half-close nor a RST unless its code calls CloseWrite or SetLinger.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "after CLOSE the user may RECEIVE until the peer has closed too"),
			sources.Clause("RFC 9293, section 3.6, MUST-12", "the application must learn whether the connection was closed normally or aborted"),
			sources.Incident("envoyproxy/envoy#44148", "a proxy turns a reset of one side into a FIN for the other"),
			sources.Incident("tailscale/tailscale#16462", "a proxy closes both directions at a half-close"),
			sources.Incident("moby/moby#30400", "connections in TIME_WAIT accumulate in a proxy"),
		},
	}
	for _, style := range proxyStyles {
		for _, from := range []string{"client", "server"} {
			s.Cases = append(s.Cases,
				lab.Observe(style.name+", RST of the "+from+": the other side reads, sockets of the proxy", func(l *lab.Lab) string {
					one, other := proxied(l, style, from)
					l.Abort(one)
					return l.Hears(other) + ", " + l.SocketsOf(l.Net.Host("proxy"))
				}),
				lab.Observe(style.name+", Close of the "+from+": the other side reads, sockets of the proxy", func(l *lab.Lab) string {
					one, other := proxied(l, style, from)
					lab.Must(one.Close())
					return l.Hears(other) + ", " + l.SocketsOf(l.Net.Host("proxy"))
				}),
			)
		}
		s.Cases = append(s.Cases,
			lab.Observe(style.name+", half-close of the client: the server reads, the client its answer", func(l *lab.Lab) string {
				client, server := proxied(l, style, "client")
				lab.Got(client.Write([]byte("request")))
				lab.Must(client.CloseWrite())
				asked := l.Hears(server)
				server.Write([]byte("answer"))
				server.Close()
				return asked + "; " + l.Hears(client)
			}),
			lab.Observe(style.name+", both close, the client first: in TIME-WAIT are on client, proxy and server", func(l *lab.Lab) string {
				client, server := proxied(l, style, "client")
				lab.Must(client.Close())
				l.Hears(server)
				lab.Must(server.Close())
				l.Advance(time.Second)
				return timeWaits(l, "client", "proxy", "server")
			}),
		)
	}
	return s
}

// proxied connects the client to the server through a proxy that copies both
// directions. It returns both ends, the end of the named host first.
func proxied(l *lab.Lab, style proxyStyle, first string) (one, other lab.Conn) {
	host := l.Net.Host("proxy")
	backend := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
	front := lab.Got((&lab.ListenConfig{Host: host, NoKeepAlive: true}).Listen("tcp4", ":8080"))
	client := lab.Got((&lab.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "proxy:8080"))
	down := lab.Got(front.AcceptTCP())
	up := lab.Got((&lab.Dialer{Host: host, NoKeepAlive: true}).Dial("tcp4", "server:80"))
	server := lab.Got(backend.AcceptTCP())
	lab.Must(front.Close())
	lab.Must(backend.Close())

	running := 2
	copyAll := func(to, from lab.Conn) {
		l.Net.Go(func() error {
			_, err := io.Copy(to, from)
			style.end(to, from, err)
			if running--; running == 0 {
				to.Close()
				from.Close()
			}
			return nil
		})
	}
	copyAll(up, down)
	copyAll(down, up)
	if first == "server" {
		return server, client
	}
	return client, server
}
