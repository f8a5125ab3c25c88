package lower

import (
	"fmt"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// nameMethods gives each operation the name of a method of its service that nothing else there has. It is
// done when all operations and services are known, for names not to depend on their order.
func (l *lowerer) nameMethods(all []*located) {
	of := map[*ir.Service][]*located{}
	var services []*ir.Service
	var ids []string
	for _, op := range all {
		ids = append(ids, op.id.raw)
		if of[op.service] == nil {
			services = append(services, op.service)
		}
		of[op.service] = append(of[op.service], op)
	}
	spellings := names.NewSpellings(ids)
	for _, svc := range services {
		var children []string
		for _, child := range svc.Children {
			children = append(children, child.Field)
		}
		ops := of[svc]
		var methods []names.MethodOf
		for _, op := range ops {
			methods = append(methods, names.MethodOf{
				Key: op.id.raw, Name: op.id.method, Asked: op.node.Has("x-go-name"), Method: op.method, Path: op.path,
				Pages: op.node.Has("x-pagination"), Streams: openapi.Streams(op.node),
			})
		}
		for i, m := range names.MethodsOf(methods, children, spellings) {
			if m.Taken != "" {
				l.renamed(ops[i], m, ops)
			}
			ops[i].id.method, ops[i].all, ops[i].stream = m.Name, m.All, m.Stream
		}
	}
}

// renamed says that an operation is called after its method and path, since the name that its id gives it is taken.
func (l *lowerer) renamed(op *located, m names.Methods, ops []*located) {
	var other diag.Location
	if m.By >= 0 {
		other = ops[m.By].node
	}
	for _, child := range op.service.Children {
		if m.By < 0 && child.Field == m.Taken {
			other = child.Place
		}
	}
	if m.Name == "" {
		l.Collision(op.service.TypeName+"."+m.Taken, op.node, other)
		return
	}
	l.Diags.Add(diag.Diagnostic{
		Severity: diag.Warning, Pos: op.node.Pos(), Pointer: op.node.Pointer(),
		Message: fmt.Sprintf("%s.%s is already taken: this operation is called %s; set x-go-name to another name", op.service.TypeName, m.Taken, m.Name),
		Related: []diag.Related{{Pos: other.Pos(), Message: "taken here"}},
	})
}
