// Twcheck runs scenarios of how TCP connections end against gVisor's netstack
// on a virtual clock, and compares the observations with the expected results.
//
//	twcheck run              run all scenarios and print a table
//	twcheck run C-02 'C-1*'  run some of them
//	twcheck run --profile linux
//	twcheck run --format junit -o json=report.json
//	twcheck explain C-43     describe it, its expected results and its packet trace
//	twcheck expect C-43 -w   write what is observed into the file with its expectations
//	twcheck baseline -o baseline.json
//	twcheck run --baseline baseline.json
//	twcheck run --policy policy.yaml
//	twcheck run --shard 2/4  run the second of four parts
//	twcheck diff old.json new.json
//	twcheck bump go          compare the gVisor of go.mod with the newest of its branch go
//	twcheck preflight        test whether twcheck works with this gVisor and this Go
//	twcheck schema           print the JSON schema of reports
//	twcheck list             list the scenarios
//	twcheck list --group keep-alive --grep probe
//	twcheck profiles linux   list what a profile expects, and where netstack differs
//	twcheck coverage         list the claims and clauses that the scenarios observe
//	twcheck version          print the versions of twcheck, gVisor and Go (also --version)
//	twcheck completion bash  print the script that completes the command line in a shell
//	twcheck help
//
// It needs no privileges, opens no socket of the system and takes milliseconds
// for hours of virtual time.
//
// # Exit status
//
// The exit status does not depend on the format:
//
//	0  all observations are as expected, are open, or differ in a documented way
//	1  at least one observation fails, differs from the baseline,
//	   or differs in a way that the policy does not accept,
//	   whatever else could not be observed or written;
//	   for diff and bump, the two runs differ; for expect without -w, a file would change
//	2  the command line, or a file that it names, is invalid, or results would be
//	   wrong with this gVisor and this Go (preflight); nothing was run
//	3  a case could not be observed, or the output could not be written,
//	   and nothing fails as far as it was observed
//
// "go tool" passes it on. "go run" ends with 1 for every status but 0: if the
// difference matters, build or install the command.
//
// # Environment
//
// TWCHECK_SEED is the default of --seed. TWCHECK_TODAY, such as 2027-03-01, is the
// day (UTC) on which a policy is applied, instead of the present day.
// GITHUB_STEP_SUMMARY names a file, to which --format github appends a summary.
// GITHUB_WORKSPACE is the folder in which the paths of its annotations begin; without it
// that is the folder with .git, or the working directory.
//
// TWCHECK_SHARD, such as 2/4, is the default of --shard. Bazel's TEST_SHARD_INDEX and
// TEST_TOTAL_SHARDS are the next, if TEST_SHARD_STATUS_FILE names the file that Bazel
// expects. A shard that the environment selects is announced on standard error.
// COLUMNS is the width of the table that run prints; without it the width is that of the
// terminal, or 160 columns in a log. Only titles are cut.
//
// A terminal gets colours, unless NO_COLOR is set and not empty. If standard error is a
// terminal, a line shows the progress of a run and disappears at the end. TERM=dumb
// turns both off.
package main

//go:generate go test -run ^Test(Pages|Readme)$ . -update
