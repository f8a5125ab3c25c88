// Package load makes an OpenAPI document, with the files that it refers to, ready
// to be generated from: read, changed by overlays, resolved and checked. Every
// mistake is reported, not only the first.
package load

import (
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/files"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/overlay"
	"github.com/claudegen/claudegen/gen/internal/read/rules"
)

// Options say what to read.
type Options = files.Options

// Load reads a document and the files it refers to. Problems go to diags, all that
// can be found in one run; with errors there the document is incomplete and fit for
// advice only. It is nil when the root file cannot be used at all.
func Load(name string, o Options, diags *diag.List) *openapi.Document {
	set := files.New(name, o, diags)
	return document(set, set.ReadRoot(), o.Overlays)
}

// LoadBytes is Load with the content of the root file given; name is for messages
// and for finding the files it refers to.
func LoadBytes(name string, data []byte, o Options, diags *diag.List) *openapi.Document {
	set := files.New(name, o, diags)
	return document(set, set.UseRoot(data), o.Overlays)
}

// document takes the steps in their order. Overlays come before references are
// resolved, because they may add some, and the rules look at what they have made.
func document(set *files.Set, root *node.File, overlays []string) *openapi.Document {
	if root == nil {
		return nil
	}
	version := rules.Version(root, set.Diags)
	if version == "" {
		return nil
	}
	if len(overlays) > 0 {
		overlay.Apply(set, overlays)
	}
	doc := openapi.Resolve(set, version)
	rules.Check(doc, set.Words, set.Diags)
	return doc
}
