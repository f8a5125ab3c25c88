package compat

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/compare/values"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// comparison lists what one document has and the other lacks.
type comparison struct {
	from, to *document
	bounds   bool
	work     *budget.Budget
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
	from, to     []values.AllOf
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
	for len(c.queue) > 0 && c.work.Spend(1+len(c.queue[0].from)+len(c.queue[0].to)) {
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
		if v := c.from.Value(p.schemas); p.style != q.style && (v.Array != nil || v.Objects != nil) {
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

// media compares what stands in media types of the same name: schemas, whole events, and how forms are written.
func (c *comparison) media(side string, a, b *body, optional bool) {
	for _, m := range a.media {
		other := b.find(m.name)
		if other == nil {
			c.report(finding{kind: Media, side: side, at: m.at, missing: b.at, name: m.name, detail: "no such media type there"})
		} else if openapi.IsStructured(m.name) && len(m.schemas) > 0 && len(other.schemas) > 0 {
			c.visit(location{side, "", m.schemas, other.schemas, optional})
			if len(m.whole) > 0 && len(other.whole) > 0 {
				c.visit(location{side, "", m.whole, other.whole, optional})
			}
		}
		if other != nil && (openapi.IsForm(m.name) || openapi.IsMultipart(m.name)) {
			c.encodings(side, m, other)
		}
	}
}

// encodings compares how the members of a form are written.
func (c *comparison) encodings(side string, a, b *media) {
	from, to := encodingsOf(a), encodingsOf(b)
	names := maps.Clone(from)
	maps.Copy(names, to)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if from[name].text == to[name].text {
			continue
		}
		c.report(finding{
			kind: Encoding, side: side, member: "/" + node.EscapeToken(name), name: from[name].text, detail: "written as " + cmp.Or(to[name].text, "usual") + " there",
			at: cmp.Or(from[name].at, a.at), missing: cmp.Or(to[name].at, b.at),
		})
	}
}

// maxVisits bounds the pairs of schemas that are compared.
const maxVisits = 200_000

// visit queues a place unless its schemas have been compared before. Requests and
// answers are apart, because readOnly and writeOnly are.
func (c *comparison) visit(p location) {
	k := fmt.Sprint(p.side == answerSide, p.optional) + values.KeyOf(c.ids, p.from) + " " + values.KeyOf(c.ids, p.to)
	if len(c.seen) == maxVisits {
		c.from.Refuse(c.from.doc.Root, "the schemas meet in more than %d ways, too many to be compared", maxVisits)
		return
	}
	if !c.seen[k] {
		c.seen[k] = true
		c.queue = append(c.queue, p)
	}
}

// value compares what a place can hold.
func (c *comparison) value(p location) {
	from, to := c.from.Value(p.from), c.to.Value(p.to)
	say := func(kind Kind, name string, at *node.Node, detail string) {
		c.report(finding{kind: kind, side: p.side, member: p.member, name: name, at: at, missing: to.At, detail: detail})
	}
	if from.Anything != nil && to.Anything == nil {
		say(Type, "any", from.Anything, "any value is allowed; there it isn't")
	}
	if from.Null != nil && to.Null == nil && to.Anything == nil {
		kind := Null
		if p.optional {
			kind = OptionalNull
		}
		c.report(finding{
			kind: kind, side: p.side, member: p.member, at: from.Null, missing: site(p.to, to), detail: "may be null; there it may not",
		})
	}
	for _, t := range values.ScalarTypes {
		c.scalar(p, t, from, to)
	}
	switch {
	case from.Array == nil:
	case to.Array == nil:
		say(Type, "array", from.Array.At, otherwise(to))
	default:
		c.arrays(p, from.Array, to.Array)
	}
	switch {
	case from.Objects == nil:
	case to.Objects == nil:
		say(Type, "object", values.Definition(from.Objects[0].Schema), otherwise(to))
	default:
		c.objects(p, from, to)
	}
}

// site is where a place refers to its schema.
func site(set []values.AllOf, v *values.Value) *node.Node {
	for _, s := range set {
		if len(s) > 0 {
			return s[0]
		}
	}
	return v.At
}

// otherwise says what a place can hold.
func otherwise(v *values.Value) string {
	var kinds []string
	if v.Anything != nil {
		kinds = append(kinds, "any value")
	}
	for _, t := range values.ScalarTypes {
		if v.Scalars[t] != nil {
			kinds = append(kinds, t)
		}
	}
	if v.Array != nil {
		kinds = append(kinds, "array")
	}
	if v.Objects != nil {
		kinds = append(kinds, "object")
	}
	if v.Null != nil {
		kinds = append(kinds, "null")
	}
	if kinds == nil {
		return "no value is allowed there"
	}
	return "there only " + strings.Join(kinds, ", ")
}

// scalar compares strings, numbers or booleans.
func (c *comparison) scalar(p location, t string, from, to *values.Value) {
	a, b := from.Scalars[t], to.Scalars[t]
	if b == nil && t == "integer" {
		b = to.Scalars["number"]
	}
	if a == nil {
		return
	}
	report := func(kind Kind, name string, at, missing *node.Node, detail string) {
		c.report(finding{kind: kind, side: p.side, member: p.member, name: name, at: at, missing: missing, detail: detail})
	}
	if b == nil {
		report(Type, t, a.At, to.At, otherwise(to))
		return
	}
	if a.Open != nil && b.Open == nil {
		report(Type, t, a.Open, b.At, "any "+t+" is allowed; there only listed values are")
	}
	if len(a.Contents) > 0 && len(b.Contents) > 0 { // what the text holds
		c.visit(location{p.side, p.member, a.Contents, b.Contents, false})
	}
	for _, v := range a.Values {
		if !slices.ContainsFunc(b.Values, func(x values.Listed) bool { return x.Text == v.Text }) {
			detail := "no such value there"
			if b.Open != nil {
				detail = "not listed there"
			}
			report(Value, v.Text, v.At, b.Listing(), detail)
		}
	}
	if c.bounds {
		c.limits(p, a.Branches, b.Branches, a.At, b.At)
	}
}

func (c *comparison) arrays(p location, a, b *values.Array) {
	c.visit(location{p.side, p.member + "/0", a.Items, b.Items, false})
	if c.bounds {
		c.limits(p, a.Branches, b.Branches, a.At, b.At)
	}
}
