package tools

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// callInfo writes what a call is.
//
//	callInfo{
//		list: path{"content"},
//		is:   map[string]string{"type": "tool_use"},
//		id:   path{"id"},
//	}
func (w *writer) callInfo() *j.Statement {
	c := &w.loop.Call
	var v source.Literal
	v.Add("list", steps(c.In))
	texts(&v, "is", c.Is)
	texts(&v, "after", c.After)
	v.Add("id", steps(c.ID))
	v.Add("name", steps(c.Name))
	v.Add("input", steps(c.Input))
	if c.Text {
		v.Add("text", j.True())
	}
	return j.Id("callInfo").Add(v.Lines())
}

// resultInfo writes how results are sent.
//
//	resultInfo{
//		turn:    map[string]string{"role": "user"},
//		list:    "content",
//		call:    "tool_use_id",
//		content: "content",
//	}
func (w *writer) resultInfo() *j.Statement {
	r := &w.loop.Result
	var v source.Literal
	texts(&v, "turn", r.Turn)
	v.Text("list", r.In)
	texts(&v, "set", r.Set)
	v.Text("call", r.Call)
	v.Text("content", r.Member)
	v.Text("failed", r.Error)
	list(&v, "repeat", r.Repeat)
	if r.TextIn != "" {
		v.Add("blocks", j.True())
		texts(&v, "text", r.Text)
		v.Text("textAt", r.TextIn)
	}
	return j.Id("resultInfo").Add(v.Lines())
}

// toolInfo writes how tools are defined.
//
//	toolInfo{name: path{"name"}, description: path{"description"}, schema: path{"input_schema"}}
func (w *writer) toolInfo() *j.Statement {
	t := &w.loop.Tool
	var v source.Literal
	v.Add("name", steps(t.Name))
	v.Add("description", steps(t.Description))
	v.Add("schema", steps(t.Schema))
	texts(&v, "set", t.Set)
	return j.Id("toolInfo").Add(v.Values())
}

// choice writes how a request makes the model call a tool.
//
//	&choiceInfo{
//		member: member{...},
//		tag:    "type",
//		free:   []string{"auto", "none"},
//		then:   json.RawMessage(`{"type":"auto"}`),
//	}
func (w *writer) choice() *j.Statement {
	c := w.loop.Choice
	var v source.Literal
	v.Add("member", w.member(c.Field))
	v.Text("tag", c.Tag)
	list(&v, "free", c.Free)
	v.Add("then", j.Qual(source.JSON, "RawMessage").Call(source.RawString(c.Then)))
	list(&v, "keep", c.Keep)
	return j.Op("&").Id("choiceInfo").Add(v.Lines())
}

// carry writes what the next request has of an answer.
//
//	[]carryInfo{{
//		from:   path{"container", "id"},
//		to:     member{...},
//		member: "id",
//	}}
func (w *writer) carry() *j.Statement {
	return j.Index().Id("carryInfo").ValuesFunc(func(g *j.Group) {
		for _, c := range w.loop.Carry {
			var v source.Literal
			v.Add("from", steps(c.From))
			v.Add("to", w.member(c.Field))
			v.Text("member", c.As)
			g.Add(v.Lines())
		}
	})
}

// format writes how a request makes the answer JSON of a schema.
//
//	&formatInfo{
//		to:     member{...},
//		at:     path{"format"},
//		schema: path{"schema"},
//		list:   path{"content"},
//		text:   path{"text"},
//	}
func (w *writer) format() *j.Statement {
	f := w.loop.Format
	var v source.Literal
	v.Add("to", w.member(f.Field))
	if len(f.In) > 0 {
		v.Add("at", steps(f.In))
	}
	texts(&v, "set", f.Set)
	v.Add("schema", steps(f.Schema))
	if len(f.List) > 0 {
		v.Add("list", steps(f.List))
	}
	texts(&v, "is", f.Is)
	v.Add("text", steps(f.Text))
	list(&v, "refused", f.Refused)
	if f.PieceAt != nil {
		var p source.Literal
		texts(&p, "is", f.PieceIs)
		p.Add("at", steps(f.PieceAt))
		if f.PieceOf != nil {
			p.Add("of", steps(f.PieceOf))
		}
		v.Add("piece", j.Id("pieceInfo").Add(p.Values()))
	}
	return j.Op("&").Id("formatInfo").Add(v.Lines())
}

// steps writes a path.
//
//	path{"container", "id"}
func steps(path []string) *j.Statement {
	return j.Id("path").ValuesFunc(func(g *j.Group) {
		for _, s := range path {
			g.Lit(s)
		}
	})
}

// list adds a list of texts, unless it is empty.
func list(v *source.Literal, key string, values []string) {
	if len(values) > 0 {
		v.Add(key, source.Strings(values))
	}
}

// texts adds members and their texts, unless there are none.
//
//	map[string]string{"type": "tool_use"}
func texts(v *source.Literal, key string, values []ir.LoopText) {
	if len(values) == 0 {
		return
	}
	v.Add(key, j.Map(j.String()).String().ValuesFunc(func(g *j.Group) {
		for _, t := range values {
			g.Lit(t.Name).Op(":").Lit(t.Value)
		}
	}))
}
