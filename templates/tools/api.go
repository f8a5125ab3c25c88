package tools

import (
	"context"
	"encoding/json"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// The types of this file describe how a conversation with tools works. Generated
// code holds a loopInfo, made of what the document's x-tool-loop says.

// path leads to a value in JSON: names of members, and indexes of arrays.
type path []string

// loopInfo describes the operation that a conversation is made of.
type loopInfo struct {
	send func(context.Context, *api.Client, *api.Params, []api.RequestOption) (*api.Answer, error)
	// open is nil if the operation doesn't stream.
	open func(context.Context, *api.Client, *api.Params, []api.RequestOption) reader

	turns    func(*api.Params) *[]api.Turn
	tools    func(*api.Params) *[]api.Tool
	turnOf   func(*api.Answer) (api.Turn, error) // nil: turnAt leads to what becomes the turn
	turnAt   path
	readTurn func([]byte) (api.Turn, error)
	newTool  func(*api.Definition) api.Tool
	// block returns what a tool returned as a block of a result, if it is one.
	block func(any) (any, bool)

	stop    path     // in an answer: why it ended
	runs    []string // of these reasons, calls are run; empty: of all that aren't cuts
	resumes []string // after these, the answer is sent back as it is
	cuts    []string // after these, the last call may not be whole
	usage   path     // in an answer; nil for none

	call   callInfo
	result resultInfo
	tool   toolInfo
	choice *choiceInfo
	carry  []carryInfo
	format *formatInfo // nil if answers can't be given a schema
}

// callInfo says what a call is, among the elements of a list in the answer.
type callInfo struct {
	list            path
	is              map[string]string // what its members are; empty: every element is a call
	after           map[string]string // calls before the last element with these members don't count
	id, name, input path
	text            bool // input is JSON in a string
}

// resultInfo says how results are sent.
type resultInfo struct {
	turn    map[string]string // members of the turn that they are in
	list    string            // its member with the results; "" if each result is a turn
	set     map[string]string // members of a result
	call    string            // member of a result: the id of the call
	content string            // what the tool returned
	failed  string            // whether it is an error; "" if nothing says so
	repeat  []string          // members of the call that the result has too
	blocks  bool              // text is sent as a list with one block, textBlock
	text    map[string]string // members of that block but for its text
	textAt  string            // its member with the text
}

// toolInfo says how tools are defined.
type toolInfo struct {
	name, description, schema path
	set                       map[string]string
}

// choiceInfo says how a request makes the model call tools.
type choiceInfo struct {
	member member
	tag    string          // member of the choice that tells choices apart, if it is an object
	free   []string        // choices that leave the model an answer without a call
	then   json.RawMessage // what a choice becomes that doesn't
	keep   []string        // members of it that stay
}

// carryInfo says what of an answer the next request has.
type carryInfo struct {
	from   path
	to     member
	member string // of to, if that is an object
}

// member is a member of the params, as JSON.
type member struct {
	get func(*api.Params) any
	set func(*api.Params, []byte) error
}

// formatInfo says how a request makes the answer JSON of a schema.
type formatInfo struct {
	to      member            // that has the format
	at      path              // to the format in it; empty if it is the format
	set     map[string]string // members of the format; their names may be paths
	schema  path              // in the format
	list    path              // in an answer: the list with the text
	is      map[string]string // the element of it that has the text
	text    path              // in that element
	refused []string          // reasons for which an answer ended without being one
	piece   pieceInfo
}

// pieceInfo says which events of a stream have pieces of the text.
type pieceInfo struct {
	is map[string]string // members of the event
	at path              // the piece
	of path              // which element of the list it belongs to
}
