// Package check has what the tests of the scenarios share.
package check

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	neturl "net/url"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// URL is where Spector listens.
func URL(t *testing.T) string {
	t.Helper()
	return setting(t, "SPECTOR_URL")
}

// Asset is one of the files that Spector sends and expects, e.g. "image.png".
func Asset(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(setting(t, "SPECTOR_ASSETS"), name))
	OK(t, err)
	return data
}

func setting(t *testing.T, name string) string {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		t.Fatalf("%s is not set: these tests are run by make spector", name)
	}
	return v
}

// OK fails if a call failed.
func OK(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Is returns a function that takes the results of a call and fails if they are not
// those wanted:
//
//	check.Is(t, []int32{1, 2})(client.Type.Int32ValueGet(ctx, nil))
//
// The answer's type may have a name where the type of want has none.
func Is(t *testing.T, want any) func(got any, err error) {
	t.Helper()
	return func(got any, err error) {
		t.Helper()
		OK(t, err)
		Equal(t, got, want)
	}
}

// Equal fails if two values are not the same, looking through pointers.
func Equal(t *testing.T, got, want any) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	if g.IsValid() && w.IsValid() && g.Type() != w.Type() {
		if g.Kind() != w.Kind() || !g.CanConvert(w.Type()) {
			t.Fatalf("got %s of type %T, want %s of type %T", show(got), got, show(want), want)
		}
		got = g.Convert(w.Type()).Interface()
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %s, want %s", show(got), show(want))
	}
}

// HasJSON is [Is] for answers without a type of their own: those that are encoded
// as the same JSON as want.
func HasJSON(t *testing.T, want string) func(got any, err error) {
	t.Helper()
	return func(got any, err error) {
		t.Helper()
		OK(t, err)
		JSON(t, got, want)
	}
}

// JSON fails if a value is not encoded as the same JSON as want.
func JSON(t *testing.T, got any, want string) {
	t.Helper()
	text, err := json.Marshal(got)
	OK(t, err)
	SameJSON(t, text, want)
}

// SameJSON fails if got is not the same JSON as want.
func SameJSON(t *testing.T, got []byte, want string) {
	t.Helper()
	var g, w any
	OK(t, json.Unmarshal(got, &g))
	OK(t, json.Unmarshal([]byte(want), &w))
	if !reflect.DeepEqual(g, w) {
		t.Fatalf("got %s, want %s", got, want)
	}
}

func show(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Time parses a time of RFC 3339.
func Time(t *testing.T, text string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, text)
	OK(t, err)
	return v
}

// RoundTripper is a function as an http.RoundTripper.
type RoundTripper func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f RoundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// At is a middleware that sends requests to url, whatever path the client gives them:
// so a caller follows a URL that came in an answer.
func At(t *testing.T, url *string) func(next http.RoundTripper) http.RoundTripper {
	t.Helper()
	if url == nil {
		t.Fatal("the answer has no URL")
	}
	to, err := neturl.Parse(*url)
	OK(t, err)
	return func(next http.RoundTripper) http.RoundTripper {
		return RoundTripper(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.URL = to
			return next.RoundTrip(r)
		})
	}
}

// Content fails if what r reads is not want.
func Content(t *testing.T, r io.Reader, want []byte) {
	t.Helper()
	got, err := io.ReadAll(r)
	OK(t, err)
	if !bytes.Equal(got, want) {
		t.Fatalf("got %d bytes that are not the %d wanted", len(got), len(want))
	}
}
