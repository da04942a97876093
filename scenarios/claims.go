package scenarios

// claims are the sentences about TCP that textbooks, lectures and articles repeat,
// as far as they are about its end. Folklore is what measuring does not bear out.
func claims() []Covered {
	return []Covered{
		claim("A1", "the active closer enters TIME_WAIT and stays for 2MSL"),
		claim("A2", "an active closer can go straight to CLOSED"),
		claim("A3", "whoever calls close first gets TIME_WAIT"),
		claim("A4", "when the last ACK is lost the FIN comes again, and TIME_WAIT answers it"),
		claim("A5", "without TIME_WAIT the FIN that comes again meets a RST, which the other side takes for an error"),
		claim("A6", "after 2MSL all duplicates are gone"),
		folklore("A7", "a connection in TIME_WAIT takes few resources").
			not("memory is a matter of benchmarks: docs/performance.md says what a socket takes, in any state; netstack keeps the whole endpoint"),
		folklore("A8", "a time-out of send or receive leads to CLOSED"),
		claim("A9", "2MSL are one to four minutes, depending on the system"),
		claim("A10", "connections whose addresses and ports are the same but for one side are told apart, SO_REUSEADDR or not"),
		claim("A11", "TCP closes properly whichever of the last four segments is lost"),
		claim("A12", "a duplicate that has lost its way may arrive long after the original"),
		claim("A13", "the time to live, 255 at most, bounds how long a segment lives"),
		claim("A14", "TCP does not begin a new incarnation of 12.106.32.254:1500, 206.168.112.219:21 in TIME_WAIT"),
		claim("A15", "a connection that was established after TIME_WAIT sees no old duplicates"),
		claim("A16", "a duplicate with sequence number 1000 and 1000 bytes enters the buffer of the new incarnation"),
		claim("A17", "TIME_WAIT is on the side that sends the last ACK, and one side suffices"),
		claim("A18", "implementations forbid the whole local port where the RFC forbids the pair"),
		folklore("A19", "with SO_REUSEADDR a server can start again at once"),
		folklore("A20", "who connects again from the same port to a host in TIME_WAIT is told that the address is in use"),
		folklore("A21", "in TIME_WAIT the ports of both ends cannot be used"),
		claim("A22", "segments that arrive during 2MSL are thrown away"),
		claim("A23", "the time is then counted from the second FIN"),
		claim("A24", "a packet with a time to live of 0 is dropped, and its sender told by ICMP"),
		claim("A25", "the states that netstat shows are those of the standard"),
		claim("A26", "the passive closer stays in CLOSE_WAIT until its application closes"),
		claim("A27", "a long CLOSE_WAIT is a fault of the application"),
		claim("A28", "the client is ESTABLISHED on the SYN-ACK, the server on the ACK"),
		folklore("A29", "only the third segment of the handshake may carry data"),
		claim("A30", "an old SYN with 90 is answered, reset with 91, and the new SYN with 100 then works"),
		claim("A31", "duplicate SYNs make one connection"),
		claim("A32", "initial sequence numbers are different each time and cannot be guessed"),
		folklore("A33", "the clock of initial sequence numbers counts every 4 ms and comes round after 4.55 h"),
		claim("A34", "because one lost fragment costs the whole datagram, TCP cuts segments to the MSS"),
		claim("A35", "SYNs without an ACK fill the queue of half-open connections"),
		folklore("A36", "tcp_abort_on_overflow answers the new SYN with a RST"),
		claim("A37", "a connection waits in the queue of SYNs, then in the accept queue, and then is accepted"),
		claim("A38", "an application that accepts too slowly lets the queue fill"),
		claim("A39", "with SYN cookies there is no entry, and a valid ACK goes straight to the accept queue"),
		claim("A40", "closing takes four segments and these states"),
		folklore("A41", "only the active closer enters TIME_WAIT"),
		claim("A42", "closing takes four segments because a side that was closed may still have data to send"),
		folklore("A43", "closing always takes four segments"),
		claim("A44", "2MSL are counted from the last ACK"),
		claim("A45", "TIME_WAIT of Linux lasts 60 s whatever tcp_fin_timeout says"),
		claim("A46", "what the old connection sent is received by the new one"),
		folklore("A47", "a SYN to a server in LAST_ACK is answered with a RST, and the connection fails"),
		claim("A48", "TIME_WAIT is long enough whether or not the last ACK is lost"),
		claim("A49", "many connections in TIME_WAIT on a server mean that it closes first"),
		claim("A50", "TIME_WAIT uses up the ports for new connections"),
		claim("A51", "tcp_tw_reuse needs timestamps, and serves outgoing connections only"),
		folklore("A52", "with timestamps the problem that 2MSL solves no longer exists"),
		folklore("A53", "with tcp_tw_reuse clients are refused whose clocks are not those of the server"),
		folklore("A54", "beyond tcp_max_tw_buckets all connections in TIME_WAIT are reset"),
		claim("A55", "SO_LINGER with 0 skips the four segments and TIME_WAIT, and is dangerous"),
		claim("A56", "7200 s, 75 s and 9 probes: a dead peer is found after 2 h 11 min 15 s at least"),
		claim("A57", "a keep-alive finds a peer alive, rebooted or dead"),
		claim("A58", "EOF is queued behind data"),
		claim("A59", "the backlog is the length of the accept queue"),
		claim("A60", "connect returns after the second segment, accept after the third"),
		claim("A61", "one listening port serves any number of connections, told apart by the other side's address and port"),
		claim("A62", "TCP is a stream without boundaries: duplicates are thrown away, and bytes are in order"),
		claim("A63", "netdev_max_backlog and tcp_max_syn_backlog bound the queues of a server").
			not("the first is a queue in front of Linux's IP layer, which netstack has not; netstack's bound of half-open connections is the backlog itself (C-51)"),
		claim("A64", "the number of connections is limited by file descriptors and memory, and not by 2^48 tuples").
			not("it is about the operating system: netstack has neither file descriptors nor a limit of sockets"),
		claim("A65", "2MSL make it likelier, and not certain, that a lost last ACK is sent again"),
	}
}

func claim(ref, says string) Covered    { return Covered{Source: Source{Claim, ref, says}} }
func folklore(ref, says string) Covered { return Covered{Source: Source{Folklore, ref, says}} }

// not says why no scenario observes an entry.
func (c Covered) not(why string) Covered {
	c.WhyNot = why
	return c
}
