package lab

import (
	"fmt"
	"net"
	"strconv"
	"strings"
)

// These words are parts of observations.
const (
	// Nothing is the observation of an empty list.
	Nothing = "nothing"
	// Arrow separates consecutive states.
	Arrow = " → "
	// opened is the result of a successful connection attempt.
	opened = "connected"

	waiting = "still waiting"
)

// List joins the parts. It returns Nothing if there are none.
func List(parts []string, separator string) string {
	if len(parts) == 0 {
		return Nothing
	}
	return strings.Join(parts, separator)
}

// Counted merges equal neighbours: "3 retransmissions".
func Counted(parts []string) []string {
	var out []string
	for n, i := 0, 0; i < len(parts); i += n {
		for n = 1; i+n < len(parts) && parts[i+n] == parts[i]; n++ {
		}
		if n == 1 {
			out = append(out, parts[i])
			continue
		}
		out = append(out, fmt.Sprintf("%d %s", n, strings.TrimSuffix(parts[i], "s")+"s"))
	}
	return out
}

// Tally counts equal parts, in the order of their first occurrence.
func Tally(parts []string) []string {
	var order []string
	n := map[string]int{}
	for _, p := range parts {
		if n[p] == 0 {
			order = append(order, p)
		}
		n[p]++
	}
	for i, p := range order {
		order[i] = fmt.Sprintf("%d %s", n[p], p)
	}
	return order
}

// RelativeTo names a number by its distance from another: "RCV.NXT+2".
func RelativeTo[N int | int64](name string, offset N) string {
	switch {
	case offset == 0:
		return name
	case offset < 0:
		return name + strconv.FormatInt(int64(offset), 10)
	case offset == 1<<30:
		return name + "+2^30"
	case offset > 1<<30:
		return RelativeTo(name+"+2^31", offset-1<<30-1<<30) // an int of 32 bits cannot hold 2^31
	}
	return name + "+" + strconv.FormatInt(int64(offset), 10)
}

// Times returns a number of times: "never", "once", "twice", "3 times".
func Times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// PortOf returns the port of an address, in decimal.
func PortOf(a net.Addr) string {
	_, port, err := net.SplitHostPort(a.String())
	Must(err)
	return port
}
