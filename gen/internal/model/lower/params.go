package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/form"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/payload"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// params lowers parameters and body of an operation into one struct, in which
// every field knows where it travels. Path parameters become arguments.
func (l *lowerer) params(op *ir.Operation, item, n *node.Node, h types.Hint) {
	h = h.Called(names.Params(h.Name))
	op.Params = l.bodyParams(op, n, h)
	if op.IsForm() {
		_, mt := payload.Pick(n.Get("requestBody").Target().Get("content"))
		form.Lower(l.Lowerer, op, mt, h)
	}
	l.otherBodies(op, n.Get("requestBody").Target())
	body := len(op.Params.Fields)
	for _, p := range openapi.Parameters(item, n) {
		l.parameter(op, p, h)
	}
	taken := ""
	if c := l.bodies[op.Params]; c != nil {
		taken = c.Name
	}
	l.NameFields(op.Params, op.Params.Fields[body:], taken)
	l.undeclaredArgs(op)
	l.TooMany(n, len(op.Params.Fields), "parameters", "describe an object")
	l.orderArgs(op)
}

// undeclaredArgs adds the variables of the path that no parameter describes, as
// text. Loading the document has warned of them.
func (l *lowerer) undeclaredArgs(op *ir.Operation) {
	for _, name := range openapi.PathVariables(op.Path) {
		if !slices.ContainsFunc(op.Args, func(a ir.Arg) bool { return a.Wire == name }) {
			op.Args = append(op.Args, ir.Arg{Wire: name, Name: names.Argument(name), Type: types.Basic(ir.String)})
		}
	}
}

// parameter lowers one parameter: to an argument if it is part of the path, to a
// header that is always sent, or to a field of the params.
func (l *lowerer) parameter(op *ir.Operation, p *node.Node, h types.Hint) {
	wire := p.Str("name")
	in, ok := places[p.Str("in")]
	media, sn := contentOf(p)
	if in == ir.InHeader && l.headerApart(p, wire) || l.alwaysSent(op, p, sn, wire) || !ok {
		return
	}
	t := l.paramType(sn, media, h.Sub(wire))
	if !l.Spend(p, len(wire)+types.FieldSize(p)) {
		return
	}
	place, style := l.Style().Of(p, in, media, t)
	if in == ir.InPath {
		if style.IsPlain() {
			t = argType(t)
		}
		op.Args = append(op.Args, ir.Arg{Wire: wire, Name: names.Argument(wire), Type: t, Style: style, Doc: describe.Field(l.Reader, p, t)})
		return
	}
	f := &ir.Field{
		Wire:     wire,
		Type:     t,
		Presence: types.Presence(p.Bool("required"), false),
		In:       place,
		Style:    style,
		Betas:    describe.Betas(p),
		Doc:      describe.Field(l.Reader, p, t),
		At:       p,
	}
	if f.Doc.Text == "" {
		f.Doc = describe.Field(l.Reader, sn, t)
	}
	op.Params.Fields = append(op.Params.Fields, f)
}

// places are the parts of a request that parameters are in.
var places = map[string]ir.Place{
	"path": ir.InPath, "query": ir.InQuery, "querystring": ir.InQuerystring, "header": ir.InHeader, "cookie": ir.InCookie,
}

// contentOf returns the media type of a parameter, or "" if its style says how it
// is written, and its schema.
func contentOf(p *node.Node) (media string, schema *node.Node) {
	if s := p.Get("schema"); s != nil {
		return "", s
	}
	for _, m := range p.Get("content").Entries() { // there has to be one
		return m.Key, m.Value.Target().Get("schema")
	}
	return "", nil
}

// paramType is the type of a parameter. What no parameter can hold is text: files,
// and content of a media type that the client doesn't write.
func (l *lowerer) paramType(sn *node.Node, media string, h types.Hint) ir.Type {
	if media != "" && !openapi.IsJSON(media) && !openapi.IsForm(media) && !strings.HasPrefix(media, "text/") {
		return types.Basic(ir.String)
	}
	switch t := l.TypeOf(sn, h).Type.(type) {
	case *ir.Basic:
		if t.Kind == ir.File {
			return types.Basic(ir.String)
		}
		return t
	case *ir.List:
		if b, ok := t.Elem.(*ir.Basic); ok && b.Kind == ir.File {
			return &ir.List{Elem: types.Basic(ir.String)}
		}
		return t
	default:
		return t
	}
}

// argType returns the type of a path parameter that is a single text.
func argType(t ir.Type) ir.Type {
	switch tt := t.(type) {
	case *ir.Basic:
		switch tt.Kind {
		case ir.Int64, ir.Int32, ir.Uint64, ir.Float64, ir.Float32, ir.Bool, ir.Time, ir.Date:
			return t
		}
	case *ir.Enum:
		return t
	}
	return types.Basic(ir.String)
}

// orderArgs puts the path parameters in the order of the path.
func (l *lowerer) orderArgs(op *ir.Operation) {
	at := func(a ir.Arg) int { return strings.Index(op.Path, "{"+a.Wire+"}") }
	op.Args = slices.DeleteFunc(op.Args, func(a ir.Arg) bool { return at(a) < 0 })
	slices.SortStableFunc(op.Args, func(a, b ir.Arg) int { return at(a) - at(b) })
}

