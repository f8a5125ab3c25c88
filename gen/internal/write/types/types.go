// Package types writes the declarations of an API's types, and the code by which
// the runtime walks their values.
package types

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Declare writes the declaration of a type, and its former names.
//
//	// OldThing is the former name of Thing.
//	//
//	// Deprecated: use Thing.
//	type OldThing = Thing
func Declare(f *j.File, t ir.Named) {
	d := t.Declaration()
	switch t := t.(type) {
	case *ir.Object:
		object(f, t)
	case *ir.Enum:
		enum(f, t)
	case *ir.Alias:
		alias(f, t)
	case *ir.Union:
		if t.Opaque {
			opaque(f, t)
		} else {
			union(f, t)
		}
	}
	for _, old := range d.Aliases {
		source.Comment(f, ir.Doc{Text: old + " is the former name of " + d.Name + ".", Deprecated: "use " + d.Name + "."}, "")
		f.Type().Id(old).Op("=").Id(d.Name)
	}
}

// Expr is the Go type of t.
func Expr(t ir.Type) *j.Statement {
	return source.Type(t, func(name string) *j.Statement { return j.Id(name) })
}
