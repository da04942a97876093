// Package services has the specs that docs/services.md quotes: problems that authors of
// services meet when connections end, on servers and clients of the standard library.
// Each has specs that pass, and specs that fail with what is in testdata.
package services

//go:generate go test -run ^TestDocs$ . -update
