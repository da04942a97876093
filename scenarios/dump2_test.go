package scenarios

import (
	"fmt"
	"testing"
)

func TestDump2(t *testing.T) {
	for _, c := range simultaneousClose().Cases {
		if c.Name == "one FIN takes 1s longer: states of the client" {
			o, _ := Runner{Seed: 1}.observe(simultaneousClose(), c)
			fmt.Println(o.Timeline)
		}
	}
}
