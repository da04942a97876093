package scenarios_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// runJSON runs the whole catalogue and returns the report without real times.
func runJSON(seed uint64) []byte {
	list, err := scenarios.Select()
	Expect(err).NotTo(HaveOccurred())
	run := scenarios.Runner{Seed: seed}.Run(list...)
	for i := range run.Scenarios {
		Expect(run.Scenarios[i].RealNS).To(BeNumerically(">", 0))
		run.Scenarios[i].RealNS = 0
	}
	var b bytes.Buffer
	Expect(run.WriteJSON(&b)).To(Succeed())
	return b.Bytes()
}

var _ = Describe("a report", func() {
	It("is the same byte for byte over runs and numbers of processors", func() {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
		first := runJSON(1)
		for _, procs := range []int{1, 2, 8, 1, 2, 8} {
			runtime.GOMAXPROCS(procs)
			Expect(runJSON(1)).To(Equal(first), "GOMAXPROCS %d", procs)
		}
	})

	It("has other digests and the same observations with another seed", func() {
		parse := func(b []byte) report.Report {
			var r report.Report
			Expect(json.Unmarshal(b, &r)).To(Succeed())
			return r
		}
		first := parse(runJSON(1))
		for _, seed := range []uint64{0, 2, 42, 1<<64 - 1} {
			other := parse(runJSON(seed))
			Expect(other.Seed).To(Equal(seed))
			for i, s := range other.Scenarios {
				Expect(s.Observations).To(Equal(first.Scenarios[i].Observations), s.ID)
				Expect(s.Digest).NotTo(Equal(first.Scenarios[i].Digest), s.ID)
			}
		}
	})

	It("has exactly the members that its schema names", func() {
		var r map[string]any
		Expect(json.Unmarshal(runJSON(1), &r)).To(Succeed())
		Expect(keys(r)).To(ConsistOf("schema", "twcheck", "gvisor", "go", "profile", "seed", "scenarios"))
		for _, s := range r["scenarios"].([]any) {
			s := s.(map[string]any)
			Expect(keys(s)).To(ConsistOf("id", "group", "title", "sources", "verdict", "digest", "real_ns", "observations"))
			Expect(s["sources"]).To(HaveEach(BeAssignableToTypeOf("")))
			for _, o := range s["observations"].([]any) {
				Expect(keys(o.(map[string]any))).To(ConsistOf("case", "observed", "expected", "verdict", "virtual_ns"))
			}
		}
	})
})

