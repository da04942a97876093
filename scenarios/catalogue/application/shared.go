package application

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// timeWaits counts the connections in TIME-WAIT on the named hosts.
func timeWaits(l *lab.Lab, hosts ...string) string {
	var out []string
	for _, name := range hosts {
		out = append(out, strconv.Itoa(l.Net.Host(name).Count(tcp.TimeWait)))
	}
	return lab.List(out, ", ")
}
