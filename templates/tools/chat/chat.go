// Package chat is what stands in the place of a client in the templates of tool
// loops: types under the names that a copy of the templates replaces, and an API
// as small as one can be that has conversations with tools.
package chat

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/claudegen/claudegen/templates/runtime"
)

// RequestOption is the client's.
type RequestOption = runtime.RequestOption

// IncompleteJSONError is the client's.
type IncompleteJSONError = runtime.IncompleteJSONError

// Client calls functions in place of an API.
type Client struct {
	Create func(context.Context, *Params) (*Answer, error)
	Stream func(context.Context, *Params) *Stream
}

// Params are those of the operation that has the loop.
type Params struct {
	Turns   []Turn
	Tools   []Tool
	Choice  json.RawMessage
	Sandbox json.RawMessage
	Output  *Output
}

// Output says what answers are to be like.
type Output struct {
	Brief  bool    `json:"brief,omitzero"`
	Format *Format `json:"format,omitzero"`
}

// Format says that answers are JSON of a schema.
type Format struct {
	Kind string `json:"kind"`
	Of   struct {
		Schema json.RawMessage `json:"schema"`
	} `json:"of"`
}

// Turn is a turn of a conversation.
type Turn struct {
	Role   string  `json:"role"`
	Blocks []Block `json:"blocks"`
}

// Tool is what requests list of tools.
type Tool = *Definition

// Definition is the kind of tool that is made here.
type Definition struct {
	Kind   string          `json:"kind"`
	Name   string          `json:"name"`
	About  string          `json:"about,omitzero"`
	Schema json.RawMessage `json:"schema"`
	Pinned bool            `json:"pinned,omitzero"`
}

// Block is a part of a turn.
type Block struct {
	Kind   string          `json:"kind"`
	Text   string          `json:"text,omitzero"`
	ID     string          `json:"id,omitzero"`
	Name   string          `json:"name,omitzero"`
	Input  json.RawMessage `json:"input,omitzero"`
	Set    string          `json:"set,omitzero"`
	Result json.RawMessage `json:"result,omitzero"`
	Failed bool            `json:"failed,omitzero"`
}

// Answer is what the operation answers.
type Answer struct {
	Blocks  []Block  `json:"blocks"`
	Stop    string   `json:"stop"`
	Usage   *Usage   `json:"usage,omitzero"`
	Sandbox *Sandbox `json:"sandbox,omitzero"`
}

// Sandbox is what is carried from one request to the next.
type Sandbox struct {
	ID string `json:"id"`
}

// Usage is what an answer cost.
type Usage struct {
	In, Out int64
	Detail  *Usage   `json:",omitzero"`
	Tier    string   `json:",omitzero"`
	Rounds  []string `json:",omitzero"`
}

// Event is a piece of an answer.
type Event struct {
	Kind, Text string
	Block      int
}

// Stream is an answer in pieces.
type Stream struct {
	Pieces iter.Seq2[Event, error]
	Whole  *Answer
	Err    error
	Closed bool
}

// Events yields the pieces.
func (s *Stream) Events() iter.Seq2[Event, error] { return s.Pieces }

// Result returns what they make.
func (s *Stream) Result() (*Answer, error) { return s.Whole, s.Err }

// Close ends the stream.
func (s *Stream) Close() error {
	s.Closed = true
	return nil
}
