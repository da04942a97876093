// Package parity has a fuzz test of the promise that an application cannot tell a host of
// package fixture from a Linux host: random sequences of calls, and of segments of a
// scripted peer, are played on both, and what an application sees is compared after each
// step. docs/linux.md lists the differences that are known. CONTRIBUTING.md has the
// commands. The package compiles nothing into a program.
package parity
