package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// synchronized are the states with sequence numbers of both sides, but for
// TIME-WAIT, which is C-16's.
var synchronized = []tcp.State{
	tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck,
}
