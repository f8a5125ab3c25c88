// Package emit writes the IR as the Go source of a client. Each shape of
// declaration has one function; what a declaration does at run time is in the
// runtime, not here.
package emit

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

// Files renders the whole package but for the runtime.
func Files(api *ir.API) ([]source.File, error) {
	imports := func(f *j.File) { f.ImportName(source.JSON, "json") }
	e := &emitter{api: api, folds: map[*ir.Accumulator]bool{}, Source: source.New(api.Package, imports)}
	mark(api)
	markAnswers(api)
	e.Add("client", e.client)
	for _, t := range api.Types {
		e.Add(t.Declaration().Area, func(f *j.File) { types.Declare(f, t) })
	}
	for _, s := range api.AllServices() {
		e.service(s)
	}
	return e.Render()
}

type emitter struct {
	*source.Source
	api   *ir.API
	folds map[*ir.Accumulator]bool // that are written
}

// markAnswers marks the objects that operations answer with, in one piece, by
// lines or by events.
func markAnswers(api *ir.API) {
	var walk func([]*ir.Service)
	walk = func(services []*ir.Service) {
		for _, s := range services {
			for _, op := range s.Ops {
				types := []ir.Type{op.Result.Type}
				if u, ok := op.Result.Type.(*ir.Answers); ok {
					for _, a := range u.List {
						types = append(types, a.Type)
					}
				}
				for _, e := range op.Errors {
					types = append(types, e.Type)
				}
				if stream := op.Events(); stream != nil {
					types = append(types, stream.Event)
				}
				for _, t := range types {
					if o, ok := t.(*ir.Object); ok {
						ir.Declared(o).Answer = true
					}
				}
			}
			walk(s.Children)
		}
	}
	walk(api.Services)
}
