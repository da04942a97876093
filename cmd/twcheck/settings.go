package main

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
)

// settings are the flags that say what hosts are set to.
type settings struct {
	TimeWait  *timeWait  `placeholder:"DURATION" help:"How long hosts stay in TIME-WAIT, such as 30s. Default: 60s."`
	PortRange *portRange `placeholder:"FIRST-LAST" help:"The ephemeral ports of hosts, as net.ipv4.ip_local_port_range. Default: 32768-60999."`
	TwReuse   *twReuse   `placeholder:"0|1|2" help:"What hosts have as net.ipv4.tcp_tw_reuse: 0 never, 1 always, 2 on loopback. Default: 2."`
}

// limit is the flag that limits what a case may take.
type limit struct {
	CaseTimeout caseTimeout `placeholder:"DURATION" default:"10s" help:"How long in real time a case may take before it is given up as an error; 0s for ever. Default: 10s."`
}

// caseTimeout is the value of --case-timeout.
type caseTimeout time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *caseTimeout) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v < 0 {
		return fmt.Errorf("want a duration of 0 or more, such as 10s or 1m, not %q", text)
	}
	*d = caseTimeout(v)
	return nil
}

// given is what a runner is told: less than 0 for ever.
func (l limit) given() time.Duration {
	if l.CaseTimeout == 0 {
		return -1
	}
	return time.Duration(l.CaseTimeout)
}

// given are the settings that the flags make.
func (f settings) given() report.Settings {
	return report.Settings{
		TimeWait:      (*time.Duration)(f.TimeWait),
		PortRange:     (*report.PortRange)(f.PortRange),
		TimeWaitReuse: (*uint8)(f.TwReuse),
	}
}

// timeWait is the value of --time-wait.
type timeWait time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *timeWait) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v < 0 {
		return fmt.Errorf("want a duration of 0 or more, such as 30s or 2m, not %q", text)
	}
	*d = timeWait(v)
	return nil
}

// portRange is the value of --port-range.
type portRange report.PortRange

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *portRange) UnmarshalText(text []byte) error {
	v, err := report.ParsePortRange(string(text))
	if err != nil {
		return fmt.Errorf("want the first and the last port, from 1 to 65535, such as 32768-60999, not %q", text)
	}
	*r = portRange(v)
	return nil
}

// twReuse is the value of --tw-reuse.
type twReuse uint8

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *twReuse) UnmarshalText(text []byte) error {
	if len(text) != 1 || text[0] < '0' || text[0] > '2' {
		return fmt.Errorf("want 0, 1 or 2, not %q", text)
	}
	*r = twReuse(text[0] - '0')
	return nil
}

// named is what a report says of settings: nothing where nothing was set.
func named(s report.Settings) string {
	if s.String() == "" {
		return ""
	}
	return ", " + s.String()
}

// orDefaults is what a sentence says of settings.
func orDefaults(s report.Settings) string {
	if s.String() == "" {
		return "the default settings"
	}
	return s.String()
}
