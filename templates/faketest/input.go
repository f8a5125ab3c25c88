package faketest

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// input is a request that is being read. What is wrong with it is collected.
type input struct {
	fake     *fake
	op       *operation
	r        *http.Request
	body     []byte
	args     []string // of the path, escaped
	events   bool     // the request asks for the events of an operation that can also do without
	lenient  bool
	query    []pair
	parts    []formPart
	known    map[string]bool // names of query parameters
	problems []string
}

// pair is a query parameter, its value still escaped.
type pair struct{ name, escaped string }

// params is what generated params types have in common.
type params interface{ Validate() error }

// newInput takes a request apart and checks its form before anything is decoded.
func newInput(f *fake, op *operation, r *http.Request, body []byte, args []string) *input {
	op = op.sentAs(r.Header.Get("Content-Type"))
	in := &input{fake: f, op: op, r: r, body: body, args: args, lenient: f.allowsUnknown(), known: map[string]bool{}}
	in.query = pairs(r.URL.RawQuery)
	in.checkType()
	switch op.body {
	case formBody, multipartBody:
		in.readForm()
	case noBody:
		if len(body) > 0 {
			in.problemf("the operation takes no body, got %s", clip(body))
		}
	default:
	}
	in.takeFlag()
	return in
}

func (in *input) problemf(format string, args ...any) {
	in.problems = append(in.problems, fmt.Sprintf(format, args...))
}

func (in *input) problemText() string { return strings.Join(in.problems, "; ") }

// pairs splits a query, whose parameters keep their order.
func pairs(query string) []pair {
	var out []pair
	for p := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(p, "=")
		if n, err := url.QueryUnescape(name); err == nil && n != "" {
			out = append(out, pair{n, value})
		}
	}
	return out
}

// checkType checks the media type of the body.
func (in *input) checkType() {
	got, _, err := mime.ParseMediaType(in.r.Header.Get("Content-Type"))
	if len(in.body) == 0 {
		return
	}
	ok := true
	switch in.op.body {
	case jsonBody:
		ok = err == nil && (strings.HasSuffix(got, "/json") || strings.HasSuffix(got, "+json"))
	case formBody:
		ok = got == "application/x-www-form-urlencoded"
	case multipartBody:
		ok = strings.HasPrefix(got, "multipart/")
	default:
	}
	if !ok {
		in.problemf("content type %q doesn't fit the body of the operation", in.r.Header.Get("Content-Type"))
	}
}

// takeFlag finds out whether the request asks for events. The member that does
// is taken out of the body: params don't have it.
func (in *input) takeFlag() {
	e := in.op.events
	if e == nil {
		return
	}
	on := false
	switch {
	case e.param == "":
		on = strings.Contains(in.r.Header.Get("Accept"), "text/event-stream")
	case in.op.body == jsonBody:
		on = in.takeMember(e.param) == "true"
	default:
		in.parts = slices.DeleteFunc(in.parts, func(p formPart) bool {
			on = on || p.name == e.param && p.text == "true"
			return p.name == e.param
		})
	}
	in.events = on && e.onDemand()
}

// takeMember takes a member out of the JSON of the body and returns its value.
func (in *input) takeMember(name string) string {
	var members map[string]json.RawMessage
	if json.Unmarshal(in.body, &members) != nil || members[name] == nil {
		return ""
	}
	value := string(members[name])
	delete(members, name)
	if b, err := json.Marshal(members); err == nil {
		in.body = b
	}
	return value
}

// path returns path parameter i.
func path[T any](in *input, i int) T {
	var v T
	if err := assign(&v, []string{unescaped(in.args[i])}); err != nil {
		in.problemf("path parameter %s: %v", in.op.placeholders()[i], err)
	}
	return v
}

// unescaped is part of a path as it is meant.
func unescaped(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		return out
	}
	return s
}

// pathIs checks a path parameter that always has the same value.
func (in *input) pathIs(i int, want string) {
	if err := wantText(unescaped(in.args[i]), want); err != nil {
		in.problemf("path parameter %s: %v", in.op.placeholders()[i], err)
	}
}

// read fills p from the request and its members from where they travel.
func (in *input) read(p params, members ...member) {
	whole := false
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(a, b member) int { return compareBool(a.takesRest(), b.takesRest()) })
	for _, m := range members {
		m.read(in)
		whole = whole || m.in == inWhole
	}
	unsent := in.op.bodyOptional && len(in.body) == 0
	if u, ok := p.(json.Unmarshaler); ok && in.op.body == jsonBody && !whole && !unsent {
		in.readJSON(u.UnmarshalJSON, p)
	}
	in.checkNames()
	if len(in.problems) > 0 || unsent {
		return // what is required in a body that isn't sent isn't missing
	}
	if err := p.Validate(); err != nil {
		in.problemf("%v", err)
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// checkNames reports query parameters and parts of forms that nothing reads.
func (in *input) checkNames() {
	if in.lenient {
		return
	}
	for _, name := range in.foreignQuery() {
		in.problemf("query parameter %q is not in the document", name)
	}
	for _, p := range in.parts {
		if !p.known {
			in.problemf("part %q of the form is not in the document", p.name)
		}
	}
}

// foreignQuery returns the names of query parameters that belong to nothing.
func (in *input) foreignQuery() []string {
	_, fixed, _ := strings.Cut(in.op.path, "?")
	for _, p := range append(pairs(fixed), pairs(in.fake.api.betaQuery)...) {
		in.known[p.name] = true
	}
	for _, p := range in.op.fixed {
		if p.in == inQuery {
			in.known[p.name] = true
		}
	}
	for _, s := range in.fake.api.schemes {
		if s.kind == queryScheme {
			in.known[s.name] = true
		}
	}
	var out []string
	for _, p := range in.query {
		if !in.known[p.name] && !slices.Contains(out, p.name) {
			out = append(out, p.name)
		}
	}
	return out
}

// clip quotes the beginning of a text.
func clip[T ~string | ~[]byte](s T) string {
	const most = 100
	if len(s) <= most {
		return fmt.Sprintf("%q", string(s))
	}
	return fmt.Sprintf("%q...", string(s[:most]))
}
