package policy_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/twcheck/twcheck/scenarios/policy"
)

// A policy need not be a file: messages call it by the given name.
func TestReadFrom(t *testing.T) {
	p, err := policy.ReadFrom("here", strings.NewReader("require: [{profile: netstack, scenarios: [C-06]}]"))
	if err != nil || p.File() != "here" || p.Len() != 1 {
		t.Errorf("%v and %v", p, err)
	}
	broken := errors.New("the pipe is broken")
	for text, r := range map[string]io.Reader{
		"here: the reader is nil":                    nil,
		"here: the pipe is broken":                   iotest.ErrReader(broken),
		`here:1:1: the policy is the text "x": want`: strings.NewReader("x"),
		"here: longer than 1 MiB: want a policy":     strings.NewReader(strings.Repeat("#", 1<<20+1)),
		"here:1:1: the file is empty: want a map":    strings.NewReader(""),
	} {
		if _, err := policy.ReadFrom("here", r); err == nil || !strings.HasPrefix(err.Error(), text) {
			t.Errorf("%v, want %q", err, text)
		}
	}
	if _, err := policy.ReadFrom("here", iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("%v does not wrap its cause", err)
	}
}
