// Twcheck runs scenarios of how TCP connections end against gVisor's netstack
// on a virtual clock, and compares what it observes with what is expected.
//
//	twcheck run              run all scenarios and print a table
//	twcheck run C-02 'C-1*'  run some of them
//	twcheck run --profile linux
//	twcheck run --format junit -o json=report.json
//	twcheck explain C-43     say what it is about, who expects what, and what happens
//	twcheck expect C-43 -w   write what is observed into the file with its expectations
//	twcheck baseline -o baseline.json
//	twcheck run --baseline baseline.json
//	twcheck run --policy policy.yaml
//	twcheck diff old.json new.json
//	twcheck schema           print the JSON schema of reports
//	twcheck list             say which scenarios there are
//	twcheck list --group keep-alive --grep probe
//	twcheck profiles linux   say what a profile expects, and where netstack differs
//	twcheck coverage         say which claims and clauses the scenarios observe
//	twcheck version          say which versions of twcheck, gVisor and Go this is (also --version)
//	twcheck help
//
// It needs no privileges, opens no socket of the system and takes milliseconds
// for hours of virtual time.
//
// # Exit status
//
// It is the same for every format:
//
//	0  all observations are as expected, or differ in a way that is documented
//	1  at least one observation fails, or is not as in the baseline,
//	   or differs in a way that the policy does not accept;
//	   of diff, something has changed; of expect without -w, a file would
//	2  the command line, or a file that it names, makes no sense; nothing was run
//	3  something broke: a scenario could not be run, or the output not written
//
// "go tool" passes it on. "go run" makes 1 of every status but 0; build or install
// the command where the difference matters.
//
// # Environment
//
// TWCHECK_SEED is the seed where --seed is not given. TWCHECK_TODAY, such as
// 2027-03-01, is the day on which a policy is applied, instead of the present one
// (UTC). With --format github the file
// that GITHUB_STEP_SUMMARY names gets a summary. NO_COLOR, if it is set and
// not empty, turns colours off; without it they are used on terminals only. If
// standard error is a terminal a line there shows how far a run is, and goes away at
// the end; TERM=dumb turns that off, and colours.
package main

//go:generate go test -run ^TestPages$ . -update
