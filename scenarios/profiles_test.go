package scenarios_test

import (
	"os"
	"regexp"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
)

var _ = Describe("a profile", func() {
	for _, p := range profile.All() {
		It("expects something of every case, or says why not, and of nothing else: "+p.Name, func() {
			said := make(map[string]bool)
			silent := make(map[string]bool)
			unmeasured := make(map[string]bool)
			for _, e := range p.Expects {
				silent[e.Scenario] = e.Open != ""
				for _, u := range e.Unmeasured {
					unmeasured[e.Scenario+" "+u.Case] = true
				}
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
						Expect(silent[s.ID] || unmeasured[name]).To(BeTrue(), name)
					} else {
						Expect(p.Open).NotTo(BeEmpty(), name)
					}
				}
			}
			for _, e := range p.Expects {
				Expect(e.Source).NotTo(BeEmpty(), e.Scenario)
				Expect(e.Source).NotTo(HavePrefix("TODO"), e.Scenario)
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
		Expect(err).To(MatchError(`profile: no profile "windows": want one of netstack, rfc9293, linux, freebsd`))
	})

	// To select another gVisor version, run the catalogue, review the changes, and
	// record them here.
	It("was measured with the gVisor that go.mod asks for", func() {
		text, err := os.ReadFile("../go.mod")
		Expect(err).NotTo(HaveOccurred())
		m := regexp.MustCompile(`(?m)^\s*gvisor\.dev/gvisor (\S+)`).FindStringSubmatch(string(text))
		Expect(m).To(HaveLen(2))
		Expect(profile.NetstackVersion).To(Equal(m[1]))
		Expect(strings.TrimPrefix(profile.Netstack().Of, "gVisor ")).To(Equal(m[1]))
	})
})
