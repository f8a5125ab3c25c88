package tools

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

type order struct {
	Name  string   `json:"name"`
	Items []string `json:"items"`
	Count *int     `json:"count,omitempty"`
}

// answering returns a client that answers a text, and keeps what it was sent.
func answering(stop string, texts ...string) (*api.Client, *api.Params) {
	sent := new(api.Params)
	a := &api.Answer{Stop: stop, Blocks: []api.Block{{Kind: "thought", Text: "hm"}}}
	for _, t := range texts {
		a.Blocks = append(a.Blocks, api.Block{Kind: "text", Text: t})
	}
	return &api.Client{Create: func(_ context.Context, p *api.Params) (*api.Answer, error) {
		*sent = *p
		return a, nil
	}}, sent
}

func TestInto(t *testing.T) {
	client, sent := answering("end", `{"name":"Ada","items":["a"]}`, "more")
	params := &api.Params{Output: &api.Output{Brief: true}}
	got, answer, err := Into[order](t.Context(), client, params)
	if err != nil || answer == nil || !reflect.DeepEqual(got, order{Name: "Ada", Items: []string{"a"}}) {
		t.Fatal(got, answer, err)
	}
	if params.Output.Format != nil {
		t.Error("the params were changed")
	}
	raw, err := json.Marshal(sent.Output)
	const want = `{"brief":true,"format":{"kind":"schema","of":{"schema":{"type":"object","properties":{"name":{"type":"string"},"items":{"type":"array","items":{"type":"string"}},"count":{"type":"integer"}},"required":["name","items"],"additionalProperties":false}}}}`
	if err != nil || string(raw) != want {
		t.Errorf("sent %s\nwant %s", raw, want)
	}
}

// A schema of one's own keeps the order of its properties, which is that of the answer.
func TestFormatOf(t *testing.T) {
	f, err := FormatOf(json.RawMessage(`{"type":"object","properties":{"z":{"type":"array","items":{"type":"object","properties":{"y":{"type":"null"},"b":{"type":"null"}}}},"a":{"$ref":"#/$defs/d"}},
		"$defs":{"d":{"anyOf":[{"type":"object","properties":{"x":{"type":"null"},"c":{"type":"null"}}}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := string(f.Of.Schema)
	for _, pair := range [][2]string{{`"z"`, `"a"`}, {`"y"`, `"b"`}, {`"x"`, `"c"`}} {
		if i, j := strings.Index(got, pair[0]), strings.Index(got, pair[1]); i < 0 || j < i {
			t.Errorf("%s doesn't come before %s: %s", pair[0], pair[1], got)
		}
	}
	if _, err := FormatOf(json.RawMessage(`{"type":5}`)); err == nil {
		t.Error("a schema that is none is no error")
	}
}

// What an answer can be but the value, each with an error of its own and the answer
// beside it.
func TestIntoErrors(t *testing.T) {
	for name, test := range map[string]struct {
		stop string
		text []string
		is   func(error) bool
		says string
	}{
		"refused":    {"no", []string{"I can't"}, is[*RefusedAnswerError], "refused to answer (no)"},
		"cut":        {"limit", []string{`{"name":"A`}, is[*CutAnswerError], "ended (limit)"},
		"no text":    {"end", nil, is[*AnswerError], "no text"},
		"no JSON":    {"end", []string{"Sure!"}, is[*AnswerError], "no JSON"},
		"no such":    {"end", []string{`{"name":5,"items":[]}`}, is[*AnswerError], "name: "},
		"incomplete": {"end", []string{`{"name":"A"}`}, is[*AnswerError], "items"},
		"not closed": {"end", []string{`{"name":"A","items":[],"more":1}`}, is[*AnswerError], "more"},
	} {
		t.Run(name, func(t *testing.T) {
			client, _ := answering(test.stop, test.text...)
			got, answer, err := Into[order](t.Context(), client, nil)
			if answer == nil || !test.is(err) || !strings.Contains(err.Error(), test.says) || !reflect.ValueOf(got).IsZero() {
				t.Errorf("%v, %v, %v", got, answer, err)
			}
		})
	}
	broken := errors.New("broken")
	client := &api.Client{Create: func(context.Context, *api.Params) (*api.Answer, error) { return nil, broken }}
	if _, _, err := Into[order](t.Context(), client, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, _, err := Into[func()](t.Context(), client, nil); err == nil || !strings.Contains(err.Error(), "JSON has no value") {
		t.Error(err)
	}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// Values grow while the answer arrives, and the last is the whole.
func TestStreamInto(t *testing.T) {
	const text = `{"name":"Ada","items":["a","b"],"count":12}`
	stream := func(stop, text string) *api.Client {
		return &api.Client{Stream: func(context.Context, *api.Params) *api.Stream {
			var pieces iter.Seq2[api.Event, error] = func(yield func(api.Event, error) bool) {
				_ = yield(api.Event{Kind: "thought", Text: "hm", Block: 0}, nil)
				for i := 0; i < len(text); i += 4 {
					_ = yield(api.Event{Kind: "text", Text: text[i:min(i+4, len(text))], Block: 1}, nil)
				}
				_ = yield(api.Event{Kind: "text", Text: "more", Block: 2}, nil)
			}
			next, _ := iter.Pull2(pieces)
			return &api.Stream{
				Pieces: func(yield func(api.Event, error) bool) {
					for e, err, ok := next(); ok && yield(e, err); e, err, ok = next() {
					}
				},
				Whole: &api.Answer{Stop: stop, Blocks: []api.Block{{Kind: "text", Text: text}}},
			}
		}}
	}
	s := StreamInto[order](t.Context(), stream("end", text), &api.Params{})
	var names []string
	var parts []order
	for part, err := range s.Parts() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, part.Name)
		parts = append(parts, part)
	}
	if got := strings.Join(names, " "); !strings.HasPrefix(got, " Ada Ada") {
		t.Error(got)
	}
	last := parts[len(parts)-1]
	whole, answer, err := s.Result()
	if err != nil || answer == nil || !reflect.DeepEqual(last, whole) || *whole.Count != 12 || len(whole.Items) != 2 {
		t.Error(last, whole, err)
	}
	var failed error
	for _, err := range StreamInto[order](t.Context(), stream("limit", text[:20]), nil).Parts() {
		failed = err
	}
	if !is[*CutAnswerError](failed) {
		t.Error(failed)
	}
	for _, err := range StreamInto[func()](t.Context(), nil, nil).Parts() {
		failed = err
	}
	if is[*CutAnswerError](failed) || failed == nil {
		t.Error(failed)
	}
}
