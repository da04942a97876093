// Package lab has the vocabulary of the catalogue's scenarios.
//
// A [Scenario] has cases. A [Case] has a function that runs in a network of its own
// and returns in a few words what it observed. [Observe] makes a case. The type of
// the function's parameter decides where the case can run:
//
//   - With a [Portable] it has one host with the TCP under test, by calls that every
//     target has, and peers with hand-made segments.
//   - With a [Lab] it has all that and a network of package fixture, whose hosts run
//     netstack.
//
// If a verb fails, the case ends with an error ([Must], [Got]). If a connection is
// not in the state that the case needs to go on, the case ends and observes the
// state ([Require]). Calls that a case is about return their errors, and the case
// puts them into words ([ErrText]).
//
// A helper for one scenario is a function in the scenario's file.
package lab
