package rules

import (
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// begin is what every document has, for messages.
const begin = "begins with \"openapi: 3.1.0\""

// foreignMembers tells by a member what else an object is. The first that is there counts.
var foreignMembers = []struct{ key, what string }{
	{"asyncapi", "an AsyncAPI document"},
	{"arazzo", "an Arazzo document"},
	{"overlay", "an OpenAPI overlay: name the document that it changes"},
	{"$schema", "a JSON schema"},
	{"_postman_id", "a Postman collection: export it as OpenAPI"},
	{"apiVersion", "a Kubernetes manifest"},
	{"jobs", "a workflow of GitHub Actions"},
	{"services", "a Compose file"},
	{"log", "an HTTP archive (HAR)"},
	{"discoveryVersion", "a Google discovery document: convert it to OpenAPI"},
	{"__schema", "the schema of a GraphQL API, which OpenAPI doesn't describe"},
	{"$defs", "a JSON schema"},
	{"properties", "a JSON schema"},
	{"error", "the error that a server answered: download the document again"},
	{"errors", "the error that a server answered: download the document again"},
	{"message", "the error that a server answered: download the document again"},
}

// noVersion says what a document without "openapi" seems to be.
func noVersion(root *node.Node, diags *diag.List) {
	if v := root.Get("swagger"); v != nil {
		diags.Errorf(v, "this is Swagger %s, and OpenAPI 3.x is needed: convert it, for example with \"npx swagger2openapi FILE\"", v.Text)
		return
	}
	for _, f := range foreignMembers {
		for _, in := range []*node.Node{root, root.Get("info")} {
			if m := in.Get(f.key); m != nil {
				diags.Errorf(m, "not an OpenAPI document: it looks like %s; one %s", f.what, begin)
				return
			}
		}
	}
	for _, m := range root.Members {
		if spell.Distance("openapi", m.Key, 3) < 3 {
			diags.Errorf(m, "no member \"openapi\": did you mean it by %s?", diag.Quote(m.Key))
			return
		}
	}
	if root.Has("paths") || root.Has("components") {
		diags.Errorf(root, "the document has no member \"openapi\" to say its version: add one, such as \"openapi: 3.1.0\"")
		return
	}
	diags.Errorf(root, "not an OpenAPI document: it has no member \"openapi\"; one %s", begin)
}

// notAnObject reports a document that is a text or a list as a whole.
func notAnObject(root *node.Node, diags *diag.List) {
	hint := ""
	if root.Kind == node.Array && len(root.Items) > 0 && root.Items[0].Has("openapi") {
		hint = "; keep one document in a file"
	}
	diags.Errorf(root, "not an OpenAPI document: it is %s as a whole; one %s%s", root.Kind, begin, hint)
}
