package emit

import (
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

// errorBodies lists the types of an operation's errors by status.
//
//	errorsAs{
//		{404, 404, "", (*Missing)(nil)},
//		{300, 999, "", func(c *coder, p *[]string) { list(c, p, required, text) }},
//	}
func errorBodies(op *ir.Operation) *j.Statement {
	return j.Id("errorsAs").ValuesFunc(func(g *j.Group) {
		for _, e := range op.Errors {
			as := j.Nil()
			switch t := e.Type.(type) {
			case nil:
			case *ir.Object:
				as = j.Parens(j.Op("*").Id(t.Name)).Call(j.Nil())
			case *ir.Basic:
				as = j.Parens(j.Func().Params(j.Op("*").Id("coder"), j.Op("*").Add(source.Expr(t)))).Call(types.ElemFunc(t))
			default:
				as = types.ElemFunc(t)
			}
			g.Line().Values(j.Lit(e.From), j.Lit(e.To), j.Lit(e.Media), as)
		}
		g.Line()
	})
}

// errorDoc says what the bodies of an operation's errors are.
//
//	Errors have bodies, which [ErrorBody] returns: 404 [Missing], 4XX [Problem], others [Fault].
func errorDoc(op *ir.Operation) string {
	var out []string
	for i, e := range op.Errors {
		if e.Type == nil {
			continue
		}
		prefix, name, declared := ir.GoType(e.Type)
		if declared {
			name = "[" + name + "]"
		}
		if i > 0 && e.Media != "" && op.Errors[i-1].From == e.From && op.Errors[i-1].To == e.To {
			out[len(out)-1] += " or " + prefix + name
		} else {
			out = append(out, statuses(e)+" "+prefix+name)
		}
	}
	if out == nil {
		return ""
	}
	return "Errors have bodies, which [ErrorBody] returns: " + strings.Join(out, ", ") + "."
}

// statuses says which errors have a body, e.g. "404", "4XX".
func statuses(e *ir.ErrorBody) string {
	switch {
	case [2]int{e.From, e.To} == ir.AnyError:
		return "others"
	case e.From != e.To:
		return strconv.Itoa(e.From/100) + "XX"
	}
	return strconv.Itoa(e.From)
}
