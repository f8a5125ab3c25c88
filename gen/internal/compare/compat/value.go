package compat

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// value is what one place can hold, by kind of JSON.
type value struct {
	at       *node.Node // for messages
	anything *node.Node // where any value is allowed; nil if it isn't
	null     *node.Node // likewise
	scalars  map[string]*scalar
	array    *array
	objects  []*object
	tagNames []string // of declared discriminators
}

// scalarTypes are the keys of value.scalars.
var scalarTypes = []string{"string", "integer", "number", "boolean"}

type scalar struct {
	at       *node.Node
	open     *node.Node // where values other than those listed are allowed
	values   []listed
	branches []allOf
}

// listed is a value that a document lists.
type listed struct {
	text string // in JSON
	at   *node.Node
}

type array struct {
	at       *node.Node
	items    []allOf
	branches []allOf
}

// object is one variant.
type object struct {
	doc    *document
	schema allOf
	source int                 // which of the schemas of the place it comes from
	tags   map[string][]string // by member: the constants that it can have, if it has nothing else
}

// value describes a place that has these schemas.
func (d *document) value(set []allOf) *value {
	k := keyOf(d.ids, set)
	if v := d.values[k]; v != nil {
		return v
	}
	v := &value{scalars: map[string]*scalar{}}
	d.values[k] = v
	met := map[string]bool{}
	for i, s := range set {
		// Lists of lists, and patterns, lead to one schema in ever more ways.
		if id := keyOf(d.ids, []allOf{s}); met[id] {
			continue
		} else {
			met[id] = true
		}
		if v.at == nil && len(s) > 0 {
			v.at = s[0].Target()
		}
		for _, b := range d.branches(s) {
			v.add(d, b, i)
		}
	}
	return v
}

// unlimited reports whether nothing is known about a value.
func (v *value) unlimited() bool {
	return v.anything != nil && len(v.scalars) == 0 && v.array == nil && v.objects == nil
}

// add adds an alternative.
func (v *value) add(d *document, b allOf, source int) {
	at := definition(b)
	for _, n := range b {
		if name := n.Get("discriminator").Str("propertyName"); name != "" && !slices.Contains(v.tagNames, name) {
			v.tagNames = append(v.tagNames, name)
		}
		if n.Bool("nullable") && v.null == nil {
			v.null = n
		}
	}
	types, known := typesOf(b)
	if !known {
		if v.anything == nil {
			v.anything = first(at, v.at)
		}
		return
	}
	values, closed := valuesOf(b)
	for _, t := range types {
		switch t {
		case "null":
			if v.null == nil && (!closed || slices.ContainsFunc(values, func(n *node.Node) bool { return n.IsNull() })) {
				v.null = at
			}
		case "object":
			v.objects = append(v.objects, &object{doc: d, schema: b, source: source})
		case "array":
			v.addArray(b, at)
		default:
			v.addScalar(t, b, values, closed)
		}
	}
}

// addArray adds an alternative that is an array: what its items are, those of a
// tuple one by one.
func (v *value) addArray(b allOf, at *node.Node) {
	if v.array == nil {
		v.array = &array{at: at}
	}
	v.array.branches = append(v.array.branches, b)
	var items allOf
	for _, n := range b {
		if it := n.Get("items"); it != nil {
			items = append(items, it)
		}
		if prefix := n.Get("prefixItems"); prefix != nil {
			for _, it := range prefix.Items {
				v.array.items = append(v.array.items, allOf{it})
			}
		}
	}
	if len(items) > 0 || len(v.array.items) == 0 {
		v.array.items = append(v.array.items, items)
	}
}

// addScalar adds an alternative of a scalar type: the values that it lists, each
// once, or that there may be any.
func (v *value) addScalar(t string, b allOf, values []*node.Node, closed bool) {
	s := v.scalars[t]
	if s == nil {
		s = &scalar{at: definition(b)}
		v.scalars[t] = s
	}
	s.branches = append(s.branches, b)
	if !closed {
		if s.open == nil {
			s.open = definition(b)
		}
		return
	}
	for _, n := range values {
		text := string(n.AppendJSON(nil))
		if schema.TypeOf(n) == t && !slices.ContainsFunc(s.values, func(l listed) bool { return l.text == text }) {
			s.values = append(s.values, listed{text, n})
		}
	}
}

// definition is where an alternative is defined: the last of its schemas, which a
// reference leads to, that says something.
func definition(b allOf) *node.Node {
	for _, n := range slices.Backward(b) {
		if hasAny(n, "type", "properties", "enum", "const", "items") || len(b) == 1 {
			return n
		}
	}
	if len(b) == 0 {
		return nil
	}
	return b[len(b)-1]
}

// hasAny reports whether n has one of these keywords.
func hasAny(n *node.Node, words ...string) bool { return slices.ContainsFunc(words, n.Has) }

func first(nodes ...*node.Node) *node.Node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return nil
}

// typesOf are the types that all schemas of an alternative allow; known is false
// if they allow any.
func typesOf(b allOf) (types []string, known bool) {
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
		if vs, ok := valuesOf(allOf{n}); ok {
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
		case hasAny(n, "properties", "additionalProperties", "patternProperties", "required"):
			return []string{"object"}, true
		case hasAny(n, "items", "prefixItems"):
			return []string{"array"}, true
		}
	}
	return nil, false
}

// valuesOf are the values that an alternative lists; closed is false if it lists
// none.
func valuesOf(b allOf) (values []*node.Node, closed bool) {
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
