package scenarios_test

import (
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/sources"
)

var _ = Describe("Coverage", func() {
	It("names for each claim and clause the scenarios that observe it, or says why none does", func() {
		seen := map[string]bool{}
		for _, c := range scenarios.Coverage() {
			Expect(seen).NotTo(HaveKey(c.Ref))
			seen[c.Ref] = true
			Expect(c.Says).NotTo(BeEmpty(), c.Ref)
			if len(c.Scenarios) == 0 {
				Expect(c.WhyNot).NotTo(BeEmpty(), "no scenario observes %s, and nothing says why", c.Ref)
			} else {
				Expect(c.WhyNot).To(BeEmpty(), "%v observe %s", c.Scenarios, c.Ref)
			}
			_, err := scenarios.Select(c.Scenarios...)
			Expect(err).NotTo(HaveOccurred())
		}
	})

	It("leaves out no source of a scenario", func() {
		covered := scenarios.Coverage()
		var left []string
		for s := range scenarios.All() {
			for _, src := range s.Sources {
				switch src.Kind {
				case sources.KindClaim, sources.KindFolklore:
					Expect(covered).To(ContainElement(HaveField("Source", src)), s.ID)
				case sources.KindClause:
					section := strings.Join(strings.Split(src.Ref, ", ")[:2], ", ")
					if !slices.ContainsFunc(covered, func(c scenarios.Covered) bool {
						return (c.Ref == section || strings.HasPrefix(c.Ref, section+",")) && slices.Contains(c.Scenarios, s.ID)
					}) {
						left = append(left, s.ID+": "+src.Ref)
					}
				}
			}
		}
		Expect(left).To(BeEmpty())
	})
})
