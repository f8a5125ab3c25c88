package values

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Value is what one place can hold, by kind of JSON.
type Value struct {
	At       *node.Node // for messages
	Anything *node.Node // where any value is allowed; nil if it isn't
	Null     *node.Node // likewise
	Scalars  map[string]*Scalar
	Array    *Array
	Objects  []*Object
	tagNames []string // of declared discriminators
}

// ScalarTypes are the keys of value.scalars.
var ScalarTypes = []string{"string", "integer", "number", "boolean"}

// Scalar is what a place can hold of one scalar type.
type Scalar struct {
	At       *node.Node
	Open     *node.Node // where values other than those listed are allowed
	Values   []Listed
	Branches []AllOf
	Contents []AllOf // what the JSON in a text is
}

// Listed is a value that a document lists.
type Listed struct {
	Text string // in JSON
	At   *node.Node
}

// Array is what a place can hold of arrays.
type Array struct {
	At       *node.Node
	Items    []AllOf
	Branches []AllOf
}

// Object is one variant.
type Object struct {
	reader *Reader
	Schema AllOf
	source int                 // which of the schemas of the place it comes from
	tags   map[string][]string // by member: the constants that it can have, if it has nothing else
}

// Value describes a place that has these schemas.
func (d *Reader) Value(set []AllOf) *Value {
	k := KeyOf(d.ids, set)
	if v := d.values[k]; v != nil {
		return v
	}
	v := &Value{Scalars: map[string]*Scalar{}}
	d.values[k] = v
	met := map[string]bool{}
	for i, s := range set {
		// Lists of lists, and patterns, lead to one schema in ever more ways.
		if id := KeyOf(d.ids, []AllOf{s}); met[id] {
			continue
		} else {
			met[id] = true
		}
		if v.At == nil && len(s) > 0 {
			v.At = s[0].Target()
		}
		for _, b := range d.branches(s) {
			v.add(d, b, i)
		}
	}
	return v
}

// unlimited reports whether nothing is known about a value.
func (v *Value) unlimited() bool {
	return v.Anything != nil && len(v.Scalars) == 0 && v.Array == nil && v.Objects == nil
}

// add adds an alternative.
func (v *Value) add(d *Reader, b AllOf, source int) {
	at := Definition(b)
	for _, n := range b {
		if name := n.Get("discriminator").Str("propertyName"); name != "" && !slices.Contains(v.tagNames, name) {
			v.tagNames = append(v.tagNames, name)
		}
		if n.Bool("nullable") && v.Null == nil {
			v.Null = n
		}
	}
	types, known := typesOf(b)
	if !known {
		if v.Anything == nil {
			v.Anything = First(at, v.At)
		}
		return
	}
	values, closed := valuesOf(b)
	for _, t := range types {
		switch t {
		case "null":
			if v.Null == nil && (!closed || slices.ContainsFunc(values, func(n *node.Node) bool { return n.IsNull() })) {
				v.Null = at
			}
		case "object":
			v.Objects = append(v.Objects, &Object{reader: d, Schema: b, source: source})
		case "array":
			v.addArray(b, at)
		default:
			v.addScalar(t, b, values, closed)
		}
	}
}

// addArray adds an alternative that is an array: what its items are, those of a
// tuple one by one.
func (v *Value) addArray(b AllOf, at *node.Node) {
	if v.Array == nil {
		v.Array = &Array{At: at}
	}
	v.Array.Branches = append(v.Array.Branches, b)
	var items AllOf
	for _, n := range b {
		if it := n.Get("items"); it != nil {
			items = append(items, it)
		}
		if prefix := n.Get("prefixItems"); prefix != nil {
			for _, it := range prefix.Items {
				v.Array.Items = append(v.Array.Items, AllOf{it})
			}
		}
	}
	if len(items) > 0 || len(v.Array.Items) == 0 {
		v.Array.Items = append(v.Array.Items, items)
	}
}

