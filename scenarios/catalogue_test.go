package scenarios_test

import (
	"io/fs"
	"slices"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/catalogue"
	"github.com/twcheck/twcheck/scenarios/sources"
)

var _ = Describe("Select", func() {
	ids := func(patterns ...string) []string {
		list, err := scenarios.Select(patterns...)
		Expect(err).NotTo(HaveOccurred())
		var out []string
		for _, s := range list {
			out = append(out, s.ID)
		}
		return out
	}

	It("returns all scenarios without a pattern", func() {
		Expect(ids()).To(HaveLen(len(slices.Collect(scenarios.All()))))
	})

	It("returns each once, in the order of the catalogue", func() {
		Expect(ids("c-06", "C-0[12]", "C-02")).To(Equal([]string{"C-01", "C-02", "C-06"}))
	})

	DescribeTable("refuses", func(pattern, message string) {
		_, err := scenarios.Select("C-01", pattern)
		Expect(err).To(MatchError(SatisfyAll(HavePrefix("scenarios: "), ContainSubstring(message))))
	},
		Entry("an unknown id", "C-99", `no scenario "C-99": there are `),
		Entry("nothing", "", `no scenario "": there are `),
		Entry("a pattern that matches nothing", "X*", `no scenario "X*"`),
		Entry("a group", "Keep-Alive", "(twcheck's command list shows them); keep-alive is a group, which list --group keep-alive shows"),
		Entry("a malformed pattern", "C-[", `pattern "C-[": want an id such as "C-01"`),
	)
})

var _ = Describe("every scenario", func() {
	It("has an id of its own, a group, a sentence, sources and cases", func() {
		seen := map[string]bool{}
		for s := range scenarios.All() {
			Expect(s.ID).To(MatchRegexp(`^[CNT]-\d{2,3}$`))
			Expect(seen).NotTo(HaveKey(s.ID))
			seen[s.ID] = true
			Expect(s.Group).To(MatchRegexp(`^[a-z]+(-[a-z0-9]+)*$`), s.ID)
			Expect(s.Title).To(MatchRegexp(`^[A-Z].*[^.]\.$`), s.ID)
			Expect(s.Sources).NotTo(BeEmpty(), s.ID)
			Expect(s.Cases).NotTo(BeEmpty(), s.ID)
			for _, src := range s.Sources {
				Expect(src.Kind).To(BeElementOf(sources.KindClause, sources.KindSpecification, sources.KindClaim, sources.KindFolklore, sources.KindIncident), s.ID)
				Expect(src.Ref).NotTo(BeEmpty(), s.ID)
				Expect(src.Says).NotTo(BeEmpty(), s.ID)
			}
			names := map[string]bool{}
			for _, c := range s.Cases {
				Expect(c.Name).NotTo(BeEmpty(), s.ID)
				Expect(names).NotTo(HaveKey(c.Name), s.ID)
				names[c.Name] = true
			}
		}
	})

	It("is in the list of its folder", func() {
		files, err := fs.Glob(catalogue.Wants, "*/*.want")
		Expect(err).NotTo(HaveOccurred())
		var named, listed []string
		for _, f := range files {
			named = append(named, catalogue.Scenario(f))
		}
		for s := range scenarios.All() {
			listed = append(listed, s.ID)
		}
		Expect(listed).To(ConsistOf(named))
		Expect(slices.IsSortedFunc(listed, catalogue.Compare)).To(BeTrue(), "reports go by ids")
	})

	It("quotes a claim in the same words wherever it is named", func() {
		says := map[string]sources.Source{}
		for s := range scenarios.All() {
			for _, src := range s.Sources {
				if src.Kind != sources.KindClaim && src.Kind != sources.KindFolklore {
					continue
				}
				if first, ok := says[src.Ref]; ok {
					Expect(src).To(Equal(first))
				}
				says[src.Ref] = src
			}
		}
	})
})
