package assertions

import (
	"context"
	"fmt"
	"net/netip"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// filter is the conditions for a socket.
type filter struct {
	conditions []condition
	state      bool // one of them is a state: it tells whether listeners count
}

type condition struct {
	text    string
	matcher types.GomegaMatcher
}

// socketFilter reads conditions.
func socketFilter(args []any) (filter, error) {
	var f filter
	for i, arg := range args {
		switch v := arg.(type) {
		case tcp.State:
			f.state = true
			f.conditions = append(f.conditions, condition{"in " + v.String(), BeInState(v)})
		case *socketMatcher:
			f.conditions = append(f.conditions, condition{v.text, v})
		case *matcher:
			f.conditions = append(f.conditions, condition{"that " + v.name + " accepts", v})
		case types.GomegaMatcher:
			f.conditions = append(f.conditions, condition{"that the given matcher accepts", v})
		default:
			return f, fmt.Errorf("expects as conditions tcp.State values and matchers for a fixture.Socket.  Condition %d is:\n%s", i+1, format.Object(arg, 1))
		}
	}
	return f, nil
}

// check is an error for a condition that names a host which the network does not
// have: no socket would ever meet it.
func (f filter) check(n *fixture.Network) error {
	for _, c := range f.conditions {
		if m, ok := c.matcher.(*socketMatcher); ok {
			if err := known(n, m.host); err != nil {
				return err
			}
		}
	}
	return nil
}

// known is an error if a network does not have a host or peer with a name.
func known(n *fixture.Network, name string) error {
	if n == nil || name == "" {
		return nil
	}
	if _, err := n.LookupHost(context.Background(), name); err != nil {
		return fmt.Errorf("was given an unknown remote end: no host or peer %q", name)
	}
	return nil
}

// example is a socket of which conditions are asked that no other socket has met.
var example = fixture.Socket{
	Host: "client", State: tcp.Established, Held: true, Accepted: true, Peer: "server",
	Local: netip.MustParseAddrPort("192.0.2.1:1024"), Remote: netip.MustParseAddrPort("192.0.2.2:80"),
}

// pick returns the sockets that all conditions accept. A condition that cannot be asked is
// an error also where there is no socket to ask it of.
func (f filter) pick(list []fixture.Socket) (out []fixture.Socket, err error) {
	asked := make([]bool, len(f.conditions))
next:
	for _, s := range list {
		if s.State == tcp.Listen && !f.state {
			continue
		}
		for i, c := range f.conditions {
			asked[i] = true
			if ok, err := c.accepts(s); err != nil {
				return nil, err
			} else if !ok {
				continue next
			}
		}
		out = append(out, s)
	}
	for i, c := range f.conditions {
		if !asked[i] {
			if _, err := c.accepts(example); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (c condition) accepts(s fixture.Socket) (bool, error) {
	ok, err := c.matcher.Match(s)
	if err != nil {
		err = fmt.Errorf("cannot use a condition on a socket: %w", err)
	}
	return ok, err
}

// String is what is asked of the sockets, to follow "sockets".
func (f filter) String() string {
	var b strings.Builder
	for i, c := range f.conditions {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(" " + c.text)
	}
	return b.String()
}
