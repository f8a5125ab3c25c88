package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Format returns what makes the model answer in JSON of the type T: a schema made of it as [SchemaOf]
// says, in the part of JSON Schema that the API takes. What that part can't say,
// such as bounds, is told the model in descriptions. [Parse] reads the answer.
func Format[T any]() (*api.Format, error) {
	s, err := SchemaOf[T]()
	if err != nil {
		return nil, err
	}
	return formatOf(s)
}

// FormatOf is [Format] for a schema of one's own: JSON, a map, or a *jsonschema.Schema.
func FormatOf(schema any) (*api.Format, error) {
	s, raw, err := readSchema(schema)
	if err != nil {
		return nil, fmt.Errorf("the schema can't be read: %w", err)
	}
	keepOrder(s, raw)
	return formatOf(s)
}

// formatOf returns the format for a schema, which is brought into the part that the
// API takes.
func formatOf(s *jsonschema.Schema) (*api.Format, error) {
	raw, err := encode(restrict(s))
	if err != nil {
		return nil, err
	}
	members := map[string]any{}
	for name, value := range loop.format.set {
		path(strings.Split(name, "/")).put(members, value)
	}
	loop.format.schema.put(members, json.RawMessage(raw))
	if raw, err = encode(members); err != nil {
		return nil, err
	}
	out := new(api.Format)
	return out, json.Unmarshal(raw, out)
}

// Into sends a request whose answer is to be a T, and returns it. What else the answer has
// is beside it: the answer, also with an error that is about it. A refusal is a [*RefusedAnswerError],
// an answer that ended early a [*CutAnswerError], one that is no T an [*AnswerError].
// The params aren't changed. For an answer with tools on the way, [Run] params with
// a [Format], and [Parse] the result.
func Into[T any](ctx context.Context, client *api.Client, params *api.Params, opts ...api.RequestOption) (T, *api.Answer, error) {
	var none T
	asking, err := asking[T](params)
	if err != nil {
		return none, nil, err
	}
	answer, err := loop.send(ctx, client, asking, opts)
	if err != nil {
		return none, answer, err
	}
	value, err := Parse[T](answer)
	return value, answer, err
}

// Parse reads the text of an answer to a request with a [Format] as a T, and checks
// it against the schema of T. The errors are those of [Into].
func Parse[T any](answer *api.Answer) (T, error) {
	var value, none T
	facts, err := factsOf(answer)
	if err != nil {
		return none, err
	}
	f := loop.format
	text, found := facts.written()
	switch {
	case slices.Contains(f.refused, facts.stop):
		return none, &RefusedAnswerError{Reason: facts.stop, Answer: answer}
	case slices.Contains(loop.cuts, facts.stop):
		return none, &CutAnswerError{Reason: facts.stop, Text: text, Answer: answer}
	case !found:
		return none, &AnswerError{Answer: answer, Err: errors.New("it has no text")}
	}
	if err := fits[T](text); err != nil {
		return none, &AnswerError{Text: text, Answer: answer, Err: err}
	}
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return none, &AnswerError{Text: text, Answer: answer, Err: err}
	}
	return value, nil
}

// asking returns params that ask for a T.
func asking[T any](params *api.Params) (*api.Params, error) {
	format, err := Format[T]()
	if err != nil {
		return nil, err
	}
	out := new(api.Params)
	if params != nil {
		*out = *params
	}
	to := loop.format.to
	if len(loop.format.at) == 0 {
		raw, err := encode(format)
		if err != nil {
			return nil, err
		}
		return out, to.set(out, raw)
	}
	raw, err := encode(to.get(out))
	if err != nil {
		return nil, err
	}
	members := map[string]any{}
	if string(raw) != "null" {
		d := json.NewDecoder(strings.NewReader(string(raw)))
		d.UseNumber()
		if err := d.Decode(&members); err != nil {
			return nil, err
		}
	}
	loop.format.at.put(members, format)
	if raw, err = encode(members); err != nil {
		return nil, err
	}
	return out, to.set(out, raw)
}

// written is the text of an answer: that of the first element that has one.
func (f *answerFacts) written() (string, bool) {
	list := []json.RawMessage{f.raw}
	if at := loop.format.list; len(at) > 0 {
		list = nil
		if json.Unmarshal(at.at(f.raw), &list) != nil {
			return "", false
		}
	}
	for _, raw := range list {
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil || !are(members, loop.format.is) {
			continue
		}
		if text := loop.format.text.at(raw); text != nil {
			return textOf(text), true
		}
	}
	return "", false
}

// fits returns what is wrong with a text that is to be a T.
func fits[T any](text string) error {
	if err := json.Unmarshal([]byte(text), new(any)); err != nil {
		return fmt.Errorf("it is no JSON: %w", err)
	}
	s, err := SchemaOf[T]()
	if err != nil {
		return err
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		return err
	}
	err = checkInput(resolved, []byte(text))
	if e, ok := errors.AsType[*InputError](err); ok {
		where := e.Where
		if where == "" {
			where = reflect.TypeFor[T]().String()
		}
		return fmt.Errorf("%s: %w", where, e.Err)
	}
	return err
}

// RefusedAnswerError means that the model refused to answer.
type RefusedAnswerError struct {
	Reason string // why the answer ended, e.g. "refusal"
	Answer *api.Answer
}

func (e *RefusedAnswerError) Error() string { return "the model refused to answer (" + e.Reason + ")" }

// CutAnswerError means that an answer ended, for a limit, before it was whole.
type CutAnswerError struct {
	Reason string // why the answer ended, e.g. "max_tokens"
	Text   string // as far as it came
	Answer *api.Answer
}

func (e *CutAnswerError) Error() string {
	return "the answer ended (" + e.Reason + ") before it was whole: raise the limit"
}

// AnswerError means that the text of an answer isn't what was asked for.
type AnswerError struct {
	Text   string
	Answer *api.Answer
	Err    error
}

func (e *AnswerError) Error() string { return "the answer isn't what was asked for: " + e.Err.Error() }

// Unwrap returns what is wrong with it.
func (e *AnswerError) Unwrap() error { return e.Err }
