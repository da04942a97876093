package main

import (
	"fmt"
	"os"

	"github.com/twcheck/twcheck/scenarios/report"
)

// shardVariable is the environment variable with the default of --shard.
const shardVariable = "TWCHECK_SHARD"

// Bazel counts shards from 0. It sets the third variable for each test that it divides,
// and expects the file that it names from a test that runs only its part.
const (
	bazelIndex  = "TEST_SHARD_INDEX"
	bazelTotal  = "TEST_TOTAL_SHARDS"
	bazelStatus = "TEST_SHARD_STATUS_FILE"
)

// shard is the value of --shard.
type shard report.Shard

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *shard) UnmarshalText(text []byte) error {
	x, err := report.ParseShard(string(text))
	*s = shard(x)
	return err
}

// part returns the part of the scenarios that a run has: that of --shard, of
// TWCHECK_SHARD, or of Bazel. A part that the command line does not name is announced on
// standard error: a variable that was inherited must not skip scenarios in silence.
func (s *session) part(given *shard) (report.Shard, error) {
	if given != nil {
		return report.Shard(*given), nil
	}
	if text := s.getenv(shardVariable); text != "" {
		x, err := report.ParseShard(text)
		if err != nil {
			return x, usageError{fmt.Errorf("%s: %w", shardVariable, err)}
		}
		s.announce(x, shardVariable+"="+text)
		return x, nil
	}
	return s.bazelPart()
}

// bazelPart returns the part that Bazel asks for, and tells Bazel that it is respected.
// Without Bazel it is the whole.
func (s *session) bazelPart() (report.Shard, error) {
	file, index, total := s.getenv(bazelStatus), s.getenv(bazelIndex), s.getenv(bazelTotal)
	if file == "" || index == "" && total == "" {
		return report.Shard{}, nil
	}
	var i, n int
	_, err := fmt.Sscanf(index+"/"+total+"\n", "%d/%d\n", &i, &n)
	x := report.Shard{Index: i + 1, Count: n}
	if err != nil || x == (report.Shard{}) || x.Validate() != nil {
		return report.Shard{}, usageError{fmt.Errorf("%s is %q and %s is %q: want a number from 0, and a larger one", bazelIndex, index, bazelTotal, total)}
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE, 0o666)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return report.Shard{}, cannotWrite(file, err)
	}
	s.announce(x, bazelIndex+"="+index+" and "+bazelTotal+"="+total)
	return x, nil
}

// announce says that the environment selects a part.
func (s *session) announce(x report.Shard, by string) {
	fmt.Fprintf(s.err, "twcheck: %s: this run has only %s of the scenarios\n", report.VisibleLine(by), x.Describe())
}

// checkShard returns an error if a baseline has another part of the scenarios than a
// run. Each part of a run can be compared with a whole baseline.
func checkShard(file string, baseline, run report.Shard) error {
	if baseline == (report.Shard{}) || baseline == run {
		return nil
	}
	return usageError{fmt.Errorf("run: %s has %s of its run, and this run has %s: want a baseline, or a report of the same shard", file, baseline.Describe(), run.Describe())}
}

// checkShards returns an error if two runs have different parts of the scenarios.
func checkShards(old, new report.Shard) error {
	if old == new {
		return nil
	}
	return usageError{fmt.Errorf("diff: the old run has %s and the new one %s: want two reports of whole runs, or of the same shard", old.Describe(), new.Describe())}
}

// inPart returns the part of a line that names the shard of a report, and "" for a whole
// run.
func inPart(r report.Report) string {
	if r.Shard == (report.Shard{}) {
		return ""
	}
	return ", " + r.Shard.Describe()
}

// whyEmpty says why a report has no scenarios.
func whyEmpty(r report.Report) string {
	if r.Shard != (report.Shard{}) && (r.Judgement == nil || !r.Judgement.Partial) {
		return "Nothing was run: " + r.Shard.Describe() + " has no scenario, as there are fewer of them than shards"
	}
	return "Nothing is shown: --verdict selects no scenario of the run"
}
