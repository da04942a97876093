package main

import (
	"fmt"
	"strconv"

	"github.com/twcheck/twcheck/scenarios"
)

// seedVariable is the environment variable with the default of --seed.
const seedVariable = "TWCHECK_SEED"

// seed is the value of --seed.
type seed uint64

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *seed) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 64)
	if err != nil {
		return fmt.Errorf("want a number from 0 to 2^64-1, not %q", text)
	}
	*s = seed(n)
	return nil
}

// or returns the seed. If s is nil it returns the seed of the environment, or the
// default.
func (s *seed) or(getenv func(string) string) (uint64, error) {
	if s != nil {
		return uint64(*s), nil
	}
	text := getenv(seedVariable)
	if text == "" {
		return scenarios.DefaultSeed, nil
	}
	var n seed
	if err := n.UnmarshalText([]byte(text)); err != nil {
		return 0, fmt.Errorf("%s: %w", seedVariable, err)
	}
	return uint64(n), nil
}
