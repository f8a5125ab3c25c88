package source

import (
	"strconv"
	"strings"
	"unicode"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Type is the Go type of t. of makes an identifier of a name of the generated
// package: a selector where the source is of another package.
//
//	map[string][]*Thing
func Type(t ir.Type, of func(name string) *j.Statement) *j.Statement {
	switch t := t.(type) {
	case *ir.Basic:
		switch t.Kind {
		case ir.Date:
			return of("Date")
		case ir.File:
			return of("File")
		default:
			return Basic(t.Kind)
		}
	case *ir.List:
		return j.Index().Add(Type(t.Elem, of))
	case *ir.Map:
		return j.Map(j.String()).Add(Type(t.Elem, of))
	case *ir.Pointer:
		return j.Op("*").Add(Type(t.Elem, of))
	case ir.Named:
		return of(t.Declaration().Name)
	}
	return nil
}

// Basic is the Go type of what neither the API nor the runtime declares; of what
// the runtime does, its name.
func Basic(k ir.BasicKind) *j.Statement {
	switch k {
	case ir.String:
		return j.String()
	case ir.Bool:
		return j.Bool()
	case ir.Int64:
		return j.Int64()
	case ir.Int32:
		return j.Int32()
	case ir.Float64:
		return j.Float64()
	case ir.Float32:
		return j.Float32()
	case ir.Uint64:
		return j.Uint64()
	case ir.Number:
		return j.Qual(JSON, "Number")
	case ir.Time:
		return j.Qual("time", "Time")
	case ir.Date:
		return j.Id("Date")
	case ir.Bytes, ir.BytesURL:
		return j.Index().Byte()
	case ir.File:
		return j.Id("File")
	default:
		return j.Qual(JSON, "RawMessage")
	}
}

// Strings is a slice of texts.
//
//	[]string{"a", "b"}
func Strings(s []string) *j.Statement {
	return j.Index().String().ValuesFunc(func(g *j.Group) {
		for _, v := range s {
			g.Lit(v)
		}
	})
}

// RawString is a string literal, in backquotes if that reads better and shows what
// it is: characters that can't be seen, or that reorder others, are escaped.
func RawString(s string) *j.Statement {
	if strconv.CanBackquote(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0 {
		return j.Op("`" + s + "`")
	}
	return j.Lit(s)
}

// Expr is the Go type of t within the generated package.
func Expr(t ir.Type) *j.Statement {
	return Type(t, j.Id)
}
