package lower

import (
	"fmt"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
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
		taken := map[string]diag.Location{}
		for _, child := range svc.Children {
			taken[child.Field] = child.Place
		}
		var methods []names.MethodOf
		for _, op := range of[svc] {
			methods = append(methods, names.MethodOf{Key: op.id.raw, Name: op.id.method, Asked: op.node.Has("x-go-name"), Method: op.method, Path: op.path})
		}
		var others []*located
		for _, i := range names.MethodOrder(methods, spellings) {
			if op := of[svc][i]; taken[op.id.method] == nil {
				taken[op.id.method] = op.node
			} else {
				others = append(others, op)
			}
		}
		for _, op := range others {
			l.renameMethod(op, taken)
		}
	}
}

// renameMethod names an operation after its method and path, since the name that its id gives it is taken.
func (l *lowerer) renameMethod(op *located, taken map[string]diag.Location) {
	n, wanted := op.node, op.id.method
	name := names.Method(op.method, op.path)
	if taken[name] != nil && strings.HasSuffix(op.path, "/") {
		name = names.MethodSlash(op.method, op.path)
	}
	if taken[name] != nil || n.Has("x-go-name") {
		l.Collision(op.service.TypeName+"."+wanted, n, taken[wanted])
		op.id.method = ""
		return
	}
	l.Diags.Add(diag.Diagnostic{
		Severity: diag.Warning, Pos: n.Pos(), Pointer: n.Pointer(),
		Message: fmt.Sprintf("%s.%s is already taken: this operation is called %s; set x-go-name to another name", op.service.TypeName, wanted, name),
		Related: []diag.Related{{Pos: taken[wanted].Pos(), Message: "taken here"}},
	})
	op.id.method, taken[name] = name, n
}
