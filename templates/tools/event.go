package tools

import (
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Event is something that happens in a run:
//
//   - [*Answered]: the model has answered, in whole
//   - [*Calling]: a call that the answer makes
//   - [*Returned]: what came of a call
//
// and, if the answers are streamed, their own events.
type Event interface{ isEvent() }

// Answered is an answer of the model, in whole.
type Answered struct {
	Turn   int // from 1
	Answer *api.Answer
}

// Calling is a call that an answer makes. Those of one answer come together, in
// order, before the first of them runs.
type Calling struct {
	Turn int
	Call *Call
}

// Returned is what came of a call. Those of one answer come in the order in which
// they end; to the model they are sent in the order of the calls.
type Returned struct {
	Turn int
	Call *Call
	// Value is what the tool returned, and Err why the result is an error: the tool's
	// own, or an [*InputError], a [*RefusedError], a [*PanicError], a [*CallTimeoutError], an
	// [*UnknownToolError] or the context's.
	Value any
	Err   error
	Took  time.Duration
}

func (*Answered) isEvent() {}
func (*Calling) isEvent()  {}
func (*Returned) isEvent() {}
