package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Settings apply to every host that a scenario does not configure. A report records
// them. The zero value sets nothing: hosts then have the defaults of package fixture,
// which the profiles describe.
type Settings struct {
	// TimeWait is the length of TIME-WAIT, 0 or more (fixture.TimeWaitTimeout). nil
	// selects the default of 60 s.
	TimeWait *time.Duration `json:"time_wait_ns,omitempty"`
	// PortRange is the range of ephemeral ports (fixture.PortRange). nil selects the
	// default, 32768 to 60999.
	PortRange *PortRange `json:"port_range,omitempty"`
	// TimeWaitReuse is net.ipv4.tcp_tw_reuse: 0, 1 or 2 (fixture.TimeWaitReuse). nil
	// selects the default, 2.
	TimeWaitReuse *uint8 `json:"tw_reuse,omitempty"`
}

// PortRange is a range of ports with its first and last port. In JSON it is a list of
// both. The zero value is not a valid range.
type PortRange struct{ First, Last uint16 }

// String returns the range in the form "32768-60999".
func (r PortRange) String() string { return fmt.Sprintf("%d-%d", r.First, r.Last) }

// ParsePortRange parses the form that PortRange.String returns. It returns an error
// unless both ports are between 1 and 65535 and the first is not above the last.
func ParsePortRange(text string) (PortRange, error) {
	from, to, _ := strings.Cut(text, "-") // without one, to is no number
	first, err := strconv.ParseUint(from, 10, 16)
	last, err2 := strconv.ParseUint(to, 10, 16)
	if err != nil || err2 != nil || first == 0 || last < first {
		return PortRange{}, fmt.Errorf("report: port range %q: want the first and the last port, from 1 to 65535, such as 32768-60999", text)
	}
	return PortRange{uint16(first), uint16(last)}, nil
}

// MarshalJSON implements json.Marshaler. It returns no error.
func (r PortRange) MarshalJSON() ([]byte, error) { return json.Marshal([2]uint16{r.First, r.Last}) }

// UnmarshalJSON implements json.Unmarshaler. It returns an error unless the text is a
// list of two numbers from 0 to 65535. It does not check their order.
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

// String returns the settings as flags of the command: "--time-wait 30s --tw-reuse 1".
// It returns "" if nothing is set.
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

// Set sets one setting from the text of its flag:
//
//   - "time-wait": a duration of 0 or more
//   - "port-range": a range of ports
//   - "tw-reuse": 0, 1 or 2
//
// It returns an error that names the valid values if the value is invalid, and an error
// if there is no such setting. The Settings are then unchanged.
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
