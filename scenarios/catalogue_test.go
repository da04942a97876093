package scenarios_test

import (
	"os"
	"regexp"
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
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
		Entry("a group", "Keep-Alive", "(see twcheck list); keep-alive is a group: twcheck list --group keep-alive"),
		Entry("a malformed pattern", "C-[", `pattern "C-[": want an id such as "C-01"`),
	)
})

var _ = Describe("every scenario", func() {
	It("has an id of its own, a group, a sentence, sources and cases", func() {
		seen := map[string]bool{}
		for s := range scenarios.All() {
			Expect(s.ID).To(MatchRegexp(`^[CNT]-\d\d$`))
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

var _ = Describe("a profile", func() {
	for _, p := range profile.All() {
		It("expects something of every case, or says why not, and of nothing else: "+p.Name, func() {
			said := make(map[string]bool)
			silent := make(map[string]bool)
			for _, e := range p.Expects {
				silent[e.Scenario] = e.Open != ""
				for _, w := range e.Cases {
					Expect(said[e.Scenario+" "+w.Case]).To(BeFalse(), "twice: "+w.Case)
					said[e.Scenario+" "+w.Case] = true
				}
			}
			if p.Name == "netstack" {
				Expect(p.Open).To(BeEmpty())
				Expect(silent).NotTo(ContainElement(true))
			}
			var have, want []string
			for s := range scenarios.All() {
				_, entry := silent[s.ID]
				for _, c := range s.Cases {
					name := s.ID + " " + c.Name
					if said[name] {
						have = append(have, name)
					} else if entry {
						Expect(silent[s.ID]).To(BeTrue(), name)
					} else {
						Expect(p.Open).NotTo(BeEmpty(), name)
					}
				}
			}
			for _, e := range p.Expects {
				Expect(e.Source).NotTo(BeEmpty(), e.Scenario)
				for _, w := range e.Cases {
					want = append(want, e.Scenario+" "+w.Case)
					Expect(w.Observed).NotTo(BeEmpty(), w.Case)
					Expect(w.Known == "").To(Equal(w.Reason == ""), w.Case)
					Expect(w.Known).NotTo(Equal(w.Observed), w.Case)
					netstack, ok := profile.Netstack().Expected(e.Scenario, w.Case)
					Expect(ok).To(BeTrue(), w.Case)
					if w.Known == "" {
						Expect(w.Observed).To(Equal(netstack.Observed), "%s %s: netstack observes something else, and no reason says why", e.Scenario, w.Case)
					}
				}
			}
			if p.Name == "netstack" {
				Expect(want).To(Equal(have))
			} else {
				Expect(want).To(ConsistOf(have))
			}
		})

		It("is found by its name: "+p.Name, func() {
			q, err := profile.Named(p.Name)
			Expect(err).NotTo(HaveOccurred())
			Expect(q).To(Equal(p))
		})
	}

	It("is not found by another name", func() {
		_, err := profile.Named("windows")
		Expect(err).To(MatchError(`profile: no profile "windows": there is netstack, rfc9293, linux, freebsd`))
	})

	// Whoever takes another gVisor runs the catalogue, looks at what changed, and
	// says so here.
	It("was measured with the gVisor that go.mod asks for", func() {
		text, err := os.ReadFile("../go.mod")
		Expect(err).NotTo(HaveOccurred())
		m := regexp.MustCompile(`(?m)^\s*gvisor\.dev/gvisor (\S+)`).FindStringSubmatch(string(text))
		Expect(m).To(HaveLen(2))
		Expect(profile.NetstackVersion).To(Equal(m[1]))
		Expect(strings.TrimPrefix(profile.Netstack().Of, "gVisor ")).To(Equal(m[1]))
	})
})
