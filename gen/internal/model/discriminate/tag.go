// Package discriminate says how the variants of a union are told apart when one
// is decoded: by the kind of their JSON, by a tag, or by rules about their
// members. It reads merged schemas and answers in data; what Go is made of it is
// decided elsewhere.
package discriminate

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Tag returns the member that tells the objects apart: that of the
// discriminator, or one that has different constants in each of them; "" if
// there is none.
func Tag(r schema.Reader, discriminator *node.Node, objects []schema.Alternative) string {
	if name := discriminator.Str("propertyName"); name != "" {
		return name
	}
	if len(objects) < 2 {
		return ""
	}
	for _, p := range objects[0].Props {
		if differs(r, p.Name, objects) {
			return p.Name
		}
	}
	return ""
}

// differs reports whether each of the objects lists values of the member that no
// other lists.
func differs(r schema.Reader, name string, objects []schema.Alternative) bool {
	seen := map[string]bool{}
	for _, o := range objects {
		values := Constants(r, o.View, name)
		if len(values) == 0 {
			return false
		}
		for _, c := range values {
			if seen[c] {
				return false
			}
			seen[c] = true
		}
	}
	return true
}

// Constants returns the string values that the member of that name may have, if
// they are listed.
func Constants(r schema.Reader, v *schema.View, name string) []string {
	var out []string
	for _, v := range listed(r, v, name) {
		if text, ok := textOf(v); ok {
			out = append(out, text)
		}
	}
	return out
}

// Scalars is Constants for a member that may be a number or a boolean as well: those
// are written as in JSON, as they are in the mapping of a discriminator.
func Scalars(r schema.Reader, v *schema.View, name string) []string {
	var out []string
	for _, v := range listed(r, v, name) {
		if text, ok := textOf(v); ok {
			out = append(out, text)
		} else if digits, whole := schema.Whole(v); whole {
			out = append(out, digits)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// listed returns the JSON of the values that a member may have, if they are listed.
func listed(r schema.Reader, v *schema.View, name string) []string {
	p := v.Prop(name)
	if p == nil {
		return nil
	}
	return values(r, r.View(p.Nodes...), 0)
}

// textOf returns what a JSON string says, and reports false for other values.
func textOf(doc string) (text string, ok bool) {
	return text, doc[0] == '"' && json.Unmarshal([]byte(doc), &text) == nil
}

// Literal returns the JSON of a tag in a union of objects some of which don't have
// that member: a string, unless the others have numbers or booleans.
func Literal(r schema.Reader, objects []schema.Alternative, tag, value string) string {
	for _, o := range objects {
		for _, v := range listed(r, o.View, tag) {
			if _, isText := textOf(v); !isText && json.Valid([]byte(value)) {
				return value
			}
		}
	}
	b, _ := json.Marshal(value) // a string
	return string(b)
}

// Values returns, for each of the objects, the values of the tag that choose it:
// those that the discriminator maps to it; its constants unless they are mapped
// or, as in a list that a base has for all, those of others too; or else its name.
// The value "" chooses the object where the tag is missing.
func Values(r schema.Reader, discriminator *node.Node, objects []schema.Alternative, tag string) [][]string {
	out := make([][]string, len(objects))
	if tag == "" {
		return out
	}
	mapped := map[string]bool{}
	for _, m := range discriminator.Get("mapping").Entries() {
		if i := mappedTo(r, m.Value, objects); i >= 0 {
			out[i] = append(out[i], m.Key)
			mapped[m.Key] = true
		}
	}
	constants := make([][]string, len(objects))
	count := map[string]int{}
	for i, o := range objects {
		constants[i] = Scalars(r, o.View, tag)
		for _, c := range constants[i] {
			count[c]++
		}
	}
	without := Default(r, discriminator, objects)
	if discriminator == nil {
		without = optionalTag(objects, tag)
	}
	for i, o := range objects {
		for _, c := range constants[i] {
			if !mapped[c] && (count[c] == 1 || len(constants[i]) == 1) {
				out[i] = append(out[i], c)
			}
		}
		if i == without {
			out[i] = append(out[i], "")
		}
		if len(out[i]) == 0 && r.Named(o.Nodes[0]) {
			out[i] = append(out[i], o.Nodes[0].Key())
		}
	}
	return out
}

// Default returns the index of the object that is meant where the tag is missing, or
// is none of those that choose another; -1 if the discriminator doesn't say.
func Default(r schema.Reader, discriminator *node.Node, objects []schema.Alternative) int {
	return mappedTo(r, schema.First(discriminator, "defaultMapping", "x-defaultMapping"), objects)
}

// Duplicates returns the values that choose more than one object, each as often
// as it is one too many.
func Duplicates(values [][]string) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range slices.Concat(values...) {
		if seen[v] {
			out = append(out, v)
		}
		seen[v] = true
	}
	return out
}

// mappedTo returns the index of the object that a value of a discriminator's
// mapping leads to, or -1.
func mappedTo(r schema.Reader, n *node.Node, objects []schema.Alternative) int {
	t := Mapped(r, n)
	if t == nil {
		return -1
	}
	return slices.IndexFunc(objects, func(o schema.Alternative) bool { return slices.Contains(o.Nodes, t) })
}

// Mapped returns the schema that a value of a discriminator's mapping leads to, nil if
// there is none.
func Mapped(r schema.Reader, n *node.Node) *node.Node { return r.Resolve(mapped(n)) }

// mapped resolves a value of a discriminator's mapping: a reference or the
// name of a component.
func mapped(n *node.Node) *node.Node {
	if n == nil {
		return nil
	}
	if t := n.Ref(); t != nil {
		return t
	}
	return n.File.Root.Get("components").Get("schemas").Get(n.Text)
}

// optionalTag returns the index of the only alternative that needn't have the
// tag, or -1: an object without one can be nothing else.
func optionalTag(objects []schema.Alternative, tag string) int {
	at := -1
	for i, o := range objects {
		if o.Required[tag] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// ConstantOfMost returns the member that has different constants in most of the objects, or "" if none has in
// two. The variants are called after it though one more, which has none, may have put an end to its being the tag.
func ConstantOfMost(r schema.Reader, objects []schema.Alternative) string {
	values := map[string]map[string]bool{}
	for _, o := range objects {
		for _, p := range o.Props {
			if vs := Constants(r, o.View, p.Name); len(vs) == 1 {
				if values[p.Name] == nil {
					values[p.Name] = map[string]bool{}
				}
				values[p.Name][vs[0]] = true
			}
		}
	}
	best := ""
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if n := len(values[name]); n > 1 && n > len(values[best]) {
			best = name
		}
	}
	return best
}
