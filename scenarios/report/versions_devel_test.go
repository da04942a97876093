package report

import (
	"runtime/debug"
	"testing"
)

// A checkout has no version, wherever the build information leaves it out.
func TestVersionsOfCheckout(t *testing.T) {
	if v := BuildVersions(); v.Twcheck != "(devel)" {
		t.Errorf("%+v: this is built from a checkout", v)
	}
	bare := &debug.BuildInfo{Main: debug.Module{Path: twcheckModule}, Deps: []*debug.Module{{Path: gvisorModule, Replace: &debug.Module{Path: "../gvisor"}}}}
	if v := versionsOf(bare); v.Twcheck != "(devel)" || v.GVisor != " => ../gvisor" {
		t.Errorf("%+v, want (devel) and the replacement", v)
	}
}
