package scenarios

// ackLoopExpected is what the profiles expect of C-21.
func ackLoopExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegment, rcv.go, and sender.handleRcvdSegment, snd.go: an acknowledgement out of range is not looked at; sender.maybeSendOutOfWindowAck, snd.go, and TCPInvalidRateLimitOption for sequence numbers", cases: []Want{
			{Case: "ACK that acknowledges SND.NXT-100000: answer", Observed: "nothing"},
			{Case: "5 bytes, that acknowledges SND.NXT-100000: the application reads", Observed: "hello"},
			{Case: "ACK that acknowledges SND.NXT+1: answer", Observed: "nothing"},
			{Case: "5 bytes, that acknowledges SND.NXT+1: the application reads", Observed: "hello"},
			{Case: "ACK that acknowledges SND.NXT+1000: answer", Observed: "nothing"},
			{Case: "5 bytes, that acknowledges SND.NXT+1000: the application reads", Observed: "hello"},
			{Case: "ACK that acknowledges SND.NXT+2^30: answer", Observed: "nothing"},
			{Case: "5 bytes, that acknowledges SND.NXT+2^30: the application reads", Observed: "hello"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
			{Case: "10 ACKs with RCV.NXT-1 at once: answers", Observed: "ACK"},
			{Case: "10 times 5 bytes with RCV.NXT-5 at once: answers", Observed: "10 times ACK"},
			{Case: "another after 499.999999ms: answer", Observed: "nothing"},
			{Case: "another after 500ms: answer", Observed: "ACK"},
			{Case: "two hosts, old data that fits: segments that follow in 10s", Observed: "server ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first and fifth; RFC 5961, section 5.2", silent: "how often RFC 5961, section 7, leaves open", cases: []Want{
			{Case: "ACK that acknowledges SND.NXT-100000: answer", Observed: "ACK", Known: "nothing", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "5 bytes, that acknowledges SND.NXT-100000: the application reads", Observed: "nothing", Known: "hello", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "ACK that acknowledges SND.NXT+1: answer", Observed: "ACK", Known: "nothing", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "5 bytes, that acknowledges SND.NXT+1: the application reads", Observed: "nothing", Known: "hello", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "ACK that acknowledges SND.NXT+1000: answer", Observed: "ACK", Known: "nothing", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "5 bytes, that acknowledges SND.NXT+1000: the application reads", Observed: "nothing", Known: "hello", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "ACK that acknowledges SND.NXT+2^30: answer", Observed: "ACK", Known: "nothing", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "5 bytes, that acknowledges SND.NXT+2^30: the application reads", Observed: "nothing", Known: "hello", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", silent: "not measured, or it takes long", cases: []Want{
			{Case: "ACK that acknowledges SND.NXT-100000: answer", Observed: "ACK", Known: "nothing", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "5 bytes, that acknowledges SND.NXT-100000: the application reads", Observed: "nothing", Known: "hello", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "ACK that acknowledges SND.NXT+1: answer", Observed: "ACK", Known: "nothing", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "5 bytes, that acknowledges SND.NXT+1: the application reads", Observed: "nothing", Known: "hello", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "ACK that acknowledges SND.NXT+1000: answer", Observed: "ACK", Known: "nothing", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "5 bytes, that acknowledges SND.NXT+1000: the application reads", Observed: "nothing", Known: "hello", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "ACK that acknowledges SND.NXT+2^30: answer", Observed: "ACK", Known: "nothing", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "5 bytes, that acknowledges SND.NXT+2^30: the application reads", Observed: "nothing", Known: "hello", Reason: "Linux answers with an ACK what acknowledges something that was not sent, or too long ago, and drops it (RFC 5961, section 5.2); netstack does not look"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
			{Case: "10 ACKs with RCV.NXT-1 at once: answers", Observed: "ACK"},
		}},
	}
}
