package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Read reads what Report.WriteJSON wrote. It ignores members that it does not know:
// a later version may write more. The error says if the report has another Schema, if
// a scenario appears twice, or if the text is no report.
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
	// The schema first: with another one the rest may have other types.
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

// wanted is the error for a text that is no report.
func wanted(err error) error {
	return fmt.Errorf("report: want the JSON that \"twcheck run --format json\" or \"twcheck baseline\" writes: %w", err)
}
