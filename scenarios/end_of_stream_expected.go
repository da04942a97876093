package scenarios

// endOfStreamExpected is what the profiles expect of C-52.
func endOfStreamExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleReset, connect.go: in CLOSE-WAIT the state becomes CLOSED with EPIPE, elsewhere the endpoint has ECONNRESET, for one call; Endpoint.checkReadLocked, endpoint.go: what has arrived is read first", cases: []Want{
			{Case: "FIN in ESTABLISHED: a read says", Observed: "EOF"},
			{Case: "FIN in ESTABLISHED: a second read says", Observed: "EOF"},
			{Case: "FIN in ESTABLISHED: two writes say", Observed: "no error and no error"},
			{Case: "FIN in ESTABLISHED: a read and a write say", Observed: "EOF and no error"},
			{Case: "RST in ESTABLISHED: a read says", Observed: "ECONNRESET"},
			{Case: "RST in ESTABLISHED: a second read says", Observed: "EOF"},
			{Case: "RST in ESTABLISHED: two writes say", Observed: "ECONNRESET and EPIPE"},
			{Case: "RST in ESTABLISHED: a read and a write say", Observed: "ECONNRESET and EPIPE"},
			{Case: "RST in ESTABLISHED behind data that was not read: it reads", Observed: "hello, then ECONNRESET"},
			{Case: "RST in FIN-WAIT-2: a read says", Observed: "ECONNRESET"},
			{Case: "RST in FIN-WAIT-2 behind data that was not read: it reads", Observed: "hello, then ECONNRESET"},
			{Case: "RST in CLOSE-WAIT: a read says", Observed: "EOF"},
			{Case: "RST in CLOSE-WAIT: a second read says", Observed: "EOF"},
			{Case: "RST in CLOSE-WAIT: two writes say", Observed: "EPIPE and EPIPE"},
			{Case: "RST in CLOSE-WAIT: a read and a write say", Observed: "EOF and EPIPE"},
			{Case: "RST in CLOSE-WAIT behind data that was not read: it reads", Observed: "hello, then EOF"},
			{Case: "RST in LAST-ACK: a read says", Observed: "ECONNRESET"},
			{Case: "RST in LAST-ACK behind data that was not read: it reads", Observed: "hello, then ECONNRESET"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, MUST-12, and section 3.10.7.4, second and eighth", silent: "the RFC leaves open what later calls say; in LAST-ACK it has nothing told to the user", cases: []Want{
			{Case: "FIN in ESTABLISHED: a read says", Observed: "EOF"},
			{Case: "RST in ESTABLISHED: a read says", Observed: "ECONNRESET"},
			{Case: "RST in FIN-WAIT-2: a read says", Observed: "ECONNRESET"},
			{Case: "RST in CLOSE-WAIT: a read says", Observed: "ECONNRESET", Known: "EOF", Reason: "a RST in CLOSE-WAIT is to be told as a reset, and MUST-12 asks for the difference; netstack tells EOF, as Linux does"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M34); TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "FIN in ESTABLISHED: a read says", Observed: "EOF"},
			{Case: "FIN in ESTABLISHED: a second read says", Observed: "EOF"},
			{Case: "FIN in ESTABLISHED: two writes say", Observed: "no error and no error"},
			{Case: "FIN in ESTABLISHED: a read and a write say", Observed: "EOF and no error"},
			{Case: "RST in ESTABLISHED: a read says", Observed: "ECONNRESET"},
			{Case: "RST in ESTABLISHED: a second read says", Observed: "EOF"},
			{Case: "RST in ESTABLISHED: two writes say", Observed: "ECONNRESET and EPIPE"},
			{Case: "RST in ESTABLISHED: a read and a write say", Observed: "ECONNRESET and EPIPE"},
			{Case: "RST in ESTABLISHED behind data that was not read: it reads", Observed: "hello, then ECONNRESET"},
			{Case: "RST in FIN-WAIT-2: a read says", Observed: "ECONNRESET"},
			{Case: "RST in FIN-WAIT-2 behind data that was not read: it reads", Observed: "hello, then ECONNRESET"},
			{Case: "RST in CLOSE-WAIT: a read says", Observed: "EOF"},
			{Case: "RST in CLOSE-WAIT: a second read says", Observed: "EOF"},
			{Case: "RST in CLOSE-WAIT: two writes say", Observed: "EPIPE and EPIPE"},
			{Case: "RST in CLOSE-WAIT: a read and a write say", Observed: "EOF and EPIPE"},
			{Case: "RST in CLOSE-WAIT behind data that was not read: it reads", Observed: "hello, then EOF"},
			{Case: "RST in LAST-ACK: a read says", Observed: "EOF", Known: "ECONNRESET", Reason: "Linux has the FIN and says EOF, netstack tells of the reset"},
			{Case: "RST in LAST-ACK behind data that was not read: it reads", Observed: "hello, then EOF", Known: "hello, then ECONNRESET", Reason: "Linux has the FIN and says EOF, netstack tells of the reset"},
		}},
	}
}
