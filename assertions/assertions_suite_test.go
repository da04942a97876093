package assertions_test

import (
	"flag"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
)

var update = flag.Bool("update", false, "write the messages of the matchers to testdata")

var ran bool

func TestAssertions(t *testing.T) {
	if ran {
		t.Skip("Ginkgo runs a suite once in a process")
	}
	ran = true
	RegisterFailHandler(Fail)
	RunSpecs(t, "Assertions Suite")
}
