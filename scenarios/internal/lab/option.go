package lab

import (
	"fmt"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Option is an option of a host: of package fixture for netstack, and for another TCP
// the settings that mean the same.
type Option struct {
	netstack fixture.HostOption
	settings []target.Setting
	// unable says why only netstack has the option, if it is so.
	unable string
}

func sysctl(name, value string) []target.Setting {
	return []target.Setting{{Name: "net.ipv4." + name, Value: value}}
}

// seconds returns whole seconds, and why they are none.
func seconds(d time.Duration) (text, unable string) {
	if d%time.Second != 0 || d < time.Second {
		return "", fmt.Sprintf("a setting of %s: a sysctl takes whole seconds", d)
	}
	return strconv.Itoa(int(d / time.Second)), ""
}

// TimeWaitTimeout is fixture.TimeWaitTimeout. Linux has no such setting.
func TimeWaitTimeout(d time.Duration) Option {
	return Option{netstack: fixture.TimeWaitTimeout(d), unable: "a length of TIME-WAIT as a setting"}
}

// FinWait2Timeout is fixture.FinWait2Timeout, net.ipv4.tcp_fin_timeout.
func FinWait2Timeout(d time.Duration) Option {
	text, unable := seconds(d)
	return Option{fixture.FinWait2Timeout(d), sysctl("tcp_fin_timeout", text), unable}
}

// PortRange is fixture.PortRange, net.ipv4.ip_local_port_range.
func PortRange(first, last int) Option {
	return Option{netstack: fixture.PortRange(first, last), settings: sysctl("ip_local_port_range", fmt.Sprintf("%d %d", first, last))}
}

// TimeWaitReuse is fixture.TimeWaitReuse, net.ipv4.tcp_tw_reuse.
func TimeWaitReuse(mode fixture.Reuse) Option {
	n := map[fixture.Reuse]string{fixture.ReuseNever: "0", fixture.ReuseAlways: "1", fixture.ReuseLoopback: "2"}[mode]
	return Option{netstack: fixture.TimeWaitReuse(mode), settings: sysctl("tcp_tw_reuse", n)}
}

// MaxTimeWaitBuckets is fixture.MaxTimeWaitBuckets, net.ipv4.tcp_max_tw_buckets.
func MaxTimeWaitBuckets(n int) Option {
	return Option{netstack: fixture.MaxTimeWaitBuckets(n), settings: sysctl("tcp_max_tw_buckets", strconv.Itoa(n))}
}

// MaxRetries is fixture.MaxRetries, net.ipv4.tcp_retries2.
func MaxRetries(n int) Option {
	return Option{netstack: fixture.MaxRetries(n), settings: sysctl("tcp_retries2", strconv.Itoa(n))}
}

// SynCookies is fixture.SynCookies, net.ipv4.tcp_syncookies: 2 is always.
func SynCookies(on bool) Option {
	n := "0"
	if on {
		n = "2"
	}
	return Option{netstack: fixture.SynCookies(on), settings: sysctl("tcp_syncookies", n)}
}

// KeepAliveInTimeWait is fixture.KeepAliveInTimeWait, which Linux has not.
func KeepAliveInTimeWait(on bool) Option {
	return Option{netstack: fixture.KeepAliveInTimeWait(on), unable: "keep-alives that act in TIME-WAIT"}
}

// Addrs is fixture.Addrs.
func Addrs(addrs ...string) Option {
	o := Option{netstack: fixture.Addrs(addrs...)}
	for _, a := range addrs {
		o.settings = append(o.settings, target.Setting{Name: target.AddressSetting, Value: a})
	}
	return o
}

// ofNetstack returns the options of package fixture.
func ofNetstack(options []Option) (out []fixture.HostOption) {
	for _, o := range options {
		out = append(out, o.netstack)
	}
	return out
}
