package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Tool is a tool that the model can call and that runs here. New and NewRaw make one.
type Tool struct {
	name        string
	description string
	schema      json.RawMessage
	check       *jsonschema.Resolved // nil for any input
	handle      func(context.Context, json.RawMessage) (any, error)
	define      []func(*api.Definition)
	given       *api.Tool // the definition, if it isn't made of the above
	timeout     time.Duration
	err         error // why it can't be used
}

// A ToolOption sets how a tool is defined or run.
type ToolOption func(*Tool)

// Timeout bounds the time of one call of the tool, instead of [CallTimeout].
func Timeout(d time.Duration) ToolOption {
	return func(t *Tool) { t.timeout = d }
}

// Define changes the definition that is sent to the model, made of the tool's name,
// description and schema.
func Define(change func(*api.Definition)) ToolOption {
	return func(t *Tool) { t.define = append(t.define, change) }
}

// New returns a tool that calls handle. The schema of its input is made of In, a
// struct or a map: the names of json tags, descriptions of jsonschema tags; a field
// is optional if its tag says omitempty or omitzero. Input is checked against the schema before
// handle is called.
//
// What handle returns is read by the model: a string as it is, blocks of content as such,
// one or a slice of them, and anything else as JSON. An error is a result that says
// so; a [ContentError] is one with content of its own. The context ends when the run
// ends, or the time for the call is over. Calls of one turn run at the same time.
func New[In, Out any](name, description string, handle func(ctx context.Context, in In) (Out, error), opts ...ToolOption) *Tool {
	t := &Tool{name: name, description: description}
	t.handle = func(ctx context.Context, input json.RawMessage) (any, error) {
		var in In
		if err := json.Unmarshal(input, &in); err != nil {
			return nil, &InputError{Err: err}
		}
		return handle(ctx, in)
	}
	schema, err := inputSchema(reflect.TypeFor[In]())
	if err != nil {
		return t.failed(err)
	}
	return t.finish(schema, opts)
}

// NewRaw returns a tool with a schema of one's own, which is anything whose JSON is
// a JSON Schema: a json.RawMessage, a map, a *jsonschema.Schema. Input is checked
// against it, and handed to handle as it came. See [New] for what handle returns.
func NewRaw(name, description string, schema any, handle func(ctx context.Context, input json.RawMessage) (any, error), opts ...ToolOption) *Tool {
	t := &Tool{name: name, description: description, handle: handle}
	s, raw, err := readSchema(schema)
	if err != nil {
		return t.failed(err)
	}
	t.schema = raw
	return t.finish(s, opts)
}

// NewDefined returns a tool that is sent to the model as the definition says, such as
// one of the API whose calls run here. Its name is that of the definition, and its
// input isn't checked. See [New] for what handle returns.
func NewDefined(definition api.Tool, handle func(ctx context.Context, input json.RawMessage) (any, error), opts ...ToolOption) *Tool {
	t := &Tool{handle: handle, given: &definition}
	if t.name = nameOf(definition); t.name == "" {
		return t.failed(errors.New("the definition has no name"))
	}
	for _, o := range opts {
		o(t)
	}
	if len(t.define) > 0 {
		return t.failed(errors.New("it has a definition already, and Define would make another"))
	}
	return t
}

// Name returns the name by which the model calls the tool.
func (t *Tool) Name() string { return t.name }

// finish gives a tool its schema and what options say.
func (t *Tool) finish(s *jsonschema.Schema, opts []ToolOption) *Tool {
	for _, o := range opts {
		o(t)
	}
	var err error
	if t.schema == nil {
		if t.schema, err = encode(s); err != nil {
			return t.failed(err)
		}
	}
	if t.check, err = s.Resolve(nil); err != nil {
		return t.failed(err)
	}
	if t.name == "" {
		return t.failed(errors.New("it has no name"))
	}
	return t
}

func (t *Tool) failed(err error) *Tool {
	t.err = fmt.Errorf("tool %q: %w", t.name, err)
	return t
}

// Definition returns the tool as requests define it.
func (t *Tool) Definition() (api.Tool, error) {
	var none api.Tool
	if t.err != nil {
		return none, t.err
	}
	if t.given != nil {
		return *t.given, nil
	}
	members := map[string]any{}
	for name, value := range loop.tool.set {
		members[name] = value
	}
	loop.tool.name.put(members, t.name)
	if t.description != "" {
		loop.tool.description.put(members, t.description)
	}
	loop.tool.schema.put(members, t.schema)
	raw, err := encode(members)
	if err != nil {
		return none, t.failed(err).err
	}
	d := new(api.Definition)
	if err := json.Unmarshal(raw, d); err != nil {
		return none, t.failed(err).err
	}
	for _, change := range t.define {
		change(d)
	}
	return loop.newTool(d), nil
}

// nameOf returns the name of a tool that a request defines, or "".
func nameOf(definition api.Tool) string {
	raw, err := json.Marshal(definition)
	if err != nil {
		return ""
	}
	return loop.tool.name.text(raw)
}
