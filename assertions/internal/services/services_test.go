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

// library are places in the standard library, whose lines differ from one version
// of Go to the next.
var library = regexp.MustCompile(`(transport\.go:)\d+ \((http)\.`)

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
		text = library.ReplaceAllString(text, "${1}N ($2.")
		if *update {
			Expect(os.WriteFile(file, []byte(text), 0o666)).To(Succeed())
		}
		want, err := os.ReadFile(file)
		Expect(err).NotTo(HaveOccurred())
		Expect(text).To(Equal(string(want)), "what it prints; go test -update ./assertions/... writes it anew")
	}
}

// docs/services.md is what the stories are and print.
func TestDocs(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var all []story
	for _, file := range files {
		all = append(all, stories(t, file)...)
	}
	var b strings.Builder
	b.WriteString(head)
	for _, s := range all {
		b.WriteString("\n## " + s.title + "\n\n" + s.comment + "\n\n```go\n" + s.code + "\n```\n")
		for _, g := range s.goldens {
			text, err := os.ReadFile(filepath.Join("testdata", g+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("\n" + g + " prints\n\n```\n" + string(text) + "```\n")
		}
	}
	page := filepath.Join("..", "..", "..", "docs", "services.md")
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Errorf("docs/services.md is not what the stories are; go test -update -run TestDocs ./assertions/internal/services writes it anew")
	}
	// Each text in testdata belongs to a spec.
	goldens, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		name := strings.TrimSuffix(filepath.Base(g), ".txt")
		if !slices.ContainsFunc(all, func(s story) bool { return slices.Contains(s.goldens, name) }) {
			t.Errorf("no spec fails with what is in %s", g)
		}
	}
}
