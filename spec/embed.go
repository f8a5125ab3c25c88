// Package spec holds the description of the Claude API, for programs that carry it.
package spec

import "embed"

// Files are the files of the document. The root is openapi.yaml.
//
//go:embed *.yaml admin/*.yaml
var Files embed.FS
