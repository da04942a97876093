// Package policy reads, checks and runs policies. A policy is a file with the TCP
// behaviour that a project requires and the differences that it accepts. Each
// acceptance has a reason and may have an end.
//
//	require:
//	  - profile: linux
//	    scenarios: [C-15, "C-0*"]
//	accept:
//	  - scenario: C-15
//	    profile: linux
//	    because: our clients do not wait for an answer to the first SYN
//	    until: 2027-03-01
//
// [Read] and [Parse] reject a file that contradicts itself or the catalogue. The error
// lists all problems of the file. [Policy.Run] returns a report, and [Policy.Test]
// enforces the policy in a test:
//
//	func TestTCP(t *testing.T) {
//		p, err := policy.Read("twcheck.yaml")
//		if err != nil {
//			t.Fatal(err)
//		}
//		p.Test(t)
//	}
//
//	var _ = Describe("TCP", func() {
//		It("is as we rely on it", func() {
//			p, err := policy.Read("twcheck.yaml")
//			Expect(err).NotTo(HaveOccurred())
//			p.Test(GinkgoT())
//		})
//	})
//
// The command "twcheck run --policy" does the same. The page docs/gate.md explains the
// keys.
package policy
