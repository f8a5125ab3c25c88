package claude_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// variantsOf returns the samples of a union's variants: a document of each type, with an
// unknown member and with texts that are escaped in several ways besides.
func variantsOf(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	for _, u := range sampleOfUnions {
		if reflect.TypeOf(u.decode).Out(0).Name() != name {
			continue
		}
		for _, v := range u.variants {
			with, _ := sampleWithExtra(v.doc, ` {"any": ["<b>&amp;\u003c\u00e9é\/\u2028\ud83d\ude00", 1.50, null ] }`)
			out = append(out, v.doc, with)
		}
	}
	if len(out) < 20 {
		t.Fatalf("%d samples of %s", len(out), name)
	}
	return out
}

// sentBody returns the body of a request with the turns.
func sentBody(t *testing.T, turns ...claude.MessageParam) string {
	t.Helper()
	var body []byte
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusTeapot)
	}))
	defer srv.Close()
	params := fakeQuestion()
	params.Messages = append(turns, params.Messages...)
	client := claude.NewClient(claude.WithoutEnvironment(), claude.WithAPIKey("key"), claude.WithBaseURL(srv.URL), claude.WithMaxRetries(0))
	if _, err := client.Messages.Create(t.Context(), params); len(body) == 0 {
		t.Fatal(err)
	}
	return string(body)
}

// saveAndLoad returns what a value is after it was saved and read again.
func saveAndLoad[T any](t *testing.T, v T) T {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var again T
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	if !reflect.DeepEqual(v, again) {
		t.Errorf("saved\n%#v\nread\n%#v\n%s", v, again, b)
	}
	return again
}

// TestSavedAnswers saves answers, their content alone, and the turns that they become,
// with every type of block: what is read again is equal, has the same types, and goes
// out as the same bytes.
func TestSavedAnswers(t *testing.T) {
	for _, doc := range variantsOf(t, "ContentBlock") {
		var m claude.Message
		if err := json.Unmarshal([]byte(`{"type":"message","role":"assistant","id":"m","model":"x","usage":{"input_tokens":1},"content":[`+doc+`]}`), &m); err != nil {
			t.Fatal(err)
		}
		saveAndLoad(t, m.Content)
		saveAndLoad(t, &claude.MessageBatchSucceededResult{Message: m})
		turn := m.ToParam()
		loaded := saveAndLoad(t, turn)
		if got, want := typesOf(loaded), typesOf(turn); got != want {
			t.Errorf("types %s, read %s", want, got)
		}
		if from := saveAndLoad(t, &m).ToParam(); !reflect.DeepEqual(from, turn) {
			t.Errorf("the turn of what was read is %v, want %v", from, turn)
		}
		if was, is := sentBody(t, turn), sentBody(t, loaded); was != is {
			t.Errorf("sent\n%s\nthen\n%s", was, is)
		}
	}
}

// TestSavedTurns saves turns with every type of block that a request can have.
func TestSavedTurns(t *testing.T) {
	for _, doc := range variantsOf(t, "ContentBlockParam") {
		b, err := claude.UnmarshalContentBlockParam([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		turn := claude.UserMessage(b)
		loaded := saveAndLoad(t, turn)
		saveAndLoad(t, turn.Content.(claude.MessageParamContentArray))
		saveAndLoad(t, &claude.MessageCreateParams{Messages: []claude.MessageParam{turn, {Role: claude.MessageRoleUser, Content: claude.MessageParamContentString("<&>")}}})
		was, err := json.Marshal(turn)
		if err != nil {
			t.Fatal(err)
		}
		if is, err := json.Marshal(loaded); err != nil || string(is) != string(was) {
			t.Errorf("saved\n%s\nthen\n%s", was, is)
		}
	}
}

// typesOf lists the types of a turn's blocks.
func typesOf(turn claude.MessageParam) string {
	var out []string
	for _, b := range turn.Content.(claude.MessageParamContentArray) {
		out = append(out, fmt.Sprintf("%T ", b))
	}
	return strings.Join(out, "")
}

// TestAnswersAreNoTurns pins that a block of an answer is none of a request: in a history,
// one thing has one type.
func TestAnswersAreNoTurns(t *testing.T) {
	param := reflect.TypeFor[claude.ContentBlockParam]()
	for _, typ := range []reflect.Type{reflect.TypeFor[*claude.TextBlock](), reflect.TypeFor[*claude.ToolUseBlock]()} {
		if typ.Implements(param) {
			t.Errorf("%s is a %s", typ, param)
		}
	}
	var nothing claude.Message
	if turn := nothing.ToParam(); !slices.Equal(turn.Content.(claude.MessageParamContentArray), nil) {
		t.Error(turn)
	}
}

// TestTurnsOfBadAnswers pins that what can't be sent is refused where it stands, and that
// nothing panics before.
func TestTurnsOfBadAnswers(t *testing.T) {
	for name, b := range map[string]claude.ContentBlock{
		"nil": nil, "nil pointer": (*claude.TextBlock)(nil), "no JSON": &claude.ToolUseBlock{ID: "toolu_1", Name: "a", Input: json.RawMessage(`{"a":`)},
	} {
		m := claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: "a"}, b}}
		params := fakeQuestion()
		params.Messages = append(params.Messages, m.ToParam())
		if err := params.Validate(); err == nil || !strings.Contains(err.Error(), "/messages/1/content/1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
