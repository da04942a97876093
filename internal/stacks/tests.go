package stacks

import "strings"

// testFrames are functions that only the goroutine of a test has on its stack:
// those of testing and of Ginkgo, which runs each node of a spec on a goroutine
// of its own.
var testFrames = []string{
	"\ntesting.tRunner(",
	"\ngithub.com/onsi/ginkgo/v2/internal.(*Suite).runNode",
}

// OfTests returns the numbers of the goroutines of the program that run a test.
// Like All it stops the world.
func OfTests() map[int64]bool {
	tests := make(map[int64]bool)
	for _, g := range All() {
		frames := g.Frames()
		for _, f := range testFrames {
			if strings.Contains(frames, f) {
				tests[g.ID] = true
			}
		}
	}
	return tests
}
