package files

import (
	"bytes"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

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

// foreign reports whether a file is text of another kind, and reports it.
func foreign(f *node.File, diags *diag.List) bool {
	text := bytes.TrimLeft(f.Data, " \t\r\n")
	head := strings.ToLower(string(text[:min(64, len(text))]))
	for _, t := range foreignText {
		if strings.HasPrefix(head, t.begins) {
			diags.Errorf(f.Location(len(f.Data)-len(text)), "not an OpenAPI document but %s: %s", t.what, t.do)
			return true
		}
	}
	return false
}
