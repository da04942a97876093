package services_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture/bubble"
)

var update = flag.Bool("update", false, "write what the failing specs print to testdata")

// suite is what the bubbles need of the suite.
var suite *testing.T

func TestServices(t *testing.T) {
	if suite != nil {
		t.Skip("Ginkgo runs a suite once in a process")
	}
	suite = t
	RegisterFailHandler(Fail)
	RunSpecs(t, "Services Suite")
}

// inBubble makes the body of a spec one that runs in a testing/synctest bubble.
func inBubble(body func()) func() {
	return func() { bubble.Run(suite, body) }
}

// pointers are what Gomega prints of an error beside its text, and no two runs have
// in common.
var pointers = regexp.MustCompile(`\b0x[0-9a-f]{6,}\b`)

// fails makes the body of a spec that fails the body of one that passes if it fails
// with the text in testdata.
func fails(golden string, body func()) func() {
	return inBubble(prints(golden, body))
}

// prints is fails without a bubble.
func prints(golden string, body func()) func() {
	return func() {
		failure := InterceptGomegaFailure(body)
		Expect(failure).To(HaveOccurred(), "the assertion holds")
		file := filepath.Join("testdata", golden+".txt")
		text := pointers.ReplaceAllString(failure.Error(), "0x…") + "\n"
		if *update {
			Expect(os.WriteFile(file, []byte(text), 0o666)).To(Succeed())
		}
		want, err := os.ReadFile(file)
		Expect(err).NotTo(HaveOccurred())
		Expect(text).To(Equal(string(want)), "what it prints; go test -update ./assertions/... writes it anew")
	}
}
