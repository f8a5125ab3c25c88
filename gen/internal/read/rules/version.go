package rules

import (
	"regexp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

var versionForm = regexp.MustCompile(`^3\.([012])(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?$`)

// Version is "3.0", "3.1" or "3.2", or "" with the reason reported.
func Version(f *node.File, diags *diag.List) string {
	root := f.Root
	if root.Kind != node.Object {
		notAnObject(root, diags)
		return ""
	}
	v := root.Get("openapi")
	if v == nil {
		noVersion(root, diags)
		return ""
	}
	// "openapi: 3.1" without quotes is a number in YAML; what is meant is clear.
	if v.Kind == node.String || v.Kind == node.Number {
		if m := versionForm.FindStringSubmatch(v.Text); m != nil {
			return "3." + m[1]
		}
		diags.Errorf(v, "OpenAPI version %s is not supported: use 3.0, 3.1 or 3.2", diag.Quote(v.Text))
		return ""
	}
	diags.Errorf(v, "openapi must be a version such as \"3.1.0\", not %s", v.Kind)
	return ""
}
