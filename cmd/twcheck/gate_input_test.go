package main

import "github.com/twcheck/twcheck/scenarios/report"

// inputOf returns the command that the bytes decide.
func inputOf(x *gateTruth, in []byte) gateInput {
	c := &choices{in}
	out := gateInput{files: map[string]string{}, format: oneOf(c, "github", "github", "text", "json", "junit", "tap")}
	out.again = c.rarely(16)
	late := c.rarely(6)
	if c.of(2) == 0 {
		p := c.policy(x)
		name := c.fileName("policy.yaml")
		out.files[name] = p.text()
		out.want = p.judge(x, late)
		out.args = append([]string{"--policy", name}, p.args()...)
		switch c.of(24) {
		case 22, 23:
			out.files[name] = p.damaged(c)
			out.want = refusedFor("a policy: damaged")
		case 21:
			out.files[name] = c.splice(p.text())
			out.args = append([]string{"--policy", name}, some(c, gateIDs)...)
			out.want = gateWant{unknown: true}
		case 20:
			out.args = append(out.args, "--seed", "2")
			if p.seed != "" && out.want.invalid == "" {
				out.want = refusedFor("another seed")
			}
		}
	} else {
		b := c.baseline(x)
		name := c.fileName("baseline.json")
		out.files[name] = b.text()
		out.want = b.judge(x, late)
		out.args = append([]string{"--baseline", name}, b.args()...)
		if c.rarely(16) {
			out.files[name] = c.splice(b.text())
			out.want = gateWant{unknown: true}
		}
	}
	if late {
		out.want.late = true
		out.args = append(out.args, "--case-timeout", "1ns")
	} else {
		out.args = append(out.args, "--case-timeout", "5m") // a busy machine is no finding
	}
	if c.rarely(4) {
		shown := some(c, []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error})
		for _, v := range shown {
			out.args = append(out.args, "--verdict", string(v))
		}
		out.want.hide(shown)
	}
	if c.rarely(4) {
		out.args = append(out.args, "-v")
	}
	return out
}

// splice returns a text with a part replaced by the fuzzer's bytes.
func (c *choices) splice(text string) string {
	at := min(c.of(256)*8, len(text))
	end := min(at+c.of(32), len(text))
	return text[:at] + string(c.left) + text[end:]
}
