package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Read reads what Report.WriteJSON wrote. A report of another schema is an
// error, as is anything that is no report.
func Read(r io.Reader) (Report, error) {
	var out Report
	if r == nil {
		return out, errors.New("report: the reader is nil")
	}
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return Report{}, fmt.Errorf("report: want the JSON that \"twcheck run --format json\" or \"twcheck baseline\" writes: %w", err)
	}
	if out.Schema != Schema {
		return Report{}, fmt.Errorf("report: schema %d: want %d", out.Schema, Schema)
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
