package sample

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
)

// Variant is a document for one variant of a union.
type Variant struct {
	Name string // Go type, e.g. "TextBlock"; that of the unknown variant if Tag is not one of the union's
	Tag  string // value of the discriminator; "" if there is none
	JSON []byte
	// Extra is the value that a member unknown to the document may have: any,
	// unless the variant says otherwise. Nil if the variant is no object.
	Extra []byte
	// Unknown is set for the document that no variant fits.
	Unknown bool
	// File is set for a variant that needs a file, which no document holds.
	File bool
	// Endless is set if there is no document: see Finite.
	Endless bool
}

// Variants returns a document for each variant of u, one for each value of its
// discriminator, and one that none of them fits, if there is such a thing.
func (s *Set) Variants(u *ir.Union) []Variant {
	var out []Variant
	for _, v := range u.Variants {
		tags := v.Tags
		switch {
		case v.Rest && u.Tag != "":
			tags = append(slices.Clone(v.Tags), unknownTag)
		case u.Tag == "" || len(tags) == 0:
			tags = []string{""}
		}
		for _, tag := range tags {
			out = append(out, s.variantOf(u, v, tag))
		}
	}
	if doc := unknown(u); doc != "" && !u.Opaque {
		tag := ""
		if u.Tag != "" {
			tag = unknownTag
		}
		out = append(out, Variant{Name: u.Unknown, Tag: tag, JSON: []byte(doc), Unknown: true})
	}
	return out
}

func (s *Set) variantOf(u *ir.Union, v *ir.Variant, tag string) Variant {
	m := maker{of: s, brief: true}
	if u.Tag != "" && (v.Rest || len(v.Tags) > 0) {
		m.tags = tagsOf(u, v, tag)
	}
	m.value(v.Type, v.Name)
	out := Variant{Name: v.Type.Declaration().Name, Tag: tag, JSON: m.buf.Bytes(), Endless: m.endless}
	if o, ok := v.Type.(*ir.Object); ok {
		out.Extra, out.File = s.Extra(o), needsFile(o)
	}
	return out
}

// Extra returns a value for a member that the document doesn't know.
func (s *Set) Extra(o *ir.Object) []byte {
	if o.Extra == nil {
		return []byte(rawDoc)
	}
	return s.Brief(o.Extra)
}

// Tags that no variant has.
const (
	unknownTag    = "sample_of_an_unknown_variant"
	unknownNumber = "1234567"
)

// unknown returns a document that is no variant of u; "" if everything is.
func unknown(u *ir.Union) string {
	if u.Rest() != nil {
		return ""
	}
	if u.Tag != "" {
		return `{` + jsondoc.Quote(u.Tag) + `:"` + unknownTag + `","a":{"b":[1,null]}}`
	}
	kinds := map[ir.JSONKind]bool{}
	for _, v := range u.Variants {
		kinds[v.Kind] = true
	}
	for _, k := range []struct {
		kind ir.JSONKind
		doc  string
	}{
		{ir.ObjectKind, rawDoc}, {ir.NumberKind, "12.5"}, {ir.ArrayKind, `[1,"two"]`}, {ir.BoolKind, "true"}, {ir.StringKind, `"text"`},
	} {
		if !kinds[k.kind] {
			return k.doc
		}
	}
	return ""
}
