package report

import (
	"runtime"
	"runtime/debug"
)

// Versions are the versions of the modules that were run.
type Versions struct {
	// Twcheck and GVisor are module versions, "(devel)" for a checkout that
	// was not installed from a version, and "unknown" where the program was
	// built without module information.
	Twcheck string `json:"twcheck"`
	GVisor  string `json:"gvisor"`
	// Go is the version of Go that built the program.
	Go string `json:"go"`
}

const (
	twcheckModule = "github.com/twcheck/twcheck"
	gvisorModule  = "gvisor.dev/gvisor"
)

// BuildVersions reads the versions from the running program.
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

// moduleVersion is the version of a module in a build; where it was replaced,
// what it was replaced with.
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
