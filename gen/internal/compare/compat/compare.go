package compat

import (
	"fmt"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// comparison lists what one document has and the other lacks.
type comparison struct {
	from, to *document
	bounds   bool
	op       *operation
	queue    []location
	ids      map[*node.Node]int
	seen     map[string]bool
	said     map[said]bool
	out      []Difference
}

// location is one in a body or parameter, in both documents.
type location struct {
	side, member string
	from, to     []allOf
	optional     bool // may be left out, in both
}

// said identifies a difference, so that what one schema lacks is said once for
// requests and once for answers, although several operations lead to it.
type said struct {
	kind    Kind
	answer  bool
	missing diag.Pos
	name    string
}

// finding is what differs.
type finding struct {
	kind         Kind
	side, member string
	name, detail string
	at, missing  *node.Node
}

// report records a finding. What the other document lacks at one place is said once,
// however many ways lead there.
func (c *comparison) report(t finding) {
	d := Difference{
		In: c.from.label, Kind: t.kind, Method: c.op.method, Path: c.op.path, Side: t.side, Member: t.member, Name: t.name, Detail: t.detail,
		Pos: t.at.Pos(), Pointer: t.at.Pointer(), There: t.missing.Pos(),
	}
	key := said{t.kind, t.side == answerSide, d.There, t.name}
	switch t.kind {
	case Parameter:
		key.name = t.side
	case Member, Absent:
		key.name = t.member[strings.LastIndexByte(t.member, '/')+1:]
	}
	if t.missing != nil && c.said[key] {
		return
	}
	c.said[key] = true
	c.out = append(c.out, d)
}

// operation compares an operation, and all schemas that it leads to for the first
// time, those near the root first.
func (c *comparison) operation(op *operation) {
	c.op = op
	other := c.to.byKey[op.key()]
	if other == nil {
		c.report(finding{kind: Operation, at: op.at, detail: "the other document has no such operation"})
		return
	}
	c.parameters(op, other)
	c.request(op, other)
	c.answer(op, other)
	for len(c.queue) > 0 {
		p := c.queue[0]
		c.queue = c.queue[1:]
		c.value(p)
	}
}

// parameters compares what a call may pass beside its body: what one has and the
// other lacks, and what may be left out in one only.
func (c *comparison) parameters(op, other *operation) {
	for _, p := range op.params {
		side := p.in + "." + p.name
		i := slices.IndexFunc(other.params, func(x *parameter) bool { return x.key == p.key })
		if i < 0 {
			if other.credentials[p.key] {
				continue
			}
			c.report(finding{kind: Parameter, side: side, at: p.at, missing: other.at, detail: "the operation has no such parameter"})
			continue
		}
		q := other.params[i]
		optional := p.required < op.duplicates
		if optional && q.required == other.duplicates && p.in != "path" {
			c.report(finding{kind: Absent, side: side, at: p.at, missing: q.at, detail: "required there"})
		}
		if v := c.from.value(p.schemas); p.style != q.style && (v.array != nil || v.objects != nil) {
			c.report(finding{kind: Style, side: side, at: p.at, missing: q.at, name: p.style, detail: "written as " + q.style + " there"})
		}
		c.visit(location{side, "", p.schemas, q.schemas, optional})
	}
}

// request compares the bodies of requests.
func (c *comparison) request(op, other *operation) {
	a, b := op.request, other.request
	switch {
	case a == nil:
		if b != nil && b.required == other.duplicates {
			c.report(finding{kind: Absent, side: "request", at: op.at, missing: b.at, detail: "the body is required there"})
		}
	case b == nil:
		c.report(finding{kind: Body, side: "request", at: a.at, missing: other.at, detail: "the operation takes no body"})
	default:
		if a.required < op.duplicates && b.required == other.duplicates {
			c.report(finding{kind: Absent, side: "request", at: a.at, missing: b.at, detail: "the body is required there"})
		}
		c.media("request", a, b, a.required < op.duplicates)
	}
}

// answer compares what is answered, by status.
func (c *comparison) answer(op, other *operation) {
	if op.answer == nil {
		return
	}
	for _, n := range op.status {
		has := func(x *node.Node) bool { return x.Key() == n.Key() || strings.EqualFold(x.Key(), "2XX") }
		if !slices.ContainsFunc(other.status, has) {
			c.report(finding{kind: Status, side: answerSide, at: n, missing: other.at, name: n.Key(), detail: "the operation has no such answer"})
		}
	}
	if other.answer == nil {
		if len(op.answer.media) > 0 {
			c.report(finding{kind: Body, side: answerSide, at: op.answer.at, missing: other.at, detail: "the operation answers no body"})
		}
		return
	}
	c.media(answerSide, op.answer, other.answer, false)
}

func (c *comparison) media(side string, a, b *body, optional bool) {
	for _, m := range a.media {
		other := b.find(m.name)
		if other == nil {
			c.report(finding{kind: Media, side: side, at: m.at, missing: b.at, name: m.name, detail: "no such media type there"})
		} else if openapi.IsStructured(m.name) && len(m.schemas) > 0 && len(other.schemas) > 0 {
			c.visit(location{side, "", m.schemas, other.schemas, optional})
		}
	}
}

// maxVisits bounds the pairs of schemas that are compared.
const maxVisits = 200_000

// visit queues a place unless its schemas have been compared before. Requests and
// answers are apart, because readOnly and writeOnly are.
func (c *comparison) visit(p location) {
	k := fmt.Sprint(p.side == answerSide, p.optional) + keyOf(c.ids, p.from) + " " + keyOf(c.ids, p.to)
	if len(c.seen) == maxVisits {
		c.from.refuse(c.from.doc.Root, "the schemas meet in more than %d ways, too many to be compared", maxVisits)
		return
	}
	if !c.seen[k] {
		c.seen[k] = true
		c.queue = append(c.queue, p)
	}
}

// value compares what a place can hold.
func (c *comparison) value(p location) {
	from, to := c.from.value(p.from), c.to.value(p.to)
	say := func(kind Kind, name string, at *node.Node, detail string) {
		c.report(finding{kind: kind, side: p.side, member: p.member, name: name, at: at, missing: to.at, detail: detail})
	}
	if from.anything != nil && to.anything == nil {
		say(Type, "any", from.anything, "any value is allowed; there it isn't")
	}
	if from.null != nil && to.null == nil && to.anything == nil {
		kind := Null
		if p.optional {
			kind = OptionalNull
		}
		c.report(finding{
			kind: kind, side: p.side, member: p.member, at: from.null, missing: site(p.to, to), detail: "may be null; there it may not",
		})
	}
	for _, t := range scalarTypes {
		c.scalar(p, t, from, to)
	}
	switch {
	case from.array == nil:
	case to.array == nil:
		say(Type, "array", from.array.at, otherwise(to))
	default:
		c.arrays(p, from.array, to.array)
	}
	switch {
	case from.objects == nil:
	case to.objects == nil:
		say(Type, "object", definition(from.objects[0].schema), otherwise(to))
	default:
		c.objects(p, from, to)
	}
}

// site is where a place refers to its schema.
func site(set []allOf, v *value) *node.Node {
	for _, s := range set {
		if len(s) > 0 {
			return s[0]
		}
	}
	return v.at
}

// otherwise says what a place can hold.
func otherwise(v *value) string {
	var kinds []string
	if v.anything != nil {
		kinds = append(kinds, "any value")
	}
	for _, t := range scalarTypes {
		if v.scalars[t] != nil {
			kinds = append(kinds, t)
		}
	}
	if v.array != nil {
		kinds = append(kinds, "array")
	}
	if v.objects != nil {
		kinds = append(kinds, "object")
	}
	if v.null != nil {
		kinds = append(kinds, "null")
	}
	if kinds == nil {
		return "no value is allowed there"
	}
	return "there only " + strings.Join(kinds, ", ")
}

// scalar compares strings, numbers or booleans.
func (c *comparison) scalar(p location, t string, from, to *value) {
	a, b := from.scalars[t], to.scalars[t]
	if b == nil && t == "integer" {
		b = to.scalars["number"]
	}
	if a == nil {
		return
	}
	report := func(kind Kind, name string, at, missing *node.Node, detail string) {
		c.report(finding{kind: kind, side: p.side, member: p.member, name: name, at: at, missing: missing, detail: detail})
	}
	if b == nil {
		report(Type, t, a.at, to.at, otherwise(to))
		return
	}
	if a.open != nil && b.open == nil {
		report(Type, t, a.open, b.at, "any "+t+" is allowed; there only listed values are")
	}
	for _, v := range a.values {
		if !slices.ContainsFunc(b.values, func(x listed) bool { return x.text == v.text }) {
			detail := "no such value there"
			if b.open != nil {
				detail = "not listed there"
			}
			report(Value, v.text, v.at, b.listing(), detail)
		}
	}
	if c.bounds {
		c.limits(p, a.branches, b.branches, a.at, b.at)
	}
}

// listing is where values are listed.
func (s *scalar) listing() *node.Node {
	if len(s.values) > 0 {
		if n := s.values[0].at; n.Parent.Kind == node.Array {
			return n.Parent
		}
		return s.values[0].at
	}
	return s.at
}

func (c *comparison) arrays(p location, a, b *array) {
	c.visit(location{p.side, p.member + "/0", a.items, b.items, false})
	if c.bounds {
		c.limits(p, a.branches, b.branches, a.at, b.at)
	}
}
