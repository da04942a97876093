package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// All shards of any number have each element exactly once, in its order.
func TestShards(t *testing.T) {
	for length := range 100 {
		list := make([]int, length)
		for i := range list {
			list[i] = i
		}
		for n := 1; n <= 100; n++ {
			var all []int
			least, most := length, 0
			for i := 1; i <= n; i++ {
				part := report.PartOf(report.Shard{Index: i, Count: n}, list)
				if !slices.IsSorted(part) {
					t.Fatalf("%d/%d of %d: %v", i, n, length, part)
				}
				all = append(all, part...)
				least, most = min(least, len(part)), max(most, len(part))
			}
			slices.Sort(all)
			if !slices.Equal(all, list) {
				t.Fatalf("%d shards of %d have %v", n, length, all)
			}
			if most-least > 1 {
				t.Fatalf("%d shards of %d have from %d to %d", n, length, least, most)
			}
		}
	}
}

// No mistake leaves something out.
func TestInvalidShards(t *testing.T) {
	list := []int{1, 2, 3}
	for _, s := range []report.Shard{{}, {Index: 3, Count: 2}, {Index: 0, Count: 2}, {Index: -1, Count: 2}, {Index: 1}, {Index: 1, Count: -1}} {
		if got := report.PartOf(s, list); !slices.Equal(got, list) {
			t.Errorf("%+v has %v", s, got)
		}
		if err := s.Validate(); (err == nil) != (s == report.Shard{}) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestParseShard(t *testing.T) {
	if all, one := (report.Shard{}), (report.Shard{Index: 2, Count: 4}); all.String() != "" || all.Describe() != "all shards" || one.Describe() != "shard 2/4" {
		t.Errorf("%q, %q, %q", all, all.Describe(), one.Describe())
	}
	for _, text := range []string{"1/1", "1/2", "2/2", "7/100", "2147483647/2147483647"} {
		if s, err := report.ParseShard(text); err != nil || s.String() != text {
			t.Errorf("%q: %v, %v", text, s, err)
		}
	}
	for _, text := range []string{"", "/", "1", "0/0", "0/2", "3/2", "a/b", "1/0", "-1/2", "+1/2", " 1/2", "1/2/3", "1/", "/2", "1.5/2", "1/99999999999", "99999999999/2147483647", "²/3"} {
		s, err := report.ParseShard(text)
		if err == nil || s != (report.Shard{}) || !strings.HasPrefix(err.Error(), "want i/n with i from 1 to n, such as 2/4") {
			t.Errorf("%q: %v, %v", text, s, err)
		}
	}
}
