package sampletest

import (
	"encoding/json"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/sample"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// member is the value of a params field, presence included.
//
//	new(int64(5))
func (t *tester) member(f *ir.Field, doc []byte) *j.Statement {
	if doc == nil {
		return t.file(f)
	}
	v := t.value(f.Type, doc)
	switch f.Form() {
	case ir.NullableForm:
		return t.id("Value").Call(v)
	case ir.PointerForm:
		return j.New(v)
	default:
		return v
	}
}

// file is a file, or lists or maps with one.
//
//	[]pets.File{pets.FileBytes("sample_file/a.txt", []byte("content of sample_file"))}
func (t *tester) file(f *ir.Field) *j.Statement {
	v := t.id("FileBytes").Call(j.Lit(sample.FileName(f)), j.Index().Byte().Call(j.Lit(sample.FileContent(f))))
	return t.around(f.Type, v)
}

// around is a value of the type of, which holds a file v in its lists and maps.
func (t *tester) around(of ir.Type, v *j.Statement) *j.Statement {
	under := of
	if a, ok := of.(*ir.Alias); ok {
		under = a.Of
	}
	switch tt := under.(type) {
	case *ir.List:
		return t.typ(of).Values(t.around(tt.Elem, v))
	case *ir.Map:
		return t.typ(of).Values(j.Dict{j.Lit(sample.FileKey): t.around(tt.Elem, v)})
	}
	return v
}

// typ is a Go type, seen from outside of the package.
func (t *tester) typ(of ir.Type) *j.Statement { return source.Type(of, t.id) }

// value is a Go expression for a JSON value of a type.
//
//	[]pets.Mood{pets.MoodHappy}
func (t *tester) value(of ir.Type, doc []byte) *j.Statement {
	switch of := of.(type) {
	case *ir.Basic:
		return t.basicValue(of.Kind, doc)
	case *ir.Enum:
		for _, v := range of.Values {
			if v.Value == firstText(doc) {
				return t.id(v.Name)
			}
		}
		return t.id(of.Name).Call(t.basicValue(of.Base, doc))
	case *ir.List:
		var list []json.RawMessage
		_ = json.Unmarshal(doc, &list) // our own document
		return t.typ(of).ValuesFunc(func(g *j.Group) {
			for _, e := range list {
				g.Add(t.value(of.Elem, e))
			}
		})
	case *ir.Map:
		return t.typ(of).ValuesFunc(func(g *j.Group) {
			for _, m := range jsondoc.Members(doc) {
				g.Lit(m.Key).Op(":").Add(t.value(of.Elem, m.Value))
			}
		})
	case *ir.Pointer:
		return j.New(t.value(of.Elem, doc))
	case *ir.Union:
		if !of.Opaque {
			return j.Id("sampleUnionOf").Call(t.id(of.Decode), docLit(doc))
		}
	}
	return j.Id("sampleOf").Types(t.typ(of)).Call(docLit(doc))
}

// basicValue is a Go expression for a value without a declaration.
//
//	int64(5)
func (t *tester) basicValue(k ir.BasicKind, doc []byte) *j.Statement {
	switch k {
	case ir.String:
		return j.Lit(firstText(doc))
	case ir.Int32, ir.Int64, ir.Float32, ir.Uint64:
		return source.Basic(k).Call(j.Op(string(doc)))
	case ir.Bool, ir.Float64:
		return j.Op(string(doc))
	case ir.Bytes:
		return j.Index().Byte().Call(j.Lit(sample.Bytes))
	case ir.BytesURL:
		return j.Index().Byte().Call(j.Lit(sample.BytesURL))
	case ir.Raw:
		return j.Qual(source.JSON, "RawMessage").Call(docLit(doc))
	}
	return j.Id("sampleOf").Types(t.typ(&ir.Basic{Kind: k})).Call(docLit(doc))
}

func firstText(doc []byte) string {
	if texts := jsondoc.Texts(doc); len(texts) > 0 {
		return texts[0]
	}
	return ""
}
