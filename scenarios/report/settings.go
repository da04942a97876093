package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Settings are what hosts are set to that a scenario does not set itself. A
// report names them. The zero value sets nothing: hosts then have the defaults of
// package fixture, which the profiles speak of.
type Settings struct {
	// TimeWait is how long connections stay in TIME-WAIT, 0 or more
	// (fixture.TimeWaitTimeout); nil leaves it at 60 s.
	TimeWait *time.Duration `json:"time_wait_ns,omitempty"`
	// PortRange are the ephemeral ports (fixture.PortRange); nil leaves them at
	// 32768 to 60999.
	PortRange *PortRange `json:"port_range,omitempty"`
	// TimeWaitReuse is net.ipv4.tcp_tw_reuse, 0, 1 or 2 (fixture.TimeWaitReuse); nil
	// leaves it at 2.
	TimeWaitReuse *uint8 `json:"tw_reuse,omitempty"`
}

// PortRange is the first and the last port of a range. In JSON it is a list of
// both.
type PortRange struct{ First, Last uint16 }

// String is the range as sysctls have it, with a hyphen: "32768-60999".
func (r PortRange) String() string { return fmt.Sprintf("%d-%d", r.First, r.Last) }

// ParsePortRange reads what PortRange.String writes.
func ParsePortRange(text string) (PortRange, error) {
	from, to, ok := strings.Cut(text, "-")
	first, err := strconv.ParseUint(from, 10, 16)
	last, err2 := strconv.ParseUint(to, 10, 16)
	if !ok || err != nil || err2 != nil || first == 0 || last < first {
		return PortRange{}, fmt.Errorf("report: port range %q: want the first and the last port, from 1 to 65535, such as 32768-60999", text)
	}
	return PortRange{uint16(first), uint16(last)}, nil
}

// MarshalJSON implements json.Marshaler.
func (r PortRange) MarshalJSON() ([]byte, error) { return json.Marshal([2]uint16{r.First, r.Last}) }

// UnmarshalJSON implements json.Unmarshaler.
func (r *PortRange) UnmarshalJSON(text []byte) error {
	var ports []uint16
	if err := json.Unmarshal(text, &ports); err != nil {
		return err
	}
	if len(ports) != 2 {
		return errors.New("want two ports")
	}
	*r = PortRange{ports[0], ports[1]}
	return nil
}

// String is the settings as flags of the command: "--time-wait 30s --tw-reuse 1".
// It is empty if nothing is set.
func (s Settings) String() string {
	var out []string
	if s.TimeWait != nil {
		out = append(out, "--time-wait "+s.TimeWait.String())
	}
	if s.PortRange != nil {
		out = append(out, "--port-range "+s.PortRange.String())
	}
	if s.TimeWaitReuse != nil {
		out = append(out, fmt.Sprintf("--tw-reuse %d", *s.TimeWaitReuse))
	}
	return strings.Join(out, " ")
}

// Describe returns the settings for use in a sentence: String, or "the default
// settings" if nothing is set.
func (s Settings) Describe() string {
	if text := s.String(); text != "" {
		return text
	}
	return "the default settings"
}

// Set sets one of the settings to the value of the flag of that name: "time-wait" to a
// duration, "port-range" to a range of ports, "tw-reuse" to 0, 1 or 2. The error says
// what the value should have been, or that there is no such setting.
func (s *Settings) Set(name, value string) error {
	switch name {
	case "time-wait":
		d, err := time.ParseDuration(value)
		if err != nil || d < 0 {
			return fmt.Errorf("want a duration of 0 or more, such as 30s or 2m, not %q", value)
		}
		s.TimeWait = &d
	case "port-range":
		r, err := ParsePortRange(value)
		if err != nil {
			return fmt.Errorf("want the first and the last port, from 1 to 65535, such as 32768-60999, not %q", value)
		}
		s.PortRange = &r
	case "tw-reuse":
		if len(value) != 1 || value[0] < '0' || value[0] > '2' {
			return fmt.Errorf("want 0, 1 or 2, not %q", value)
		}
		s.TimeWaitReuse = new(value[0] - '0')
	default:
		return fmt.Errorf("report: no setting %q", name)
	}
	return nil
}
