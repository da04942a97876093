package main

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
)

// settings are the flags that configure hosts.
type settings struct {
	TimeWait  *timeWait  `placeholder:"DURATION" help:"Duration of TIME-WAIT on the hosts, such as 30s. Default: 60s."`
	PortRange *portRange `placeholder:"FIRST-LAST" help:"Ephemeral ports of the hosts (net.ipv4.ip_local_port_range). Default: 32768-60999."`
	TwReuse   *twReuse   `placeholder:"0|1|2" help:"net.ipv4.tcp_tw_reuse of the hosts: 0 never, 1 always, 2 on loopback. Default: 2."`
}

// limit is the flag with the time limit of a case.
type limit struct {
	CaseTimeout caseTimeout `placeholder:"DURATION" default:"10s" help:"Real time after which a case is stopped and reported as an error. 0s: no limit. Default: 10s."`
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

// given returns the CaseTimeout of a runner. A negative value means no limit.
func (l limit) given() time.Duration {
	if l.CaseTimeout == 0 {
		return -1
	}
	return time.Duration(l.CaseTimeout)
}

// given returns the settings of the flags.
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
	var s report.Settings
	if err := s.Set("time-wait", string(text)); err != nil {
		return err
	}
	*d = timeWait(*s.TimeWait)
	return nil
}

// portRange is the value of --port-range.
type portRange report.PortRange

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *portRange) UnmarshalText(text []byte) error {
	var s report.Settings
	if err := s.Set("port-range", string(text)); err != nil {
		return err
	}
	*r = portRange(*s.PortRange)
	return nil
}

// twReuse is the value of --tw-reuse.
type twReuse uint8

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *twReuse) UnmarshalText(text []byte) error {
	var s report.Settings
	if err := s.Set("tw-reuse", string(text)); err != nil {
		return err
	}
	*r = twReuse(*s.TimeWaitReuse)
	return nil
}

// named returns the part of a line that names settings, and "" if nothing is set.
func named(s report.Settings) string {
	if s.String() == "" {
		return ""
	}
	return ", " + s.String()
}
