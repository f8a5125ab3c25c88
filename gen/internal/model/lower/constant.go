package lower

import (
	"encoding/json"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// alwaysSent deals with a required parameter that has one value: it belongs to
// the operation, and callers have no say in it.
func (l *lowerer) alwaysSent(op *ir.Operation, p, sn *node.Node, wire string) bool {
	in := p.Str("in")
	if sn == nil || !p.Bool("required") && in != "path" {
		return false
	}
	n := l.Reader.OnlyValue(sn)
	if n == nil {
		return false
	}
	c := types.Constant(n)
	if p.Has("content") { // JSON as a whole: a text has its quotes
		c.JSON = quoted(c.JSON)
	}
	places := map[string]ir.Place{"query": ir.InQuery, "header": ir.InHeader, "cookie": ir.InCookie}
	place, ok := places[in]
	switch {
	case in == "path":
		a := ir.Arg{Wire: wire, Type: c}
		if !p.Has("content") {
			_, a.Style = l.Style().Of(p, ir.InPath, "", c)
		}
		op.Args = append(op.Args, a)
	case ok:
		op.Fixed = append(op.Fixed, ir.FixedParam{In: place, Name: wire, Value: c.Text()})
	default:
		return false
	}
	return true
}

// quoted is s as a JSON string.
func quoted(s string) string {
	b, _ := json.Marshal(s) // any text has one
	return string(b)
}
