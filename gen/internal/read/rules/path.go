package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

func checkDocument(c *checker, n *node.Node) {
	if !n.Has("info") {
		c.Warnf(n, "no info: add one with title and version")
	}
	if !n.Has("paths") && !n.Has("webhooks") && !n.Has("components") {
		c.Warnf(n, "nothing to generate: there are no paths, webhooks or components")
	}
}

func checkNewFields(c *checker, n *node.Node) {
	if w := n.Get("webhooks"); w != nil && c.doc.Version == "3.0" {
		c.Warnf(w, "webhooks need openapi 3.1")
	}
}

// checkNewMethods is about methods that came with 3.2.
func checkNewMethods(c *checker, n *node.Node) {
	for _, key := range []string{"query", "additionalOperations"} {
		if m := n.Get(key); m != nil && c.doc.Version < "3.2" {
			c.Errorf(m, "%s needs openapi 3.2, and this document is %s", key, c.doc.Version)
		}
	}
	for _, m := range n.Get("additionalOperations").Entries() {
		if slices.Contains(openapi.Methods, strings.ToLower(m.Key)) {
			c.Errorf(m, "method %s is not an additional one: move it to %q beside", m.Key, strings.ToLower(m.Key))
		} else if !token.MatchString(m.Key) {
			c.Errorf(m, "%s is not an HTTP method", diag.Quote(m.Key))
		}
	}
}

var token = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// checkPathKeys is about the spelling of paths: of braces, of characters that are
// never sent, and of two paths that differ in names of variables only.
func checkPathKeys(c *checker, n *node.Node) {
	for _, m := range n.Members {
		if m.Value.Role != openapi.RolePathItem || m.Key == "$ref" {
			continue // an extension; a $ref here is reported for its kind
		}
		if !strings.HasPrefix(m.Key, "/") {
			c.Errorf(m, "path %s must begin with /", diag.Quote(m.Key))
		}
		if strings.Contains(m.Key, "#") { // a fixed query, "?beta=true", is a common idiom
			c.Warnf(m, "path %s contains #: what follows is never sent", diag.Quote(m.Key))
		}
		vars, problem := openapi.ParsePath(m.Key)
		if problem != "" {
			c.Errorf(m, "path %s: %s", diag.Quote(m.Key), problem)
			continue
		}
		for i, v := range vars {
			if slices.Contains(vars[:i], v) {
				c.Warnf(m, "path %s: variable {%s} appears twice and has one value: rename one", diag.Quote(m.Key), v)
			}
		}
		form := templateForm(m.Key, vars)
		if first, ok := c.templates[form]; ok {
			c.AddDuplicate(diag.Warning, m, first, "path "+diag.Quote(m.Key)+" and "+diag.Quote(first.Key)+" match the same requests")
			continue
		}
		c.templates[form] = m
	}
}

func templateForm(path string, vars []string) string {
	for _, v := range vars {
		path = strings.Replace(path, "{"+v+"}", "{}", 1)
	}
	return path
}

// checkPathVariables matches the variables of each path with the path parameters of its operations.
func checkPathVariables(c *checker, n *node.Node) {
	shared := map[*node.Node]node.Member{}
	for _, m := range n.Members {
		if m.Value.Role != openapi.RolePathItem {
			continue
		}
		vars, problem := openapi.ParsePath(m.Key)
		if problem != "" {
			continue
		}
		if t := m.Value.Target(); t != m.Value {
			c.checkShared(m, t, shared)
		}
		c.checkItemVariables(vars, openapi.ItemParts(m.Value))
	}
}

// checkShared is about one path item under two paths: an operationId there would be used twice.
func (c *checker) checkShared(m node.Member, item *node.Node, shared map[*node.Node]node.Member) {
	first, ok := shared[item]
	if !ok {
		shared[item] = m
		return
	}
	for _, op := range openapi.Operations(item) {
		if id := op.Node.Str("operationId"); id != "" {
			c.Add(diag.Diagnostic{
				Pos: m.Pos(), Pointer: m.Pointer(),
				Severity: diag.Warning, Message: "operationId " + diag.Quote(id) + " is used by two paths that share a path item: copy the item",
				Related: []diag.Related{{Pos: first.Pos(), Message: "first used here"}, {Pos: op.Node.Pos(), Message: "the operation"}},
			})
		}
	}
}

