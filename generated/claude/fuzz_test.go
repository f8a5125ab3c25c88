package claude_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
)

// fuzzed is a generated type: what encoding/json sees of it.
type fuzzed[T any] interface {
	*T
	json.Marshaler
	json.Unmarshaler
}

// fuzzRoundTrip pins what decoding and encoding promise for any input: what is
// accepted, encoding/json accepts; what is written holds all that was read and
// nothing else, and is read and written the same again.
func fuzzRoundTrip[T any, P fuzzed[T]](t *testing.T, in string) P {
	v := P(new(T))
	if err := v.UnmarshalJSON([]byte(in)); err != nil {
		return nil
	}
	if !json.Valid([]byte(in)) {
		t.Fatalf("encoding/json refuses %q", in)
	}
	out, err := v.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out) {
		t.Fatalf("%q became %q, which encoding/json refuses", in, out)
	}
	if !duplicates(in) {
		if path := lost(parsed(t, in), parsed(t, string(out)), ""); path != "" {
			t.Fatalf("%s\n%q became\n%q", path, in, out)
		}
	}
	again := P(new(T))
	if err := again.UnmarshalJSON(out); err != nil {
		t.Fatalf("own output %q: %v", out, err)
	}
	if second, err := again.MarshalJSON(); err != nil || !bytes.Equal(second, out) {
		t.Fatalf("%q, then %q, %v", out, second, err)
	}
	return v
}

// parsed is what encoding/json makes of a document, with numbers as they came.
func parsed(t *testing.T, in string) any {
	d := json.NewDecoder(strings.NewReader(in))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("encoding/json refuses %q: %v", in, err)
	}
	return v
}

// duplicates reports whether an object names a member twice, of which
// encoding/json keeps the last and Extra keeps both.
func duplicates(in string) bool {
	twice := false
	d := json.NewDecoder(strings.NewReader(in))
	var value func()
	value = func() {
		token, err := d.Token()
		names := map[any]bool{}
		for err == nil && (token == json.Delim('{') || token == json.Delim('[')) && d.More() {
			if token == json.Delim('{') {
				var name json.Token
				if name, err = d.Token(); err != nil {
					break
				}
				twice = twice || names[name]
				names[name] = true
			}
			value()
		}
		if _, ok := token.(json.Delim); ok && err == nil {
			_, err = d.Token()
		}
		twice = twice || err != nil
	}
	value()
	return twice
}

// lost compares a document with what became of it, and says where something was
// lost, changed or made up. What a typed round trip may do is leave out optional
// members that are null or empty, and add required ones that are.
func lost(was, is any, at string) string {
	switch was := was.(type) {
	case nil:
		if !blank(is, at[strings.LastIndexByte(at, '/')+1:]) {
			return at + ": null became something"
		}
		return ""
	case map[string]any:
		is, ok := is.(map[string]any)
		if !ok {
			return at + ": was an object"
		}
		for _, k := range slices.Sorted(maps.Keys(was)) {
			if v, ok := is[k]; !ok && !blank(was[k], "") {
				return at + "/" + k + " was left out"
			} else if path := lost(was[k], v, at+"/"+k); ok && path != "" {
				return path
			}
		}
		for k, v := range is {
			if _, ok := was[k]; !ok && !blank(v, k) {
				return at + "/" + k + " was made up"
			}
		}
		return ""
	case []any:
		is, ok := is.([]any)
		if !ok || len(is) != len(was) {
			return at + ": was another array"
		}
		for i := range was {
			if path := lost(was[i], is[i], fmt.Sprint(at, "/", i)); path != "" {
				return path
			}
		}
		return ""
	case json.Number:
		is, ok := is.(json.Number)
		a, aErr := was.Float64()
		b, bErr := is.Float64()
		if !ok || was != is && (aErr != nil || bErr != nil || a != b) {
			return fmt.Sprintf("%s: %s became %s", at, was, is)
		}
		return ""
	}
	if was == "" && is == nil {
		return "" // of an enum that may be null
	}
	if was != is {
		return fmt.Sprintf("%s: %v became %v", at, was, is)
	}
	return ""
}

