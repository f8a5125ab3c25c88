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
		notAnObject(root, diags)
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
