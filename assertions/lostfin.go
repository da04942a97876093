package assertions

import (
	"fmt"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// droppedFINs are the events in which FINs were lost that the connection still lacks: this
// side's if nobody has acknowledged it, and the other side's if none has arrived.
func droppedFINs(x timeline.Incarnation) (list []timeline.Event) {
	mine := x.State() == tcp.FinWait1 || x.State() == tcp.Closing || x.State() == tcp.LastAck
	theirs := !x.Ending().FINReceived
	for _, e := range x.Events(timeline.Dropped) {
		if !e.Segment.Flags.Has(tcp.FIN) || x.Over() {
			continue
		}
		if own := e.Local == x.Local; own && mine || !own && theirs {
			list = append(list, e)
		}
	}
	return list
}

// otherFIN reports whether the other side has sent a FIN, and its name.
func otherFIN(x timeline.Incarnation) (by string, sent bool) {
	for _, e := range x.Events(timeline.Sent) {
		if e.Local == x.Remote && e.Segment.Flags.Has(tcp.FIN) {
			if by = e.Sender; by == x.Host || by == "" {
				by = "the other side"
			}
			return by, true
		}
	}
	return "", false
}

// lostFINs says what lost the FINs that a connection still lacks.
func lostFINs(x timeline.Incarnation) string {
	lost := droppedFINs(x)
	if len(lost) == 0 {
		return ""
	}
	return fmt.Sprintf(" %s lost on the way (%s).", plural(len(lost), "FIN was", "FINs were"), reasons(lost))
}

// nextForLostFINs is how a FIN that is lost again and again arrives.
func nextForLostFINs(lost []timeline.Event) string {
	first := lost[0]
	if first.Rule == "" {
		return "Let the FIN arrive: it is lost on the way."
	}
	return fmt.Sprintf("Let the FIN arrive: remove the rule (%s), or advance the clock until the rule is over and the FIN is sent again.", lineOf(first))
}

// lineOf is the line that made the rule of an event.
func lineOf(e timeline.Event) string {
	if e.RuleLine != "" {
		return e.RuleLine
	}
	return e.Rule
}

// ruleOf names the rule of an event, with the line that made it.
func ruleOf(e timeline.Event) string {
	if e.RuleLine != "" {
		return "rule: " + e.Rule + ", " + e.RuleLine
	}
	return "rule: " + e.Rule
}
