// Package services tells, on servers and clients of the standard library, what the
// authors of services ask about the end of their connections: as the specs that they
// would write, each with a second form that fails, and with what it prints then.
// docs/services.md quotes them.
package services