// addScalar adds an alternative of a scalar type: the values that it lists, each
// once, or that there may be any.
func (v *Value) addScalar(t string, b AllOf, values []*node.Node, closed bool) {
	s := v.Scalars[t]
	if s == nil {
		s = &Scalar{At: Definition(b)}
		v.Scalars[t] = s
	}
	s.Branches = append(s.Branches, b)
	var content AllOf
	for _, n := range b {
		if inside := n.Get("contentSchema"); inside != nil && t == "string" {
			content = append(content, inside)
		}
	}
	if len(content) > 0 {
		s.Contents = append(s.Contents, content)
	}
	if !closed {
		if s.Open == nil {
			s.Open = Definition(b)
		}
		return
	}
	for _, n := range values {
		text := string(n.AppendJSON(nil))
		if schema.TypeOf(n) == t && !slices.ContainsFunc(s.Values, func(l Listed) bool { return l.Text == text }) {
			s.Values = append(s.Values, Listed{text, n})
		}
	}
}

// Definition is where an alternative is defined: the last of its schemas, which a
// reference leads to, that says something.
func Definition(b AllOf) *node.Node {
	for _, n := range slices.Backward(b) {
		if HasAny(n, "type", "properties", "enum", "const", "items") || len(b) == 1 {
			return n
		}
	}
	if len(b) == 0 {
		return nil
	}
	return b[len(b)-1]
}

// HasAny reports whether n has one of these keywords.
func HasAny(n *node.Node, words ...string) bool { return slices.ContainsFunc(words, n.Has) }

// First returns the first node that is there, or nil.
func First(nodes ...*node.Node) *node.Node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return nil
}

// typesOf are the types that all schemas of an alternative allow; known is false
// if they allow any.
func typesOf(b AllOf) (types []string, known bool) {
	narrow := func(more []string) {
		if known {
			more = schema.Intersect(types, more)
		}
		types, known = more, true
	}
	for _, n := range b {
		if t := n.Get("type"); t != nil {
			if t.Kind == node.Array {
				narrow(n.Strings("type"))
			} else {
				narrow([]string{t.Text})
			}
		}
		if vs, ok := valuesOf(AllOf{n}); ok {
			var of []string
			for _, v := range vs {
				of = append(of, schema.TypeOf(v))
			}
			narrow(of)
		}
	}
	if known {
		slices.Sort(types)
		return slices.Compact(types), true
	}
	for _, n := range b {
		switch {
		case HasAny(n, "properties", "additionalProperties", "patternProperties", "required"):
			return []string{"object"}, true
		case HasAny(n, "items", "prefixItems"):
			return []string{"array"}, true
		}
	}
	return nil, false
}

// valuesOf are the values that an alternative lists; closed is false if it lists
// none.
func valuesOf(b AllOf) (values []*node.Node, closed bool) {
	for _, n := range b {
		var here []*node.Node
		switch {
		case n.Has("const"):
			here = []*node.Node{n.Get("const")}
		case n.Has("enum"):
			here = n.Get("enum").Items
		default:
			continue
		}
		if closed {
			here = slices.DeleteFunc(slices.Clone(here), func(x *node.Node) bool {
				return !slices.ContainsFunc(values, func(y *node.Node) bool {
					return string(x.AppendJSON(nil)) == string(y.AppendJSON(nil))
				})
			})
		}
		values, closed = here, true
	}
	return values, closed
}

// Listing is where values are listed.
func (s *Scalar) Listing() *node.Node {
	if len(s.Values) > 0 {
		if n := s.Values[0].At; n.Parent.Kind == node.Array {
			return n.Parent
		}
		return s.Values[0].At
	}
	return s.At
}

// Union is where the variants of a value are listed.
func (v *Value) Union() *node.Node {
	for _, n := range slices.Backward(v.Objects[0].Schema) {
		if HasAny(n, "oneOf", "anyOf") {
			return n
		}
	}
	return v.At
}
