package target

import "errors"

// ErrUnable is the error of a call that a TCP cannot carry out, wrapped by one that says
// why. It ends the case, which the TCP cannot run.
var ErrUnable = errors.New("this TCP cannot")
