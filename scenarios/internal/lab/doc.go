// Package lab has the vocabulary of the catalogue's scenarios.
//
// A [Scenario] has cases. A [Case] has a function that runs in its own network and
// returns its observation as a short text. [Observe] returns a case. The type of the
// function's parameter decides where the case can run:
//
//   - A [Portable] has one host with the TCP under test and scripted peers. It uses
//     only calls that every target has.
//   - A [Lab] adds a network of package fixture, whose hosts run netstack.
//
// If a helper fails, the case ends with an error ([Must], [Got]). If a connection is
// not in the required state, the case ends and observes the state ([Require]). Calls
// that a case is about return their errors, and [ErrText] turns these into text.
//
// A helper for only one scenario is a function in the scenario's file.
package lab
