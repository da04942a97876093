// Package lab has what the scenarios of the catalogue are written with.
//
// A [Scenario] has cases, and each [Case] has a story: a function that makes
// something happen in a network of its own and returns in a few words what came of
// it. [Observe] makes a case of a story. The type of the story's parameter decides
// where the case can run.
//
//   - A story that takes a [Portable] has one host with the TCP under test, by calls
//     that every target has, and peers whose segments it writes.
//   - A story that takes a [Lab] has all that and a network of package fixture, whose
//     hosts run netstack.
//
// A verb that fails ends the story ([Must], [Got]), and the case is an error. If a
// connection is in another state than the story needs ([Require]), that is what the
// case observes. What the case is about it observes with calls that return errors,
// and puts in words ([ErrText], [List], [Portable.Sent]).
//
// What only one scenario needs is a function in that scenario's file.
package lab
