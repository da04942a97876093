package scenarios

// Netstack returns what gVisor's netstack is known to do.
func Netstack() Profile { return Profile{Name: "netstack"} }
