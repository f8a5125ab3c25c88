package sampletest

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// sampleOperation is an operation, what has to arrive at the server when it is
// called with every parameter, and the ways to call it. C is the client.
type sampleOperation[C any] struct {
	id     string
	method string
	route  string // with placeholders
	path   string // escaped
	query  string
	header []string // "Name: value"; all there are, but for those of the transport
	body   string   // as sent; JSON may be written differently
	form   []samplePart
	params any // but for members of a body that is JSON
	ways   []sampleWay[C]
}

// samplePart is a part of a multipart form.
type samplePart struct{ name, file, typ, content string }

// sampleWay is a method of an operation and what the server answers to it.
type sampleWay[C any] struct {
	name   string // of the method
	accept string
	flag   string       // member that the method adds to the body
	answer sampleAnswer // if it is not that of the way before
	items  string       // member of the answer whose elements the method returns; "/a/b" for one in another
	call   func(ctx context.Context, c C, x *sampleCall) (any, error)
	turns  []sampleTurn
}

// sampleTurn goes from a page to its neighbour.
type sampleTurn struct {
	param, cursor string // what has to arrive
	call          func(ctx context.Context, page any) (any, error)
}

// sampleAnswer is what the server answers.
type sampleAnswer struct {
	kind        sampleKind
	status      int // 0 for 200
	contentType string
	body        string
	sent        string // what arrives, as a list, where the body doesn't show it
}

type sampleKind uint8

const (
	sampleNothing sampleKind = iota
	sampleJSON
	sampleContent // text or a file
	sampleLines
	sampleEvents
)

// sampleCall is what a way needs for its call.
type sampleCall struct {
	remote bool
	params any
}

// arg returns a path parameter. Unless a real server has to understand it, it
// has to be escaped.
func (x *sampleCall) arg(text string) string {
	if x.remote {
		return text
	}
	return text + "/a?b#c%d é"
}

// sampleOperations calls each operation in every way. The server is one of this
// process, which checks the requests, or, if the environment variable env is
// set, the one at that URL; then only the answers are checked.
func sampleOperations[C any](t *testing.T, env string, client func(baseURL string) C, operations []sampleOperation[C]) {
	url := os.Getenv(env)
	remote := url != ""
	server := &sampleServer{}
	if !remote {
		url = server.start(t)
	}
	c := client(url)
	for i := range operations {
		op := &operations[i]
		t.Run(op.id, func(t *testing.T) {
			op.decode(t)
			x := &sampleCall{remote, op.params}
			for j := range op.ways {
				w := &op.ways[j]
				if j > 0 && w.answer.kind == sampleNothing {
					w.answer = op.ways[j-1].answer
				}
				server.answer = w.answer
				t.Run(w.name, func(t *testing.T) { w.run(t, op, c, x, server) })
			}
		})
	}
}

// decode reads the body into the params, if it is JSON.
func (op *sampleOperation[C]) decode(t *testing.T) {
	t.Helper()
	into, ok := op.params.(json.Unmarshaler)
	if !ok || !strings.HasSuffix(sampleHeader(op.header).Get("Content-Type"), "json") {
		return
	}
	if err := into.UnmarshalJSON([]byte(op.body)); err != nil {
		t.Fatalf("decoding the params: %v\n%s", err, op.body)
	}
	for _, s := range sampleSurprises(op.params) {
		t.Errorf("params: %s", s)
	}
}

// run calls the operation in one of the ways that there are and looks at what the
// server got and what the caller has.
func (w *sampleWay[C]) run(t *testing.T, op *sampleOperation[C], c C, x *sampleCall, server *sampleServer) {
	ctx := t.Context()
	got, err := w.call(ctx, c, x)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sampleSurprises(got) {
		t.Error(s)
	}
	if x.remote {
		return
	}
	server.check(t, op.request(w.accept, w.flag))
	w.checkAnswer(t, got)
	for _, turn := range w.turns {
		w.turn(ctx, t, turn, got, server)
	}
}

// turn goes to a neighbour of a page.
func (w *sampleWay[C]) turn(ctx context.Context, t *testing.T, turn sampleTurn, page any, server *sampleServer) {
	t.Helper()
	next, err := turn.call(ctx, page)
	if err != nil {
		t.Errorf("turning the page: %v", err)
		return
	}
	if v := server.got.query.Get(turn.param); v != turn.cursor {
		t.Errorf("turning the page sends %s=%q, want %q", turn.param, v, turn.cursor)
	}
	w.checkAnswer(t, next)
}

// sampleOperationList checks that the operations are those of the document.
func sampleOperationList[C any](t *testing.T, documented []string, operations []sampleOperation[C]) {
	var have []string
	for _, op := range operations {
		have = append(have, op.method+" "+op.route)
	}
	for _, d := range documented {
		if !slices.Contains(have, d) {
			t.Errorf("%s is in the document, and not in the package", d)
		}
	}
	for _, h := range have {
		if !slices.Contains(documented, h) {
			t.Errorf("%s is in the package, and not in the document", h)
		}
	}
	if len(have) != len(documented) {
		t.Errorf("%d operations in the package, %d in the document", len(have), len(documented))
	}
}

// request is what has to arrive.
func (op *sampleOperation[C]) request(accept, flag string) sampleRequest {
	r := sampleRequest{method: op.method, path: op.path, header: sampleHeader(op.header), body: op.body, form: op.form}
	r.header.Set("Accept", accept)
	r.query = sampleQuery(op.query)
	if flag == "" {
		return r
	}
	switch media := r.header.Get("Content-Type"); {
	case strings.HasPrefix(media, "multipart/"):
		r.form = append(slices.Clone(r.form), samplePart{name: flag, content: "true"})
	case media == "application/x-www-form-urlencoded":
		r.body = strings.TrimPrefix(r.body+"&"+flag+"=true", "&")
	default:
		rest := strings.TrimPrefix(r.body, "{")
		if rest != "}" {
			rest = "," + rest
		}
		r.body = `{"` + flag + `":true` + rest
	}
	return r
}
