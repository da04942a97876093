package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Read reads a report that Report.WriteJSON wrote. It ignores unknown members, so it
// reads reports of later versions with the same Schema.
//
// Read returns an error in these cases:
//
//   - r is nil or fails.
//   - The text is not a report, or more text follows it.
//   - The report has another Schema.
//   - A scenario appears twice with the same profile and settings.
func Read(r io.Reader) (Report, error) {
	var out Report
	if r == nil {
		return out, errors.New("report: the reader is nil")
	}
	d := json.NewDecoder(r)
	var text json.RawMessage
	if err := d.Decode(&text); err != nil {
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
	if out.Scenarios == nil {
		return Report{}, wanted(errors.New("it has no scenarios"))
	}
	if _, err := d.Token(); err != io.EOF {
		return Report{}, errors.New("report: more text follows the report")
	}
	type key struct{ id, profile, settings string }
	seen := map[key]bool{}
	for _, s := range out.Scenarios {
		k := key{s.ID, s.Profile, s.Settings.String()}
		if seen[k] {
			return Report{}, fmt.Errorf("report: %s appears twice", s.ID)
		}
		seen[k] = true
	}
	return out, nil
}

// wanted returns the error for a text that is not a report.
func wanted(err error) error {
	return fmt.Errorf("report: want the JSON that \"twcheck run --format json\" or \"twcheck baseline\" writes: %w", err)
}
