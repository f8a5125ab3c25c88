package compat

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/compare/values"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// document is one of the two that are compared.
type document struct {
	doc        *openapi.Document
	label      string // "old" or "new"
	operations []*operation
	byKey      map[string]*operation
	*values.Reader
}

// operation is a method of a path, with its duplicates.
type operation struct {
	method     string
	path       string // as the document writes it, without the merged query
	pathKey    string // the same without the names of path parameters
	at         *node.Node
	duplicates int
	params     []*parameter
	request    *body
	answer     *body // of all 2xx responses
	status     []*node.Node

	credentials map[string]bool // keys of the parameters that carry a credential, e.g. "header.x-api-key"
}

func (o *operation) key() string { return o.method + " " + o.pathKey }

// parameter is one parameter of all duplicates.
type parameter struct {
	in, name string
	key      string
	at       *node.Node
	style    string // e.g. "form, exploded"
	required int    // in how many duplicates
	schemas  []values.AllOf
}

// body is what duplicates send, or answer.
type body struct {
	at       *node.Node
	required int // in how many duplicates
	media    []*media
}

type media struct {
	name    string // e.g. "application/json"
	at      *node.Node
	schemas []values.AllOf
	// whole are the events of a stream with all their fields, where schemas are those of their data.
	whole     []values.AllOf
	encodings []*node.Node
}

// newDocument lists the operations of a document, under the keys by which those of
// the other are found.
func newDocument(doc *openapi.Document, label string, o Options, diags *diag.List) *document {
	d := &document{doc: doc, label: label, byKey: map[string]*operation{}, Reader: values.NewReader(doc.Version, diags)}
	if doc.Root.Get("paths") == nil {
		return d
	}
	for _, m := range doc.Root.Get("paths").Members {
		if !strings.HasPrefix(m.Key, "/") {
			continue // an extension
		}
		item := m.Value
		for _, op := range openapi.Operations(item) {
			d.add(op.Method, withoutQuery(m.Key, o.MergeQuery), item, op.Node)
		}
	}
	return d
}

// withoutQuery removes the merged words from the query of a path.
func withoutQuery(p, merged string) string {
	base, query, ok := strings.Cut(p, "?")
	if !ok || merged == "" {
		return p
	}
	words := slices.DeleteFunc(strings.Split(query, "&"), func(w string) bool { return w == merged })
	if len(words) == 0 {
		return base
	}
	return base + "?" + strings.Join(words, "&")
}

// add adds an operation, or what a duplicate adds to it.
func (d *document) add(method, p string, item, n *node.Node) {
	pathKey, names := template(p)
	op := d.byKey[method+" "+pathKey]
	if op == nil {
		op = &operation{method: method, path: p, pathKey: pathKey, at: n, credentials: map[string]bool{}}
		d.byKey[op.key()] = op
		d.operations = append(d.operations, op)
	}
	op.duplicates++
	d.parameters(op, item, n, names)
	d.security(op, n)
	if b := n.Get("requestBody").Target(); b != nil {
		if op.request == nil {
			op.request = &body{at: b}
		}
		if b.Bool("required") {
			op.request.required++
		}
		op.request.add(b.Get("content"))
	}
	d.answers(op, n.Get("responses"))
}

// template removes the names of path parameters, and returns them.
func template(p string) (key string, names []string) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(p, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), names
		}
		name, after, _ := strings.Cut(rest, "}")
		names = append(names, name)
		b.WriteString("{}")
		p = after
	}
}

// answers adds what an operation answers if it succeeds, the bodies of every 2xx.
func (d *document) answers(op *operation, responses *node.Node) {
	if responses == nil {
		return
	}
	for _, m := range responses.Members {
		if len(m.Key) != 3 || m.Key[0] != '2' {
			continue
		}
		if op.answer == nil {
			op.answer = &body{at: m.Value.Target()}
		}
		if !slices.ContainsFunc(op.status, func(n *node.Node) bool { return n.Key() == m.Key }) {
			op.status = append(op.status, m.Value)
		}
		op.answer.add(m.Value.Target().Get("content"))
	}
}

// add adds the media types of one content object.
func (b *body) add(content *node.Node) {
	if content == nil {
		return
	}
	for _, m := range content.Members {
		name := openapi.BaseMedia(m.Key)
		one := b.find(name)
		if one == nil {
			one = &media{name: name, at: m.Value}
			b.media = append(b.media, one)
		}
		mt := m.Value.Target()
		if s := openapi.Payload(name, mt); s != nil {
			one.schemas = append(one.schemas, values.AllOf{s})
			if item := openapi.Item(name, mt); item != nil && item != s {
				one.whole = append(one.whole, values.AllOf{item})
			}
		}
		if e := mt.Get("encoding"); e != nil {
			one.encodings = append(one.encodings, e)
		}
	}
}

func (b *body) find(name string) *media {
	if b == nil {
		return nil
	}
	for _, m := range b.media {
		if m.name == name {
			return m
		}
	}
	return nil
}

// addEvents adds the answers that a document leaves out.
func (d *document) addEvents(events []Events) {
	for _, e := range events {
		method, p, _ := strings.Cut(e.Operation, " ")
		key, _ := template(p)
		op := d.byKey[method+" "+key]
		s := d.doc.Root.Get("components").Get("schemas").Get(e.Schema)
		switch {
		case op == nil:
			d.Diags.Errorf(d.doc.Root, "there is no operation %q to answer events", e.Operation)
		case s == nil:
			d.Diags.Errorf(d.doc.Root, "there is no schema %q for the events of %s", e.Schema, e.Operation)
		default:
			if op.answer == nil {
				op.answer = &body{at: op.at}
			}
			m := op.answer.find("text/event-stream")
			if m == nil {
				m = &media{name: "text/event-stream", at: s}
				op.answer.media = append(op.answer.media, m)
			}
			m.schemas = append(m.schemas, values.AllOf{s})
		}
	}
}
