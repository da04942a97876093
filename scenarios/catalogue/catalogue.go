// Package catalogue holds the files with what the profiles expect, one beside each
// scenario. Package want reads them.
package catalogue

import "embed"

// Wants are the files: "timewait/c02_time_wait_length.want" is the one of C-02.
//
//go:embed */*.want
var Wants embed.FS
