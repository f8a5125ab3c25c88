package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Methods are the members of a path item that are operations.
var Methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}

// Operation is a method of a path.
type Operation struct {
	Method string // e.g. "GET"
	Node   *node.Node
}

// ItemParts are a path item and, after it, what its $ref leads to: the members of
// all of them count.
func ItemParts(item *node.Node) (parts []*node.Node) {
	for ; item != nil; item = item.Ref() {
		parts = append(parts, item)
	}
	return parts
}

// Operations are the operations of a path item, in the author's order.
func Operations(item *node.Node) (ops []Operation) {
	for _, part := range ItemParts(item) {
		ops = append(ops, OwnOperations(part)...)
	}
	return ops
}

// OwnOperations are the operations of a path item without those that its $ref
// leads to.
func OwnOperations(item *node.Node) (ops []Operation) {
	for _, m := range item.Entries() {
		if slices.Contains(Methods, m.Key) {
			ops = append(ops, Operation{strings.ToUpper(m.Key), m.Value})
		}
	}
	for _, m := range item.Get("additionalOperations").Entries() {
		ops = append(ops, Operation{m.Key, m.Value}) // these may be in any case
	}
	return ops
}

// Parameters are the parameters of an operation, references followed. Those of the
// path item come after its own, unless it has one of the same name in the same
// part of the request. One without a name can't be sent, and isn't among them.
func Parameters(item, op *node.Node) (params []*node.Node) {
	seen := map[string]bool{}
	for _, holder := range append([]*node.Node{op}, ItemParts(item)...) {
		list := holder.Get("parameters")
		if list == nil {
			continue
		}
		for _, p := range list.Items {
			p = p.Target()
			if key := ParameterKey(p); p.Str("name") != "" && !seen[key] {
				seen[key] = true
				params = append(params, p)
			}
		}
	}
	return params
}

// ParameterKey is what parameters of one operation differ in: the part of the
// request and the name, e.g. "query limit".
func ParameterKey(p *node.Node) string {
	in, name := p.Str("in"), p.Str("name")
	if in == "header" {
		name = strings.ToLower(name) // header names have no case
	}
	return in + " " + name
}

// PathVariables are the names in braces of a path that has been checked.
func PathVariables(path string) []string {
	vars, _ := ParsePath(path)
	slices.Sort(vars)
	return slices.Compact(vars)
}

// ParsePath returns the names in braces of a path, or what is wrong with them.
func ParsePath(path string) (vars []string, problem string) {
	if len(path) > maxPath {
		return nil, "longer than " + strconv.Itoa(maxPath) + " bytes"
	}
	for rest := path; ; {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			return vars, ""
		}
		if rest[i] == '}' {
			return nil, "} without {"
		}
		rest = rest[i+1:]
		end := strings.IndexAny(rest, "{}/")
		if end < 0 || rest[end] != '}' {
			return nil, "{ without }"
		}
		name := rest[:end]
		if name == "" {
			return nil, "{} needs a name"
		}
		if len(vars) >= MaxVariables {
			return nil, "too many variables"
		}
		vars, rest = append(vars, name), rest[end+1:]
	}
}

// Bounds of a path, or of the URL of a server.
const (
	MaxVariables = 100
	maxPath      = 8 << 10
)
