package load

import (
	"bytes"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// begin is what every document has, for messages.
const begin = "begins with \"openapi: 3.1.0\""

// foreignText tells by its first characters, in lower case, what a text is that was saved or passed by
// mistake. YAML would take some of these for a string.
var foreignText = []struct{ begins, what, do string }{
	{"<!doctype html", "an HTML page", "download the document itself, not the page that shows it or an error"},
	{"<html", "an HTML page", "download the document itself, not the page that shows it or an error"},
	{"<", "XML or HTML", "download the document itself, as JSON or YAML"},
	{"version https://git-lfs.github.com/", "a pointer of Git LFS", "fetch the file with \"git lfs pull\""},
	{"#%raml", "a RAML document", "convert it to OpenAPI"},
	{"format: 1a", "an API Blueprint", "convert it to OpenAPI"},
	{"syntax = \"proto", "a protobuf file", "convert it to OpenAPI"},
}

// foreign says whether a file is text of another kind, and reports it.
func foreign(f *File, diags *diag.List) bool {
	text := bytes.TrimLeft(f.Data, " \t\r\n")
	head := strings.ToLower(string(text[:min(64, len(text))]))
	for _, t := range foreignText {
		if strings.HasPrefix(head, t.begins) {
			diags.Errorf(spot{f, offset(len(f.Data) - len(text))}, "not an OpenAPI document but %s: %s", t.what, t.do)
			return true
		}
	}
	return false
}

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
func noVersion(root *Node, diags *diag.List) {
	if v := root.Get("swagger"); v != nil {
		diags.Errorf(v, "this is Swagger %s, and OpenAPI 3.x is needed: convert it, for example with \"npx swagger2openapi FILE\"", v.Text)
		return
	}
	for _, f := range foreignMembers {
		for _, in := range []*Node{root, root.Get("info")} {
			if m := in.Get(f.key); m != nil {
				diags.Errorf(m, "not an OpenAPI document: it looks like %s; one %s", f.what, begin)
				return
			}
		}
	}
	for _, m := range root.Members {
		if distance("openapi", m.Key, 3) < 3 {
			diags.Errorf(m, "no member \"openapi\": did you mean it by %s?", show(m.Key))
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
func notAnObject(root *Node, diags *diag.List) {
	hint := ""
	if root.Kind == Array && len(root.Items) > 0 && root.Items[0].Has("openapi") {
		hint = "; keep one document in a file"
	}
	diags.Errorf(root, "not an OpenAPI document: it is %s as a whole; one %s%s", root.Kind, begin, hint)
}
