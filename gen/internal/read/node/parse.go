package node

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Parse reads YAML or JSON on its own, such as settings. It returns nil after an
// error.
func Parse(name string, data []byte, diags *diag.List) *File {
	f := NewFile(name, data)
	if !f.Parse(NewBudget(0, 0), diags) {
		return nil
	}
	return f
}

// Parse makes the tree of a file. It reports whether there is one; if not, the
// reason is in diags.
func (f *File) Parse(budget *Budget, diags *diag.List) bool {
	if !checkText(f, diags) {
		return false
	}
	b := NewBuilder(f, budget, diags)
	err := parseText(b)
	b.reportDuplicates()
	return err == nil
}

// checkText refuses what is not text.
func checkText(f *File, diags *diag.List) bool {
	bad := func(off int, msg string) bool {
		diags.Errorf(f.Location(off), "%s", msg)
		return false
	}
	head := f.Data[:min(4, len(f.Data))]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return bad(0, "the file is UTF-16: save it as UTF-8")
	}
	nul := bytes.IndexByte(f.Data, 0)
	if len(head) > 3 && (head[0] == 0) != (head[1] == 0) && (head[0] == 0) == (head[2] == 0) && (head[1] == 0) == (head[3] == 0) {
		return bad(0, "the file is UTF-16: save it as UTF-8")
	}
	if !utf8.Valid(f.Data) {
		off := invalidUTF8(f.Data)
		if nul >= 0 && nul < 512 || off < 512 && bytes.ContainsAny(head, "\x1f\x8b\x03\x04\x89") {
			return bad(0, "the file is binary: an OpenAPI document is JSON or YAML text")
		}
		return bad(off, "invalid UTF-8: save the file as UTF-8")
	}
	if nul >= 0 {
		return bad(nul, "NUL character in the text: remove it")
	}
	return true
}

func invalidUTF8(b []byte) (off int) {
	for off < len(b) {
		r, size := utf8.DecodeRune(b[off:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		off += size
	}
	return off
}

// parseText chooses between JSON and YAML. A file that looks like JSON may still be YAML in flow style,
// unless its name says otherwise.
func parseText(b *Builder) error {
	text := bytes.TrimLeft(b.file.Data, " \t\r\n")
	ext := strings.ToLower(path.Ext(b.file.Name))
	if len(text) == 0 {
		return b.empty()
	}
	switch {
	case ext == ".json":
		return parseJSON(b)
	case text[0] != '{':
		return parseYAML(b)
	case ext != ".yaml" && ext != ".yml":
		return parseJSON(b)
	}
	diags, nodes := b.diags, b.budget.nodes
	b.diags = &diag.List{}
	jsonErr := parseJSON(b)
	tried := b.diags
	b.diags = diags
	if jsonErr != nil {
		b.twice = nil
	}
	if jsonErr != nil && b.budget.nodes <= b.budget.maxNodes {
		b.budget.nodes = nodes
		return parseYAML(b)
	}
	for _, d := range tried.All() {
		diags.Add(d)
	}
	return jsonErr
}
