package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// synchronized lists the synchronized states except TIME-WAIT, which C-16 covers.
var synchronized = []tcp.State{
	tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck,
}
