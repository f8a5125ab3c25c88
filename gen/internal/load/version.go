package load

import (
	"regexp"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

var versionForm = regexp.MustCompile(`^3\.([012])(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?$`)

// version is "3.0", "3.1" or "3.2", or "" with the reason reported.
func version(f *File, diags *diag.List) string {
	root := f.Root
	if root.Kind != Object {
		diags.Errorf(root, "not an OpenAPI document: it is %s, and should be an object with \"openapi: 3.1.0\"", root.Kind)
		return ""
	}
	v := root.Get("openapi")
	if v == nil {
		noVersion(root, diags)
		return ""
	}
	// "openapi: 3.1" without quotes is a number in YAML; what is meant is clear.
	if v.Kind == String || v.Kind == Number {
		if m := versionForm.FindStringSubmatch(v.Text); m != nil {
			return "3." + m[1]
		}
		diags.Errorf(v, "OpenAPI version %s is not supported: use 3.0, 3.1 or 3.2", show(v.Text))
		return ""
	}
	diags.Errorf(v, "openapi must be a version such as \"3.1.0\", not %s", v.Kind)
	return ""
}

// otherFormats tells by a member what a file is that somebody passes by mistake.
var otherFormats = map[string]string{
	"asyncapi": "an AsyncAPI document", "$schema": "a JSON schema", "overlay": "an OpenAPI overlay",
	"arazzo": "an Arazzo document", "apiVersion": "a Kubernetes manifest", "services": "a Compose file",
}

// noVersion says what a document without "openapi" seems to be.
func noVersion(root *Node, diags *diag.List) {
	if v := root.Get("swagger"); v != nil {
		diags.Errorf(v, "this is Swagger %s, and OpenAPI 3.x is needed: convert it, for example with \"npx swagger2openapi FILE\"", v.Text)
		return
	}
	for _, m := range root.Members {
		if what := otherFormats[m.Key]; what != "" {
			diags.Errorf(m, "not an OpenAPI document: it looks like %s; one begins with \"openapi: 3.1.0\"", what)
			return
		}
	}
	for _, m := range root.Members {
		if distance("openapi", m.Key, 3) < 3 {
			diags.Errorf(m, "no member \"openapi\": did you mean it by %s?", show(m.Key))
			return
		}
	}
	diags.Errorf(root, "not an OpenAPI document: it has no member \"openapi\", such as \"openapi: 3.1.0\"")
}
