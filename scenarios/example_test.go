package scenarios_test

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// The catalogue can be filtered like any sequence.
func ExampleAll() {
	for s := range scenarios.All() {
		if s.Group == "time-wait" {
			fmt.Println(s.ID, s.Title)
			break
		}
	}
	// Output:
	// C-02 TIME-WAIT lasts exactly 2 MSL at the active closer; the passive closer skips it.
}

// A run reports observations, whatever their verdicts.
func ExampleRunner_Run() {
	list, err := scenarios.Select("C-06")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range (scenarios.Runner{}).Run(list...).Scenarios {
		fmt.Println(s.ID, s.Verdict)
		for _, o := range s.Observations[:2] {
			fmt.Println(" ", o.Case, "→", o.Observed)
		}
	}
	// Output:
	// C-06 holds
	//   states of the client → FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED
	//   TIME-WAIT of the client lasted → 1m0s
}

// Other settings of the hosts change observations.
func ExampleRunner_options() {
	list, err := scenarios.Select("C-02")
	if err != nil {
		fmt.Println(err)
		return
	}
	r := scenarios.Runner{Options: []fixture.Option{fixture.TimeWaitTimeout(30 * time.Second)}}
	for _, o := range r.Run(list...).Scenarios[0].Observations {
		if o.Verdict == report.Fails {
			fmt.Printf("%s: %s, expected %s\n", o.Case, o.Observed, o.Expected)
		}
	}
	// Output:
	// state after 59.999999999s: CLOSED, expected TIME-WAIT
	// TIME-WAIT lasted, tcp4: 30s, expected 1m0s
	// TIME-WAIT lasted, tcp6: 30s, expected 1m0s
	// TIME-WAIT lasted, with the handle still open: 30s, expected 1m0s
	// TIME-WAIT lasted, from the last ACK, when the other side closes an hour later: 30s, expected 1m0s
}
