package assertions

import (
	"errors"
	"fmt"
	"net"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// unwrap finds the connection of the fixture in what an application makes of it: a
// *tls.Conn, or whatever else has NetConn.
func unwrap(actual any) (*fixture.Conn, bool) {
	for range 16 {
		switch c := actual.(type) {
		case *fixture.Conn:
			return c, c.Host() != nil
		case interface{ NetConn() net.Conn }:
			actual = c.NetConn()
		default:
			return nil, false
		}
	}
	return nil, false
}

const sideAccepted = "a *fixture.Conn, a net.Conn that wraps one (with NetConn) or a timeline.Incarnation"

// errUnknown is returned if the timeline lacks a connection.
var errUnknown = errors.New("needs the beginning of the connection, which the timeline lacks: its events were dropped (raise fixture.History)")

// side is the connection, as its host sees it, that a matcher is asked about.
func side(actual any) (timeline.Incarnation, error) {
	if x, ok := actual.(timeline.Incarnation); ok {
		if x.Timeline() == nil {
			return x, errors.New("expects an incarnation of a timeline, and got the zero value")
		}
		if x.Timeline().Forgotten() > x.Number {
			return x, errUnknown
		}
		return x, nil
	}
	c, ok := unwrap(actual)
	if !ok {
		return timeline.Incarnation{}, wrong(sideAccepted, actual)
	}
	x, ok := c.Incarnation()
	if !ok {
		return x, errUnknown
	}
	return x, nil
}

// over reports whether the connection has ended, or its network is closed, so that
// its states do not change any more.
func over(actual any) bool {
	if c, ok := unwrap(actual); ok {
		return c.State() == tcp.Closed || c.Host().Network().Closed()
	}
	return still(actual)
}

// closed reports whether the connection has ended and its application has closed it.
func closed(actual any) bool {
	if !over(actual) {
		return false
	}
	x, err := side(actual)
	if err != nil {
		return true
	}
	e := x.Ending()
	return e.CloseReturned || x.Timeline().Ended()
}

// still reports whether nothing at all happens any more to what a matcher is asked
// about: a picture of the past, or a network that is closed.
func still(actual any) bool {
	switch x := actual.(type) {
	case timeline.Incarnation, fixture.Socket, []timeline.Incarnation, []fixture.Socket:
		return true
	case *timeline.Timeline:
		return x.Ended()
	case *fixture.Host:
		return x.Network().Closed()
	case *fixture.Network:
		return x.Closed()
	case *peer.Peer:
		return x.Timeline().Ended()
	}
	c, _ := unwrap(actual)
	return c.Host().Network().Closed()
}

// sides are the connections that a matcher is asked about which accepts several.
func sides(actual any) (list []timeline.Incarnation, tl *timeline.Timeline, subject string, err error) {
	switch x := actual.(type) {
	case *fixture.Host:
		if x.Network() == nil {
			return nil, nil, "", errors.New("expects a host of a network, and got nil or a zero value")
		}
		if err := madeHost(x); err != nil {
			return nil, nil, "", err
		}
		tl = x.Network().Timeline()
		return tl.Incarnations(timeline.OnHost(x.Name())), tl, x.String(), kept(tl)
	case *fixture.Network:
		if x == nil {
			return nil, nil, "", errors.New("expects a network, and got nil")
		}
		if err := kept(x.Timeline()); err != nil {
			return nil, nil, "", err
		}
		tl = x.Timeline()
		return tl.Incarnations(), tl, x.String(), nil
	case *timeline.Timeline:
		if x == nil {
			return nil, nil, "", errors.New("expects a timeline, and got nil")
		}
		return x.Incarnations(), x, "the timeline", kept(x)
	}
	members, is := connections(actual)
	if !is {
		s, err := side(actual)
		if err != nil {
			return nil, nil, "", orWrong(err, sideAccepted+", a list of those, a *fixture.Host, a *fixture.Network or a *timeline.Timeline", actual)
		}
		return []timeline.Incarnation{s}, s.Timeline(), s.String(), nil
	}
	if len(members) == 0 {
		return nil, nil, "", errEmpty
	}
	for _, c := range members {
		s, err := side(c)
		if err != nil {
			return nil, nil, "", err
		}
		list, tl = append(list, s), s.Timeline()
	}
	subject = plural(len(list), "connection", "connections")
	if len(list) == 1 {
		subject = list[0].String()
	}
	return list, tl, subject, nil
}

// plurality is the word for one or for several.
func plurality(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// plural is a number of things.
func plural(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
