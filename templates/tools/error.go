package tools

import (
	"fmt"
	"strings"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// MaxTurnsError means that the model would go on after the number of turns that
// [MaxTurns] says. The calls of the last answer have run: a run with the Messages
// goes on where this one ended.
type MaxTurnsError struct {
	Turns    int
	Answer   *api.Answer // the last one
	Messages []api.Turn  // the conversation
}

func (e *MaxTurnsError) Error() string {
	return fmt.Sprintf("the conversation isn't over after %d turns, which is as many as MaxTurns allows: run it on from its messages", e.Turns)
}

// CutCallError means that an answer ended, for a limit, while it called a tool. The
// input of the call may not be whole, so that it can't be run nor sent back: the
// conversation ends before this answer. With a higher limit it goes on from there.
type CutCallError struct {
	Reason string // why the answer ended, e.g. "max_tokens"
	Call   *Call  // the last of the answer
	Answer *api.Answer
	Err    error // of reading the input; may be nil
}

func (e *CutCallError) Error() string {
	s := fmt.Sprintf("the answer ended (%s) in the middle of a call of the tool %q: raise the limit and run the conversation again", e.Reason, e.Call.Name)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the error of reading the input.
func (e *CutCallError) Unwrap() error { return e.Err }

// UnknownToolError is a call of a tool that there isn't.
type UnknownToolError struct {
	Name  string
	Known []string // the tools that there are
}

func (e *UnknownToolError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("there is no tool %q", e.Name)
	}
	return fmt.Sprintf("there is no tool %q; there are %s", e.Name, strings.Join(e.Known, ", "))
}

// RefusedError is a call that [Approve] refused.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return "the call was refused: " + e.Err.Error() }

// Unwrap returns why.
func (e *RefusedError) Unwrap() error { return e.Err }

// CallTimeoutError is a call that took too long.
type CallTimeoutError struct{ After time.Duration }

func (e *CallTimeoutError) Error() string {
	return "the call took longer than " + e.After.String() + " and was stopped"
}

// Timeout returns true, as net.Error has it.
func (e *CallTimeoutError) Timeout() bool { return true }

// PanicError is a tool that panicked. The model doesn't see the stack.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("the tool crashed: %v", e.Value) }

// Unwrap returns what the tool panicked with, if that is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// ContentError is an error of a tool with what the model is to see in place of its text.
type ContentError struct {
	Content any // as what tools return, see [New]
	Err     error
}

func (e *ContentError) Error() string {
	if e.Err == nil {
		return "the tool failed"
	}
	return e.Err.Error()
}

// Unwrap returns the error.
func (e *ContentError) Unwrap() error { return e.Err }
