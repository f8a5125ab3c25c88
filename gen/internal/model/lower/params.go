package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
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
	body := len(op.Params.Fields)
	for _, p := range openapi.Parameters(item, n) {
		l.parameter(op, p, h)
	}
	l.NameFields(op.Params, op.Params.Fields[body:])
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
	sn := p.Get("schema")
	if c := p.Get("content").Entries(); sn == nil && len(c) > 0 {
		sn = c[0].Value.Get("schema")
	}
	if p.Str("in") == "header" && l.headerApart(wire) || l.alwaysSent(op, p, sn, wire) {
		return
	}
	t := l.TypeOf(sn, h.Sub(wire))
	if _, ok := t.Type.(*ir.Object); !ok && p.Has("content") {
		t = types.Typed{Type: types.Basic(ir.Raw)} // JSON as a whole: a list isn't spread, a text has its quotes
	}
	if !l.Spend(p, len(wire)+types.FieldSize(p)) {
		return
	}
	if p.Str("in") == "path" {
		op.Args = append(op.Args, ir.Arg{Wire: wire, Name: names.Argument(wire), Type: argType(t.Type), Doc: describe.Field(l.Reader, p, t.Type)})
		return
	}
	f := &ir.Field{
		Wire:     wire,
		Type:     t.Type,
		Presence: types.Presence(p.Bool("required"), false),
		In:       l.place(p, t.Type),
		Betas:    describe.Betas(p),
		Doc:      describe.Field(l.Reader, p, t.Type),
		At:       p,
	}
	if f.Doc.Text == "" {
		f.Doc = describe.Field(l.Reader, sn, t.Type)
	}
	op.Params.Fields = append(op.Params.Fields, f)
}

// headerApart reports whether a header parameter is no field, because the client
// sets it itself.
func (l *lowerer) headerApart(wire string) bool {
	switch strings.ToLower(wire) {
	case "accept", "content-type", "authorization":
		return true // OpenAPI says to ignore these
	case l.betaParam:
		return l.betaParam != ""
	}
	return false
}

// place reads in, style and explode of a parameter.
func (l *lowerer) place(p *node.Node, t ir.Type) ir.Place {
	switch p.Str("in") {
	case "header":
		return ir.InHeader
	case "cookie":
		return ir.InCookie
	}
	style := p.Str("style")
	explode := p.Get("explode") == nil && (style == "" || style == "form") || p.Bool("explode")
	switch {
	case p.Str("in") == "querystring" && isObjectType(t):
		return ir.InQueryMembers
	case p.Str("in") == "querystring":
		l.Diags.Errorf(p, "in: querystring needs a schema of an object: its members are the parameters")
	case p.Has("content"):
		return ir.InQuery
	case style == "deepObject":
		return ir.InQueryDeep
	case isObjectType(t) && explode:
		return ir.InQueryMembers
	case isObjectType(t):
		return ir.InQueryObject
	case explode:
		return ir.InQuery
	case style == "spaceDelimited":
		return ir.InQuerySpace
	case style == "pipeDelimited":
		return ir.InQueryPipe
	}
	return ir.InQueryComma
}

func isObjectType(t ir.Type) bool {
	switch tt := t.(type) {
	case *ir.Object, *ir.Map:
		return true
	case *ir.Alias:
		return isObjectType(tt.Of)
	}
	return false
}

// argType returns the type of a path parameter: text unless it is a number.
func argType(t ir.Type) ir.Type {
	switch tt := t.(type) {
	case *ir.Basic:
		switch tt.Kind {
		case ir.Int64, ir.Int32, ir.Float64, ir.Float32, ir.Bool, ir.Time, ir.Date:
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
	wanted := make([]string, len(op.Args))
	for i, a := range op.Args {
		wanted[i] = a.Name
	}
	for i, name := range names.Arguments(wanted) {
		op.Args[i].Name = name
	}
}

// bodyParams makes the params struct from the request body.
func (l *lowerer) bodyParams(op *ir.Operation, n *node.Node, h types.Hint) *ir.Object {
	body := n.Get("requestBody").Target()
	media, mt := pickMedia(body.Get("content"))
	op.MediaType = media
	op.Body = bodyKind(media, mt)
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
		if len(s.Groups) == 0 && s.IsObject() && len(s.Props) > 0 {
			l.Fields(o, s, h)
			if further := s.Further(); further != nil {
				o.Extra = l.Element(further, h.Called(names.MapValue(h.Name)))
			}
			l.dropStreamMember(n, o)
			return o
		}
	}
	l.wholeBody(op, o, body, sn, h)
	return o
}

// wholeBody adds the field Body, which is all of the request body.
func (l *lowerer) wholeBody(op *ir.Operation, o *ir.Object, body, sn *node.Node, h types.Hint) {
	t := types.Typed{Type: types.Basic(ir.File)}
	only := l.Reader.OnlyValue(sn)
	if op.Body != ir.RawBody || strings.HasPrefix(op.MediaType, "text/") {
		t = l.TypeOf(sn, h.Called(names.Body(h.Name)))
	}
	if op.Body == ir.MultipartBody || op.Body == ir.FormBody {
		if _, ok := t.Type.(*ir.Object); !ok {
			op.Body = ir.RawBody
			t = types.Typed{Type: types.Basic(ir.File)}
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

// pickMedia chooses among the media types of a body: JSON, a form, then
// whatever comes first.
func pickMedia(content *node.Node) (string, *node.Node) {
	ms := content.Entries()
	for _, like := range []func(string) bool{openapi.IsJSON, openapi.IsMultipart, openapi.IsForm} {
		for _, m := range ms {
			if like(m.Key) {
				return m.Key, m.Value.Target()
			}
		}
	}
	if len(ms) > 0 {
		return ms[0].Key, ms[0].Value.Target()
	}
	return "", nil
}

func bodyKind(media string, mt *node.Node) ir.BodyKind {
	switch {
	case mt == nil:
		return ir.NoBody
	case openapi.IsJSON(media) || media == "*/*":
		return ir.JSONBody
	case openapi.IsMultipart(media):
		return ir.MultipartBody
	case openapi.IsForm(media):
		return ir.FormBody
	}
	return ir.RawBody
}
