package openapi

import "strings"

// Operations lists the operations of a document that are not left out, such as "GET /pets". It is read off the
// document itself, so that a test can tell whether lowering forgot one.
func (d *Document) Operations() []string {
	var out []string
	paths := d.Root.Get("paths")
	if paths == nil {
		return nil
	}
	for _, path := range paths.Members {
		if !strings.HasPrefix(path.Key, "/") {
			continue
		}
		for _, op := range Operations(path.Value) {
			if !d.LeftOut(op.Node) {
				out = append(out, op.Method+" "+path.Key)
			}
		}
	}
	return out
}
