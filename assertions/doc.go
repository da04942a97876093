// Package assertions has Gomega matchers that say how TCP connections ended.
//
// It is written to be dot-imported next to Gomega, and has matchers only.
package assertions