// constants are the members whose value never changes, by name and value. They
// are written whether they were read or not.
var constants = sync.OnceValue(func() map[string]bool {
	files, err := filepath.Glob("*.gen.go")
	if err != nil || len(files) == 0 {
		panic(fmt.Sprint("no generated files here: ", err))
	}
	member := regexp.MustCompile("key: `\"(\\w+)\":`, lit: `\"([^`]*)\"`")
	out := map[string]bool{}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			panic(err)
		}
		for _, m := range member.FindAllStringSubmatch(string(src), -1) {
			out[m[1]+"="+m[2]] = true
		}
	}
	return out
})

// zeroTime is what is written of a required time that was not read.
var zeroTime = time.Time{}.Format(time.RFC3339)

// blank reports whether a member holds nothing: a zero value, a constant, or an
// object of such members.
func blank(v any, key string) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == "" || v == zeroTime || constants()[key+"="+v]
	case bool:
		return !v
	case json.Number:
		return v == "0"
	case []any:
		return len(v) == 0
	case map[string]any:
		for k, m := range v {
			if !blank(m, k) {
				return false
			}
		}
		return true
	}
	return false
}

// FuzzMessage also sends the answer back as the next turn.
func FuzzMessage(f *testing.F) {
	f.Fuzz(func(t *testing.T, in string) {
		m := fuzzRoundTrip[claude.Message](t, in)
		if m == nil || duplicates(in) {
			return
		}
		p := m.ToParam()
		out, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		was, ok := parsed(t, in).(map[string]any)
		if !ok {
			return // null
		}
		if path := lost(was["content"], parsed(t, string(out)).(map[string]any)["content"], "/content"); path != "" {
			t.Fatalf("%s\n%q became\n%q", path, in, out)
		}
	})
}

func FuzzMessageCreateParams(f *testing.F) {
	f.Fuzz(func(t *testing.T, in string) {
		if p := fuzzRoundTrip[claude.MessageCreateParams](t, in); p != nil {
			_ = p.Validate() // what it says doesn't matter, that it returns does
		}
	})
}

func FuzzMessageBatchResultLine(f *testing.F) {
	f.Fuzz(func(t *testing.T, in string) { fuzzRoundTrip[claude.MessageBatchResultLine](t, in) })
}

type fuzzTransport struct{ body string }

func (f fuzzTransport) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: io.NopCloser(strings.NewReader(f.body))}, nil
}

// FuzzMessageStream reads a stream in two ways, event by event and folded into a
// message. Both end well or with the same kind of error, and well only after the
// last event.
func FuzzMessageStream(f *testing.F) {
	f.Fuzz(func(t *testing.T, body string) {
		client := claude.NewClient(claude.WithoutEnvironment(), claude.WithBaseURL("http://localhost"), claude.WithMaxRetries(0),
			claude.WithHTTPClient(&http.Client{Transport: fuzzTransport{body}}))
		stopped := false
		turns := client.Messages.Stream(t.Context(), anyParams)
		var failed error
		for e, err := range turns.Events() {
			if failed = err; err != nil {
				break
			}
			_, stopped = e.(*claude.MessageStopEvent)
			if _, err := json.Marshal(e); err != nil {
				t.Fatal(err)
			}
		}
		if failed == nil && !strings.Contains(body, "message_stop") {
			t.Fatalf("%q ended well, stopped %v", body, stopped)
		}
		first, firstErr := turns.Result()
		second, secondErr := client.Messages.Stream(t.Context(), anyParams).Result()
		for _, err := range []error{failed, firstErr, secondErr} {
			if err != nil && !fakeTyped(err) && !errors.Is(err, claude.ErrIncompleteJSON) {
				t.Fatalf("%T %v", err, err)
			}
		}
		if (firstErr == nil) != (secondErr == nil) || failed != nil && firstErr == nil {
			t.Fatalf("events: %v, then: %v, at once: %v", failed, firstErr, secondErr)
		}
		if firstErr == nil && encoded(t, first) != encoded(t, second) {
			t.Fatalf("%s\nand at once\n%s", encoded(t, first), encoded(t, second))
		}
	})
}

func encoded(t *testing.T, m *claude.Message) string {
	b, err := m.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestDuplicates(t *testing.T) {
	for in, want := range map[string]bool{
		`{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}`: false, `{"a":1,"a":2}`: true, `[{"a":{},"b":{"a":1,"\u0061":2}}]`: true, `{"a":1`: true, `"a"`: false, `[[],{}]`: false,
	} {
		if got := duplicates(in); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
}
