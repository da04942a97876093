package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Read reads a report that Report.WriteJSON wrote. It ignores unknown members, so it
// reads reports of later versions with the same Schema.
//
// Read returns an error in these cases:
//
//   - r is nil or fails.
//   - The text is longer than 32 MiB. A report of the whole catalogue has less than 1.
//   - The text is not a report, or more text follows it.
//   - The report has another Schema.
//   - A scenario appears twice. With a Policy, it appears twice with the same profile
//     and settings.
//   - A case appears twice in a scenario, or a scenario or case has no name.
//   - An object of the text has a member twice, in upper or lower case.
//   - A verdict is missing or unknown, or the Shard is invalid.
func Read(r io.Reader) (Report, error) {
	var out Report
	if r == nil {
		return out, errors.New("report: the reader is nil")
	}
	limited := &io.LimitedReader{R: r, N: maxBytes + 1}
	d := json.NewDecoder(limited)
	var text json.RawMessage
	err := d.Decode(&text)
	if limited.N == 0 {
		return Report{}, errTooLong
	}
	if err != nil {
		return Report{}, wanted(err)
	}
	// The schema comes first: with another schema other members may have other types.
	var version struct {
		Schema *int `json:"schema"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return Report{}, wanted(err)
	}
	switch {
	case version.Schema == nil:
		return Report{}, wanted(errors.New("it has no schema"))
	case *version.Schema != Schema:
		return Report{}, fmt.Errorf("report: schema %d: want %d", *version.Schema, Schema)
	}
	if err := json.Unmarshal(text, &out); err != nil {
		return Report{}, wanted(err)
	}
	if err := twice(text); err != nil {
		return Report{}, fmt.Errorf("report: %w", err)
	}
	if out.Scenarios == nil {
		return Report{}, wanted(errors.New("it has no scenarios"))
	}
	if _, err := d.Token(); err != io.EOF {
		return Report{}, errors.New("report: more text follows the report")
	}
	if limited.N == 0 { // only white space follows, without an end
		return Report{}, errTooLong
	}
	if err := out.check(); err != nil {
		return Report{}, fmt.Errorf("report: %w", err)
	}
	return out, nil
}

// maxBytes is the maximum size of a report.
const maxBytes = 32 << 20

var errTooLong = fmt.Errorf("report: longer than %d MiB: want a report of twcheck", maxBytes>>20)

// check returns an error if the report contradicts itself. A comparison with such a
// report would leave something out.
func (r Report) check() error {
	if j := r.Judgement; j != nil && !slices.Contains(verdicts, j.Verdict) {
		return fmt.Errorf("the judgement has the verdict %q: want one of %s", j.Verdict, verdictNames())
	}
	if err := r.Shard.Validate(); err != nil {
		return err
	}
	type run struct{ id, profile, settings string }
	seen := map[run]bool{}
	for i, s := range r.Scenarios {
		this := run{id: s.ID}
		if r.Policy != nil {
			this = run{s.ID, s.Profile, s.Settings.String()}
		}
		switch {
		case s.ID == "":
			return fmt.Errorf("scenario %d of the list has no id", i+1)
		case seen[this] && r.Policy != nil:
			return fmt.Errorf("%s appears twice with the profile %s and %s: want each scenario once for a profile and its settings", s.ID, s.Profile, s.Settings.Describe())
		case seen[this]:
			return fmt.Errorf("%s appears twice: want each scenario once", s.ID)
		case !slices.Contains(verdicts, s.Verdict):
			return fmt.Errorf("%s has the verdict %q: want one of %s", s.ID, s.Verdict, verdictNames())
		}
		seen[this] = true
		if err := s.check(); err != nil {
			return err
		}
	}
	return nil
}

// check returns an error if the cases of a scenario contradict each other.
func (s Result) check() error {
	seen := map[string]bool{}
	for _, o := range s.Observations {
		switch {
		case o.Case == "":
			return fmt.Errorf("%s has a case without a name", s.ID)
		case seen[o.Case]:
			return fmt.Errorf("%s has the case %q twice: want each case once", s.ID, o.Case)
		case !slices.Contains(verdicts, o.Verdict):
			return fmt.Errorf("%s, case %q, has the verdict %q: want one of %s", s.ID, o.Case, o.Verdict, verdictNames())
		}
		seen[o.Case] = true
	}
	return nil
}

// wanted returns the error for a text that is not a report.
func wanted(err error) error {
	return fmt.Errorf("report: want the JSON that twcheck's commands \"run --format json\" and baseline write: %w", err)
}
