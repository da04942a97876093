package scenarios

import (
	"fmt"
	"testing"
)

func TestDump(t *testing.T) {
	r := Runner{Seed: 1}.Run(catalogue()...)
	for _, s := range r.Scenarios {
		fmt.Printf("{Scenario: %q, Source: \"\", Cases: []Want{ // %dns\n", s.ID, s.RealNS)
		for _, o := range s.Observations {
			fmt.Printf("\t{Case: %q, Observed: %q},\n", o.Case, o.Observed)
			if o.Detail[:11] != "the profile" {
				fmt.Println("!!", o.Detail)
			}
		}
		fmt.Println("}},")
	}
}
