package scenarios_test

import (
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/gleak"

	"github.com/twcheck/twcheck/scenarios"
)

// ran reports whether the suite has run in this process. Ginkgo runs a suite once;
// -count and a list of -cpu call the test again.
var ran bool

func TestScenarios(t *testing.T) {
	if ran {
		t.Skip("Ginkgo runs a suite once in a process: this one ran with another -cpu or -count already")
	}
	ran = true
	RegisterFailHandler(Fail)
	RunSpecs(t, "Scenarios Suite")
}

// No scenario leaves a goroutine behind.
var _ = BeforeEach(func() {
	before := gleak.Goroutines()
	DeferCleanup(func() {
		Eventually(gleak.Goroutines).ShouldNot(gleak.HaveLeaked(before))
	})
})

// This test runs the catalogue inside a Ginkgo suite, as a user would.
var _ = Describe("the catalogue", func() {
	for s := range scenarios.All() {
		It(s.ID+" "+s.Title, func() { s.Test(GinkgoT()) })
	}
})

// This test runs the catalogue inside go test, as a user would.
func TestCatalogue(t *testing.T) {
	for s := range scenarios.All() {
		t.Run(s.ID, func(t *testing.T) { s.Test(t) })
	}
}