// nameArgs gives path parameters names that hide nothing, which is known when all has been declared.
func (l *lowerer) nameArgs() {
	for op := range l.API.AllOperations() {
		wanted := make([]string, len(op.Args))
		for i, a := range op.Args {
			wanted[i] = a.Name
		}
		for i, name := range names.Arguments(wanted, l.Names.Called) {
			op.Args[i].Name = name
		}
	}
}

// bodyParams makes the params struct from the request body.
func (l *lowerer) bodyParams(op *ir.Operation, n *node.Node, h types.Hint) *ir.Object {
	body := n.Get("requestBody").Target()
	media, mt := payload.Pick(body.Get("content"))
	op.Body = payload.KindOf(l.Reader, media, mt)
	op.MediaType = payload.SentAs(l.Reader, media, op.Body, mt)
	op.BodyOptional = op.Body != ir.NoBody && !body.Bool("required")
	if op.Body == ir.MultipartBody {
		op.MediaType = openapi.BaseMedia(media) // the boundary is not the document's
	}
	sn := mt.Get("schema")
	target := l.Reader.Resolve(sn)
	if op.Body != ir.NoBody && op.Body != ir.RawBody && l.Components[target] == h.Name {
		// The body is declared under the name of the params: they are one type.
		if o, ok := l.TypeOf(sn, h).Type.(*ir.Object); ok {
			o.IsParams = true
			l.dropStreamMember(n, o)
			return o
		}
	}
	o := &ir.Object{Decl: ir.Decl{Area: h.Area, Place: n}, IsParams: true}
	o.Name = l.DeclareAs(n, names.Operation, names.Type, names.ParamsType(h.Name, n.Pointer()))
	o.Doc = ir.Doc{Text: o.Name + " holds the parameters of " + op.ID + "."}
	l.API.Types = append(l.API.Types, o)
	if op.Body == ir.NoBody {
		return o
	}
	if sn != nil && op.Body != ir.RawBody {
		s := l.View(target)
		s.Groups = schema.WithoutConstraints(s.Groups)
		if len(s.Groups) == 0 && s.IsObject() && len(s.Props) > 0 && !l.isUnion(sn, target, h) {
			l.Fields(o, s, h)
			if further := s.Further(); further != nil {
				o.Extra = l.Element(further, h.Called(names.MapValue(h.Name)))
			}
			l.dropStreamMember(n, o)
			name := l.Components[target]
			asked := names.ComponentType(target.Key())[0] == h.Name // for the name of the params: that another has it now, changes nothing here
			if name != "" && !asked && n.Get("x-stream").Str("param") == "" && !names.ReservedField(name) {
				if c, ok := l.TypeOf(sn, h).Type.(*ir.Object); ok {
					l.bodies[o] = c
				}
			}
			return o
		}
	}
	l.wholeBody(op, o, body, sn, h)
	return o
}

// embedBodies puts bodies that are components into the params as what they are, so
// that a value of the component can be passed. It is done when all operations are
// known: a component that is the params of one of them, with parameters of its own,
// is no body of another.
func (l *lowerer) embedBodies() {
	for op := range l.API.AllOperations() {
		o := op.Params
		c := l.bodies[o]
		if c == nil || c.IsParams || len(c.Fields) > len(o.Fields) {
			continue
		}
		same := func(a, b *ir.Field) bool { return a.Name == b.Name && a.Wire == b.Wire && form.SameFile(a, b) }
		if !slices.EqualFunc(c.Fields, o.Fields[:len(c.Fields)], same) || slices.ContainsFunc(c.Fields, func(f *ir.Field) bool { return f.Name == c.Name }) {
			continue
		}
		copy(o.Fields, c.Fields)
		o.Embeds, o.Extra, o.Betas = c, c.Extra, c.Betas
	}
}

// wholeBody adds the field Body, which is all of the request body.
func (l *lowerer) wholeBody(op *ir.Operation, o *ir.Object, body, sn *node.Node, h types.Hint) {
	t := types.Typed{Type: types.Basic(ir.File)}
	only := l.Reader.OnlyValue(sn)
	if op.Body != ir.RawBody || payload.IsText(l.Reader, op.MediaType, sn) {
		t = l.TypeOf(sn, h.Called(names.Body(h.Name)))
	}
	if op.Body == ir.RawBody && sn == nil && payload.IsText(l.Reader, op.MediaType, sn) {
		t = types.Typed{Type: types.Basic(ir.String)}
	}
	if op.Body == ir.MultipartBody || op.Body == ir.FormBody {
		if why := form.NoForm(t.Type, sn); why != "" {
			l.Diags.Ungenerated("body without a form", body, "%s: the body is sent as it is given, and not written as a form", why)
			t = types.Typed{Type: form.AsGiven(op)}
			op.Body = ir.RawBody
		}
	}
	if only != nil && body.Bool("required") {
		t = types.Typed{Type: types.Constant(only)}
	}
	o.Fields = append(o.Fields, &ir.Field{
		Name: "Body", Wire: "body", Type: t.Type, In: ir.AsBody,
		Presence: types.Presence(body.Bool("required"), t.Null),
		Doc:      ir.Doc{Text: "Body is the whole request body, " + op.MediaType + "."},
		At:       body,
	})
}

// dropStreamMember takes out the member that turns streaming on: the method
// called decides it.
func (l *lowerer) dropStreamMember(n *node.Node, o *ir.Object) {
	param := n.Get("x-stream").Str("param")
	if param == "" {
		return
	}
	o.Fields = slices.DeleteFunc(o.Fields, func(f *ir.Field) bool { return f.Wire == param })
}
