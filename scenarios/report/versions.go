package report

import (
	"runtime"
	"runtime/debug"
)

// Versions has the versions of the modules under test.
type Versions struct {
	// Twcheck and GVisor are module versions. "(devel)" is a checkout that was not
	// installed from a version. "unknown" is a program built without module
	// information.
	Twcheck string `json:"twcheck"`
	GVisor  string `json:"gvisor"`
	// Go is the Go version that built the program.
	Go string `json:"go"`
}

const (
	twcheckModule = "github.com/twcheck/twcheck"
	gvisorModule  = "gvisor.dev/gvisor"
)

// BuildVersions returns the versions of the running program.
func BuildVersions() Versions {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Versions{Twcheck: "unknown", GVisor: "unknown", Go: runtime.Version()}
	}
	return versionsOf(info)
}

func versionsOf(info *debug.BuildInfo) Versions {
	return Versions{
		Twcheck: moduleVersion(info, twcheckModule),
		GVisor:  moduleVersion(info, gvisorModule),
		Go:      info.GoVersion,
	}
}

// moduleVersion returns the version of a module in a build, with its replacement if it
// has one.
func moduleVersion(info *debug.BuildInfo, path string) string {
	mods := append([]*debug.Module{&info.Main}, info.Deps...)
	for _, m := range mods {
		if m.Path != path {
			continue
		}
		switch r := m.Replace; {
		case r == nil && m.Version == "":
			return "(devel)"
		case r == nil:
			return m.Version
		case r.Version == "":
			return m.Version + " => " + r.Path
		default:
			return m.Version + " => " + r.Path + " " + r.Version
		}
	}
	return "unknown"
}
