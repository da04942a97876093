package services_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture/bubble"
)

var update = flag.Bool("update", false, "write what the failing specs print to testdata, and docs/services.md")

// suite is the test in which the bubbles run.
var suite *testing.T

func TestServices(t *testing.T) {
	if suite != nil {
		t.Skip("Ginkgo runs a suite once in a process")
	}
	suite = t
	RegisterFailHandler(Fail)
	RunSpecs(t, "Services Suite")
}

// inBubble runs the body of a spec in a testing/synctest bubble.
func inBubble(body func()) func() {
	return func() { bubble.Run(suite, body) }
}

// pointers matches the addresses that Gomega prints of an error, which differ from run
// to run.
var pointers = regexp.MustCompile(`\b0x[0-9a-f]{6,}\b`)

// library matches places in the standard library, whose lines differ between versions
// of Go.
var library = regexp.MustCompile(`(transport\.go:)\d+ \((http)\.`)

// upload413 matches how much net/http has written of an upload when it sees the answer, if
// anything. Both happen at one instant, in the order in which its goroutines run.
var upload413 = regexp.MustCompile(`⋮ client (?:wrote \d+ bytes and )?read 116 bytes`)

// fails makes a spec that passes if its body, run in a bubble, fails with the text in
// testdata.
func fails(golden string, body func()) func() {
	return inBubble(prints(golden, body))
}

// prints is fails without a bubble.
func prints(golden string, body func()) func() {
	return func() {
		failure := InterceptGomegaFailure(body)
		Expect(failure).To(HaveOccurred(), "the body did not fail")
		file := filepath.Join("testdata", golden+".txt")
		text := pointers.ReplaceAllString(failure.Error(), "0x…") + "\n"
		text = library.ReplaceAllString(text, "${1}N ($2.")
		text = upload413.ReplaceAllString(text, "⋮ client wrote N bytes and read 116 bytes")
		if *update {
			Expect(os.WriteFile(file, []byte(text), 0o666)).To(Succeed())
		}
		want, err := os.ReadFile(file)
		Expect(err).NotTo(HaveOccurred())
		Expect(text).To(Equal(string(want)), "the failure differs from the golden file: go test ./assertions/internal/services -update rewrites it")
	}
}

// docs/services.md quotes the specs and what they print.
func TestDocs(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var all []section
	for _, file := range files {
		all = append(all, sections(t, file)...)
	}
	want := page(t, all)
	file := filepath.Join("..", "..", "..", "docs", "services.md")
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/services.md differs from the specs: run go generate ./assertions/internal/services")
	}
	// Each text in testdata belongs to a spec.
	goldens, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		name := strings.TrimSuffix(filepath.Base(g), ".txt")
		if !slices.ContainsFunc(all, func(s section) bool {
			return slices.ContainsFunc(s.fails, func(f failing) bool { return f.golden == name })
		}) {
			t.Errorf("no spec fails with the text in %s", g)
		}
	}
}