// checkItemVariables looks at a path item, with the one that it refers to.
func (c *checker) checkItemVariables(vars []string, parts []*node.Node) {
	var common []string
	sound := true // whether all parameters are known; if not, that is reported already
	for _, part := range parts {
		names, ok := c.pathParameters(part, vars)
		common, sound = append(common, names...), sound && ok
	}
	for _, part := range parts {
		for _, op := range openapi.OwnOperations(part) {
			names, ok := c.pathParameters(op.Node, vars)
			if !ok || !sound {
				continue
			}
			for _, v := range vars {
				if !slices.Contains(common, v) && !slices.Contains(names, v) {
					c.Warnf(op.Node, "path variable {%s} has no parameter and is taken as text: add one with \"in: path\" here or to the path item", v)
				}
			}
		}
	}
}

// checkItemSiblings is about what stands beside the $ref of a path item and in its
// target. Both count, so that one thing must not be in both.
func checkItemSiblings(c *checker, n *node.Node) {
	parts := openapi.ItemParts(n)
	if len(parts) < 2 || len(n.Members) < 2 {
		return
	}
	methods, params := map[string]*node.Node{}, map[string]*node.Node{}
	collide := func(in map[string]*node.Node, key, what string, second *node.Node) {
		if first := in[key]; first != nil && first.Target() != second.Target() {
			c.AddDuplicate(diag.Error, second, first, what+" is beside the $ref and in its target: keep one")
		}
		in[key] = second
	}
	for _, part := range slices.Backward(parts) { // what is beside the $ref comes last, and is reported
		for _, op := range openapi.OwnOperations(part) {
			collide(methods, op.Method, "operation "+op.Method, op.Node)
		}
		if list := part.Get("parameters"); list != nil && list.Kind == node.Array {
			for _, p := range list.Items {
				collide(params, openapi.ParameterKey(p.Target()), p.Target().Str("in")+" parameter "+diag.Quote(p.Target().Str("name")), p)
			}
		}
		if servers := part.Get("servers"); servers != nil {
			collide(params, "servers", "servers", servers)
		}
	}
}

// maxSteps bounds the matching of path items that many paths refer to.
const maxSteps = 20_000_000

// pathParameters are the names of the path parameters that a node declares; those that the path does not
// have are reported. It is not ok when one cannot be known.
func (c *checker) pathParameters(n *node.Node, vars []string) (names []string, ok bool) {
	list := n.Get("parameters")
	if list == nil {
		return nil, true
	}
	if c.steps += len(list.Items); c.steps > maxSteps {
		c.Errorf(list, "too many paths share too many parameters")
		return nil, false
	}
	ok = list.Kind == node.Array
	for _, p := range list.Items {
		t := p.Target()
		if t.Has("$ref") || t.Str("name") == "" || t.Str("in") == "" {
			ok = false
			continue
		}
		if t.Str("in") != "path" {
			continue
		}
		name := t.Str("name")
		names = append(names, name)
		if !slices.Contains(vars, name) {
			c.Warnf(p, "path parameter %s is not in the path: add {%s} there or remove it", diag.Quote(name), name)
		}
	}
	return names, ok
}

// checkOperationID is about two operations of one name. The second gets another one
// in Go, so that this is a warning.
func checkOperationID(c *checker, n *node.Node) {
	id := n.Get("operationId")
	if id == nil || id.Kind != node.String {
		return
	}
	if id.Text == "" {
		c.Warnf(id, "operationId is empty: remove it or name the operation")
		return
	}
	first, ok := c.operations[id.Text]
	if !ok {
		c.operations[id.Text] = id
		return
	}
	c.AddDuplicate(diag.Warning, id, first, "duplicate operationId "+diag.Quote(id.Text)+": rename one")
}

func checkResponsesPresent(c *checker, n *node.Node) {
	r := n.Get("responses")
	if r == nil || r.Kind == node.Object && len(r.Members) == 0 {
		c.Warnf(n, "operation without responses: describe at least one")
	}
}
