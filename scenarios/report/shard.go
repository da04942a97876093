package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several parts of a run that together run each scenario exactly once.
// The zero value is a whole run.
type Shard struct {
	// Index is the number of the part, from 1 to Count.
	Index int `json:"index"`
	// Count is the number of parts.
	Count int `json:"count"`
}

// ParseShard parses the form that String has: "2/4" is the second of four parts. The
// error says what is accepted.
func ParseShard(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/") // without a slash the count is no number
	i, err := strconv.ParseUint(index, 10, 31)
	n, err2 := strconv.ParseUint(count, 10, 31)
	s := Shard{int(i), int(n)}
	if err != nil || err2 != nil || s == (Shard{}) || s.Validate() != nil {
		return Shard{}, fmt.Errorf("want i/n with i from 1 to n, such as 2/4 for the second of four parts, not %q", text)
	}
	return s, nil
}

// String returns the shard as "2/4", and "" for a whole run.
func (s Shard) String() string {
	if s == (Shard{}) {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Index, s.Count)
}

// Describe returns "shard 2/4", or "all shards" for a whole run.
func (s Shard) Describe() string {
	if s == (Shard{}) {
		return "all shards"
	}
	return "shard " + s.String()
}

// Validate returns an error if the Index is not from 1 to Count. The zero value is
// valid.
func (s Shard) Validate() error {
	if s != (Shard{}) && (s.Index < 1 || s.Index > s.Count) {
		return fmt.Errorf("shard %d of %d: want one from 1 to their number", s.Index, s.Count) // callers have a prefix
	}
	return nil
}

// PartOf returns the elements of a list that belong to a shard: each Count-th, from the
// Index-th on, in their order. Neighbours in the list, which often take about the same
// time, go to different shards. A whole run and an invalid shard have all of them: no
// mistake leaves something out.
func PartOf[T any](s Shard, list []T) (part []T) {
	if s == (Shard{}) || s.Validate() != nil {
		return list
	}
	for i := s.Index - 1; i < len(list); i += s.Count {
		part = append(part, list[i])
	}
	return part
}
