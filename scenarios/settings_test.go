package scenarios_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

func TestSettings(t *testing.T) {
	wait, reuse, bad := 30*time.Second, uint8(1), uint8(3)
	all := report.Settings{TimeWait: &wait, PortRange: &report.PortRange{First: 40000, Last: 40001}, TimeWaitReuse: &reuse}
	if err := (scenarios.Runner{Settings: all}).Validate(); err != nil {
		t.Error(err)
	}
	const flags = "--time-wait 30s --port-range 40000-40001 --tw-reuse 1"
	if all.String() != flags {
		t.Errorf("%s, want %s", all, flags)
	}
	text, err := json.Marshal(all)
	const want = `{"time_wait_ns":30000000000,"port_range":[40000,40001],"tw_reuse":1}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
	var again report.Settings
	if err := json.Unmarshal(text, &again); err != nil || again.String() != flags {
		t.Errorf("read again they are %s, %v", again, err)
	}
	err = scenarios.Runner{Settings: report.Settings{TimeWaitReuse: &bad}}.Validate()
	if err == nil || !strings.Contains(err.Error(), "want 0, 1 or 2") {
		t.Errorf("%v", err)
	}
	for _, text := range []string{"", "1", "0-5", "5-4", "1-65536", "a-b", "-5", "1-2-3"} {
		if r, err := report.ParsePortRange(text); err == nil {
			t.Errorf("%q is the range %s", text, r)
		}
	}
}

// The settings of a runner are the settings of the hosts.
func TestSettingsOfHosts(t *testing.T) {
	wait, reuse := 30*time.Second, uint8(0)
	r := scenarios.Runner{Settings: report.Settings{TimeWait: &wait, PortRange: &report.PortRange{First: 40000, Last: 40000}, TimeWaitReuse: &reuse}}
	run := r.Run(scenarios.Story(func(n *fixture.Network) string {
		client, server := n.Host("client"), n.Host("server")
		l, err := server.Listen("tcp", ":80")
		if err != nil {
			return err.Error()
		}
		defer l.Close()
		c, err := client.Dial("tcp4", "server:80")
		if err != nil {
			return err.Error()
		}
		if port := c.LocalAddr().String(); !strings.HasSuffix(port, ":40000") {
			return port
		}
		s, err := l.Accept()
		if err != nil {
			return err.Error()
		}
		c.Close()
		s.Close()
		n.Advance(wait - 1)
		before := client.Count(tcp.TimeWait)
		_, full := client.Dial("tcp4", "server:80")
		n.Advance(1)
		if before != 1 || client.Count(tcp.TimeWait) != 0 || full == nil {
			return "another length of TIME-WAIT, or ports"
		}
		return "as set"
	}))
	if o := run.Scenarios[0].Observations[0]; o.Observed != "as set" {
		t.Errorf("%s %s", o.Observed, o.Reason)
	}
	if run.Settings.String() != r.Settings.String() {
		t.Errorf("the report says %q", run.Settings)
	}
}