func keys(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// expecting returns a profile that expects want of the one case of scenarios.Story.
func expecting(want ...profile.Want) profile.Profile {
	return profile.Profile{Name: "test", Expects: []profile.Expectation{{Scenario: "X-01", Cases: want}}}
}

var _ = Describe("a verdict", func() {
	run := func(p profile.Profile, f func(*fixture.Network) string) report.Result {
		r := scenarios.Runner{Profile: p, Seed: 1}.Run(scenarios.Story(f))
		Expect(r.Verdict()).To(Equal(r.Scenarios[0].Verdict))
		Expect(r.Count(r.Verdict())).To(Equal(1))
		return r.Scenarios[0]
	}
	observe := func(what string) func(*fixture.Network) string {
		return func(*fixture.Network) string { return what }
	}
	known := profile.Want{Case: "case", Observed: "right", Known: "odd", Reason: "because"}

	It("holds where the expected is observed", func() {
		s := run(expecting(known), observe("right"))
		Expect(s.Verdict).To(Equal(report.Holds))
		Expect(s.Observations[0].Timeline).To(BeEmpty())
	})

	It("diverges where a known difference is observed, with its reason", func() {
		s := run(expecting(known), observe("odd"))
		Expect(s.Verdict).To(Equal(report.Diverges))
		Expect(s.Observations[0].Reason).To(Equal("because"))
		Expect(s.Observations[0].Expected).To(Equal("right"))
	})

	It("fails where something else is observed, and shows what happened", func() {
		s := run(expecting(known), func(n *fixture.Network) string { n.Note("here"); return "wrong" })
		Expect(s.Verdict).To(Equal(report.Fails))
		Expect(s.Observations[0].Timeline).To(ContainSubstring("here"))
	})

	It("fails, and does not diverge, where nothing is observed and no difference is known", func() {
		s := run(expecting(profile.Want{Case: "case", Observed: "right"}), observe(""))
		Expect(s.Verdict).To(Equal(report.Fails))
	})

	It("is an error where the profile expects nothing", func() {
		s := run(expecting(), observe("right"))
		Expect(s.Verdict).To(Equal(report.Error))
		Expect(s.Observations[0].Reason).To(ContainSubstring("expects nothing"))
	})

	It("is open where the profile says why it expects nothing", func() {
		p := expecting()
		p.Expects[0].Open = "nobody has measured it"
		s := run(p, observe("right"))
		Expect(s.Verdict).To(Equal(report.Open))
		Expect(s.Observations[0].Reason).To(Equal("nobody has measured it"))
	})

	It("is an error where the fixture is misused, even if the expected is observed", func() {
		s := run(expecting(known), func(n *fixture.Network) string { n.Advance(-1); return "right" })
		Expect(s.Verdict).To(Equal(report.Error))
		Expect(s.Observations[0].Reason).To(ContainSubstring("the duration is negative"))
	})

	It("is an error where the story cannot be told", func() {
		s := run(expecting(known), func(n *fixture.Network) string { n.Host("bad name"); return "right" })
		Expect(s.Verdict).To(Equal(report.Error))
		Expect(s.Observations[0].Reason).To(ContainSubstring("bad name"))
	})

	It("is an error where the network cannot be made", func() {
		r := scenarios.Runner{Options: []fixture.Option{fixture.MTU(1)}}.Run(scenarios.Story(observe("right")))
		Expect(r.Verdict()).To(Equal(report.Error))
		Expect(r.Scenarios[0].Observations[0].Reason).To(ContainSubstring("mtu 1"))
	})

	It("is an error for a scenario without cases", func() {
		Expect(scenarios.Runner{}.Run(scenarios.Scenario{ID: "X-01"}).Verdict()).To(Equal(report.Error))
	})

	It("says how much virtual time passed", func() {
		s := run(expecting(known), func(n *fixture.Network) string { n.Advance(time.Hour); return "right" })
		Expect(s.Observations[0].VirtualNS).To(Equal(time.Hour.Nanoseconds()))
	})

	It("does not hide a defect of the program", func() {
		Expect(func() { run(expecting(), func(*fixture.Network) string { panic("boom") }) }).To(PanicWith(MatchError(SatisfyAll(HavePrefix("scenarios: X-01 case: panic: boom\n"), ContainSubstring("runner_test.go")))))
	})
})

// recorder is the smallest implementation of a test.
type recorder struct{ errors []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

var _ = Describe("a scenario in a test", func() {
	It("fails the test once, with all observations that fail and their timelines", func() {
		list, err := scenarios.Select("C-02")
		Expect(err).NotTo(HaveOccurred())
		t := &recorder{}
		scenarios.Runner{Options: []fixture.Option{fixture.TimeWaitTimeout(59 * time.Second)}}.Test(t, list[0])
		Expect(t.errors).To(HaveLen(1))
		Expect(strings.Count(t.errors[0], "C-02 fails: ")).To(Equal(5))
		Expect(t.errors[0]).To(SatisfyAll(
			HavePrefix("C-02 differs from the profile netstack:\nC-02 fails: "),
			ContainSubstring(`(again: go tool twcheck explain C-02 --case "state after 59.999999999s" --seed 0)`),
			ContainSubstring(`C-02 fails: state after 59.999999999s: observed "CLOSED", expected "TIME-WAIT"`),
			MatchRegexp(`\n\+59\.000000s +client +state .*TIME-WAIT → CLOSED`),
		))
	})

	It("does not fail the test for a documented difference", func() {
		t := &recorder{}
		p := expecting(profile.Want{Case: "case", Observed: "right", Known: "odd", Reason: "because"})
		scenarios.Runner{Profile: p}.Test(t, scenarios.Story(func(*fixture.Network) string { return "odd" }))
		Expect(t.errors).To(BeEmpty())
	})

	It("fails the test if it has no observations", func() {
		t := &recorder{}
		scenarios.Scenario{ID: "X-01"}.Test(t)
		Expect(t.errors).To(ConsistOf("X-01 error: it has no observations"))
	})
})
