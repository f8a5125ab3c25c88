package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Operations are the operations of a path item, in the author's order.
func Operations(item *node.Node) (ops []*node.Node) {
	for _, m := range item.Entries() {
		if m.Value.Role == RoleOperation {
			ops = append(ops, m.Value)
		}
	}
	for _, m := range item.Get("additionalOperations").Entries() {
		if m.Value.Role == RoleOperation {
			ops = append(ops, m.Value)
		}
	}
	return ops
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
