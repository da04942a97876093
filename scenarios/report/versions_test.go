package report

import (
	"runtime/debug"
	"testing"
)

// The versions are those of the modules, at any place in the build, with their
// replacements.
func TestVersions(t *testing.T) {
	build := func(gvisor string, replace *debug.Module) *debug.BuildInfo {
		return &debug.BuildInfo{
			GoVersion: "go1.26.8",
			Main:      debug.Module{Path: "example.com/app", Version: "v1.0.0"},
			Deps: []*debug.Module{
				{Path: "github.com/twcheck/twcheck", Version: "v0.1.0"},
				{Path: "gvisor.dev/gvisor", Version: gvisor, Replace: replace},
			},
		}
	}
	want := Versions{Twcheck: "v0.1.0", GVisor: "v0.9.0", Go: "go1.26.8"}
	if got := versionsOf(build("v0.9.0", nil)); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for want, info := range map[string]*debug.BuildInfo{
		"v0.9.0 => ../gvisor":            build("v0.9.0", &debug.Module{Path: "../gvisor"}),
		"v0.9.0 => example.com/g v2.0.0": build("v0.9.0", &debug.Module{Path: "example.com/g", Version: "v2.0.0"}),
		"unknown":                        {},
	} {
		if got := versionsOf(info).GVisor; got != want {
			t.Errorf("gVisor %s, want %s", got, want)
		}
	}
}
