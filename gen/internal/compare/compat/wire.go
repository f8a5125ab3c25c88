// Package compat says what differs between two documents.
package compat

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Options say what Wire compares.
type Options struct {
	// OneWay leaves out what only the new document has.
	OneWay bool
	// All compares the operations of both documents; the default is those on
	// the paths of the new one.
	All bool
	// Bounds compares formats, limits and patterns as well.
	Bounds bool
	// MergeQuery makes duplicates of paths that differ in these words after the ?
	// only, e.g. "beta=true": what either can do counts for both.
	MergeQuery string
	// Events names schemas of the old document that an operation of it answers
	// as a stream of events without the document saying so.
	Events []Events
}

// Events is an operation and the name of the schema of its events.
type Events struct {
	Operation string // e.g. "POST /v1/messages"
	Schema    string // e.g. "MessageStreamEvent"
}

// Kind says what is missing.
type Kind string

// The kinds of difference.
const (
	Operation    Kind = "operation"
	Parameter    Kind = "parameter"
	Style        Kind = "style"    // how an array or object is written in a parameter
	Encoding     Kind = "encoding" // how a member of a form is written
	Body         Kind = "body"
	Status       Kind = "status"
	Media        Kind = "media"
	Member       Kind = "member"
	Additional   Kind = "additional" // members whose names are not known
	Type         Kind = "type"
	Value        Kind = "value" // of an enum, or a const
	Variant      Kind = "variant"
	Absent       Kind = "absent"        // may be left out
	Null         Kind = "null"          // may be null
	OptionalNull Kind = "optional-null" // may be null and may be left out
	Format       Kind = "format"
	Bound        Kind = "bound"
)

// answerSide is the side of differences in answers.
const answerSide = "response"

// Difference is one thing that one document has and the other lacks.
type Difference struct {
	Pos     diag.Pos `json:"pos"`               // where it stands in the document that has it
	Pointer string   `json:"pointer,omitempty"` // likewise, within the file
	In      string   `json:"in"`                // "old" or "new", the document that has it
	Kind    Kind     `json:"kind"`
	Method  string   `json:"method"` // of the operation in which it was met first, e.g. "POST"
	Path    string   `json:"path"`
	Side    string   `json:"side,omitempty"`   // "request", "response" or a parameter, e.g. "query.limit"
	Member  string   `json:"member,omitempty"` // JSON pointer from the body, e.g. "/messages/0/content"; items are 0, other members *
	Name    string   `json:"name,omitempty"`   // e.g. the value of an enum, in JSON
	Detail  string   `json:"detail"`
	There   diag.Pos `json:"there"` // what lacks it in the other document
}

// Subject is the difference without its places: what ignore patterns match.
func (d *Difference) Subject() string {
	words := []string{string(d.Kind), d.Method, d.Path}
	for _, w := range []string{d.Side, d.Member, d.Name} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// String gives "file:line:col: subject: detail (/json/pointer); there:
// file:line:col".
func (d *Difference) String() string {
	out := diag.Diagnostic{Pos: d.Pos, Message: d.Subject() + ": " + d.Detail, Pointer: d.Pointer}.String()
	if d.There.File != "" {
		out += "; there: " + d.There.String()
	}
	return out
}

// Breaks reports whether clients of the old document break on the new one for
// this: what they may send is no longer taken, or what is answered is not what
// they rely on. They keep members, values and variants that they don't know.
func (d *Difference) Breaks() bool {
	if d.Side != answerSide {
		return d.In == "old" // the operation, or what it takes
	}
	switch d.Kind {
	case Member, Status, Media, Body:
		return d.In == "old"
	case Type, Null, Absent, OptionalNull:
		return d.In == "new"
	}
	return false
}

// Result is what Wire found.
type Result struct {
	Operations  int // that were compared
	Differences []Difference
}

// Wire compares what two documents of one API can send and receive, by method
// and path, whatever their schemas are called. The differences are in the order
// in which they are met: the operations in the author's order, and within one
// what is near the root of a body first. A schema is compared with another
// once, in the first operation that leads to both. Problems with the options go
// to diags.
func Wire(older, newer *openapi.Document, o Options, diags *diag.List) *Result {
	from, to := newDocument(older, "old", o, diags), newDocument(newer, "new", o, diags)
	from.addEvents(o.Events)
	result := &Result{Operations: selected(from, to, o)}
	result.Differences = direction(from, to, o)
	if !o.OneWay {
		result.Differences = append(result.Differences, direction(to, from, o)...)
	}
	for _, doc := range []*openapi.Document{older, newer} {
		if doc.Work.Exhausted() {
			diags.Errorf(doc.Root, "the documents lead to each other's schemas in too many ways to be compared: that takes more than %d steps", budget.Steps)
		}
	}
	return result
}

// selected forgets the operations that are not to be compared and counts those
// that both documents have.
func selected(from, to *document, o Options) int {
	paths := map[string]bool{}
	for _, op := range to.operations {
		paths[op.pathKey] = true
	}
	kept, both := from.operations[:0], 0
	for _, op := range from.operations {
		if to.byKey[op.key()] != nil {
			both++
		}
		if o.All || paths[op.pathKey] {
			kept = append(kept, op)
		}
	}
	from.operations = kept
	return both
}

// direction lists what from has and to lacks.
func direction(from, to *document, o Options) []Difference {
	c := &comparison{work: from.doc.Work, from: from, to: to, bounds: o.Bounds, ids: map[*node.Node]int{}, seen: map[string]bool{}, said: map[said]bool{}}
	for _, op := range from.operations {
		c.operation(op)
	}
	return c.out
}
