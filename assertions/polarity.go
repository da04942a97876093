package assertions

import (
	"runtime"
	"strings"
)

// asked returns which assertion of gomega calls the matcher: To and Should are positive,
// NotTo, ToNot and ShouldNot negative. It returns "" if that does not follow from the
// stack, for example inside of another matcher. It serves texts only: no verdict may depend
// on it.
func asked() polarity {
	var pcs [24]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, _ := frames.Next() // without a name after the last one
		name := f.Function[strings.LastIndexByte(f.Function, '/')+1:]
		switch {
		case strings.HasPrefix(name, "internal.(*Assertion)."), strings.HasPrefix(name, "internal.(*AsyncAssertion)."):
			switch name[strings.LastIndexByte(name, '.')+1:] {
			case "To", "Should":
				return positive
			case "NotTo", "ToNot", "ShouldNot":
				return negative
			}
		case strings.HasPrefix(name, "assertions."):
		default:
			return "" // another matcher is between, gomega's or the application's
		}
	}
}
