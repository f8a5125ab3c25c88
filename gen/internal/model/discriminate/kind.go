package discriminate

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// The kinds of JSON, as the first bytes of their values.
const (
	String = `"`
	Number = "0"
	Bool   = "tf"
	Array  = "["
	Object = "{"
)

var kindOfType = map[string]string{
	"string": String, "integer": Number, "number": Number, "boolean": Bool, "array": Array, "object": Object,
}

// maxNested is how far alternatives of a member are looked into.
const maxNested = 5

// Kinds returns the kinds of JSON that values of v are, besides null; "" if they
// may be any.
func Kinds(r schema.Reader, v *schema.View) string { return kinds(r, v, 0) }

// kinds is Kinds at some depth of alternatives within alternatives, which may
// lead back to themselves.
func kinds(r schema.Reader, v *schema.View, depth int) string {
	var out string
	switch {
	case v.Conflict != nil || v.Never || depth > maxNested:
	case v.Const != nil:
		out = kindsOf([]*node.Node{v.Const})
	case len(v.Enum) > 0:
		out = kindsOf(v.Enum)
	case len(v.Groups) == 1:
		for _, a := range v.Groups[0].Alternatives {
			if schema.IsNull(r.Resolve(a)) {
				continue
			}
			k := kinds(r, r.View(a), depth+1)
			if k == "" {
				return ""
			}
			out = both(out, k)
		}
	case len(v.Types) > 0:
		for _, t := range v.Types {
			out = both(out, kindOfType[t])
		}
	case v.IsObject():
		out = Object
	case len(v.Items) > 0:
		out = Array
	}
	return out
}

// kindsOf returns the kinds of listed values. That of true is not that of false.
func kindsOf(values []*node.Node) string {
	var out string
	for _, n := range values {
		switch n.Kind {
		case node.Null:
		case node.Bool:
			out = both(out, n.Text[:1])
		default:
			out = both(out, kindOfType[schema.TypeOf(n)])
		}
	}
	return out
}

// both adds kinds to others, in one order for all.
func both(a, b string) string {
	var out strings.Builder
	for _, k := range String + Number + Bool + Array + Object {
		if strings.ContainsRune(a, k) || strings.ContainsRune(b, k) {
			out.WriteRune(k)
		}
	}
	return out.String()
}

// values returns the JSON of the values that v lists, besides null; nil if it
// allows others. The alternatives of a member are looked into as by kinds.
func values(r schema.Reader, v *schema.View, depth int) []string {
	var out []string
	switch {
	case v.Conflict != nil || v.Never || depth > maxNested:
	case v.Const != nil:
		out = jsonOf([]*node.Node{v.Const})
	case len(v.Enum) > 0:
		out = jsonOf(v.Enum)
	case len(v.Groups) == 1:
		for _, a := range v.Groups[0].Alternatives {
			if schema.IsNull(r.Resolve(a)) {
				continue
			}
			vs := values(r, r.View(a), depth+1)
			if vs == nil {
				return nil
			}
			out = append(out, vs...)
		}
	}
	return out
}

// jsonOf returns the JSON of scalars; nil if there are other values.
func jsonOf(ns []*node.Node) []string {
	var out []string
	for _, n := range ns {
		switch n.Kind {
		case node.Null:
		case node.Array, node.Object:
			return nil
		default:
			out = append(out, string(n.AppendJSON(nil)))
		}
	}
	return out
}
