// Package mutants has the tests of the tests: they force the conditions of this module's
// own code, one by one, and expect some test to notice. It compiles nothing into a
// program. CONTRIBUTING.md has the command.
package mutants
