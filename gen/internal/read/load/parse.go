package load

import "github.com/claudegen/claudegen/gen/internal/diag"

// Parse reads YAML or JSON that is no OpenAPI document, such as settings. It returns nil after an error.
func Parse(name string, data []byte, diags *diag.List) *File {
	l := newLoader(name, Options{}, diags)
	return l.parse(l.root, data, diags)
}

// At is the node at a path of names and indices, or nil.
func (n *Node) At(path ...string) *Node {
	for _, token := range path {
		if n == nil {
			return nil
		}
		n = step(n, token)
	}
	return n
}

// Nearest is the word that somebody who wrote another may have meant, or "".
func Nearest(wrote string, words []string) string {
	return new(speller).near(wrote, words, max(1, min(4, len(wrote)/3)))
}
