package main

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/alecthomas/kong"

	"github.com/twcheck/twcheck/scenarios/spelling"
)

// nearValue returns the end of the parser's error about a value that is not one of a
// list, such as a format: the names that are near. The parser has suggestions of its own
// for commands and flags, and none for values. It returns "" for every other error.
func nearValue(err error) string {
	parse, ok := errors.AsType[*kong.ParseError](err)
	if !ok || parse.Context == nil {
		return ""
	}
	for _, p := range parse.Context.Path {
		value := p.Positional
		if p.Flag != nil {
			value = p.Flag.Value
		}
		if value == nil || value.Enum == "" || !value.Target.IsValid() {
			continue
		}
		given := []reflect.Value{value.Target}
		if value.Target.Kind() == reflect.Slice {
			given = nil
			for i := range value.Target.Len() {
				given = append(given, value.Target.Index(i))
			}
		}
		for _, v := range given {
			if text := fmt.Sprint(v); !value.EnumMap()[text] {
				return spelling.DidYouMean(text, value.EnumSlice())
			}
		}
	}
	return ""
}
