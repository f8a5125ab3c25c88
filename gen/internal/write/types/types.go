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
	if d.Same != nil {
		another(f, t)
	} else {
		declare(f, t)
	}
	for _, old := range d.Aliases {
		source.Comment(f, ir.Doc{Text: old + " is the former name of " + d.Name + ".", Deprecated: "use " + d.Name + "."}, "")
		f.Type().Id(old).Op("=").Id(d.Name)
	}
}

// declare writes the declaration of a type of its own.
func declare(f *j.File, t ir.Named) {
	switch t := t.(type) {
	case *ir.Object:
		object(f, t)
	case *ir.Enum:
		enum(f, t)
	case *ir.Alias:
		alias(f, t)
	case *ir.Answers:
		answers(f, t)
	case *ir.Union:
		if t.Opaque {
			opaque(f, t)
		} else {
			union(f, t)
		}
	}
}

// another writes another name of a type, and what is called after a type.
//
//	// PlaceOwner is the same type as [Owner].
//	type PlaceOwner = Owner
func another(f *j.File, t ir.Named) {
	d, same := t.Declaration(), t.Declaration().Same.Declaration()
	f.Comment("// " + d.Name + " is the same type as [" + same.Name + "].")
	f.Type().Id(d.Name).Op("=").Id(same.Name)
	switch t := t.(type) {
	case *ir.Enum:
		enumValues(f, t)
	case *ir.Alias:
		aliasValues(f, t)
	case *ir.Union:
		if t.Opaque {
			return
		}
		f.Comment("// " + t.Decode + " decodes " + source.Article(d.Name) + ".")
		f.Func().Id(t.Decode).Params(j.Id("b").Index().Byte()).Params(j.Id(d.Name), j.Error()).
			Block(j.Return(j.Id(ir.Declared(t).Decode).Call(j.Id("b"))))
		unknownName(f, t)
	}
}

// helper is the name of what the package declares for t beside the type, once
// for all of its names, e.g. "codeThing".
func helper(prefix string, t ir.Named) string { return prefix + ir.Declared(t).Declaration().Name }
