package policy_test

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
)

// A policy accepts a known difference until a day.
func Example() {
	p, err := policy.Parse("twcheck.yaml", []byte(`
require:
  - profile: linux
    scenarios: [C-15, C-43]
accept:
  - scenario: C-15
    profile: linux
    because: our clients do not wait for an answer to the first SYN
    until: 2027-03-01
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	report := p.Run(scenarios.Runner{}, time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC))
	for _, s := range report.Scenarios {
		fmt.Println(s.ID, s.Profile, s.Verdict)
	}
	for _, f := range report.Failures()[:1] {
		fmt.Printf("%s: observed %q, expected %q\n", f.Case, f.Observed, f.Expected)
	}
	for _, m := range report.Policy.Remarks() {
		fmt.Println(m.Text)
	}
	// Output:
	// C-15 linux diverges
	// C-43 linux fails
	// 1s, 1s, 2: sent: observed "1s ACK, 2s ACK", expected "1s ACK, 2s ACK, 3s RST,ACK"
	// twcheck.yaml:6: the last day of the acceptance of C-15, profile linux, is 2027-03-01, in 28 days: renew it, or the difference fails after that
}

// The error lists all problems of a file.
func ExampleParse() {
	_, err := policy.Parse("twcheck.yaml", []byte(`
require:
  - profile: windows
  - profile: linux
    scenarios: [C-99]
`))
	fmt.Println(err)
	// Output:
	// twcheck.yaml:3:14: no profile "windows": want one of netstack, rfc9293, linux, freebsd
	// twcheck.yaml:5:17: no scenario "C-99": want an id that twcheck's command list shows, or a pattern such as "C-0*"
}
