package output

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"

	"github.com/claudegen/claudegen/gen/internal/write/tools"
	"github.com/claudegen/claudegen/templates"
)

// chatPath is what the templates of tool loops import where a copy of them imports its
// client.
const chatPath = "github.com/claudegen/claudegen/templates/tools/chat"

// Tools adds what all tool loops share to the source of one. The client is called
// name and imported as client.
func Tools(name, client string, l *tools.Loop) ([]File, error) {
	shared, err := templates.Tools()
	if err != nil {
		return nil, err
	}
	shared = slices.DeleteFunc(shared, func(f templates.File) bool { return slices.Contains(l.Unused, f.Name) })
	for i := range shared {
		if shared[i].Content, err = rename(&shared[i], client, l); err != nil {
			return nil, err
		}
	}
	pkg := tools.Package(name)
	t := template{from: "tools", to: pkg, prefix: pkg + "/runtime_", suffix: suffix}
	copies, err := t.copies(shared)
	if err != nil {
		return nil, err
	}
	for i := range copies { // names of another length move what is aligned with them
		if copies[i].Content, err = format.Source(copies[i].Content); err != nil {
			return nil, err
		}
	}
	return append([]File{File(l.Source)}, copies...), nil
}

// rename puts the client in the place of package chat: in the imports, and by the
// names of its types wherever a type of that package is named.
func rename(f *templates.File, client string, l *tools.Loop) ([]byte, error) {
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, f.Name, f.Content, 0)
	if err != nil {
		return nil, err
	}
	type change struct {
		from, to token.Pos
		text     string
	}
	var changes []change
	for _, i := range parsed.Imports {
		if i.Path.Value == strconv.Quote(chatPath) {
			text := strconv.Quote(client)
			if path.Base(client) != l.Client {
				text = l.Client + " " + text
			}
			changes = append(changes, change{i.Pos(), i.End(), text})
		}
	}
	var missing error
	ast.Inspect(parsed, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == templates.Chat {
			name := s.Sel.Name
			if own, ok := l.Names[name]; ok {
				name = own
			}
			if name == "" {
				missing = fmt.Errorf("template %s needs a type for %s", f.Name, s.Sel.Name)
			}
			changes = append(changes, change{s.Pos(), s.End(), l.Client + "." + name})
		}
		return true
	})
	var b bytes.Buffer
	last := parsed.FileStart
	for _, c := range changes {
		b.Write(f.Content[last-parsed.FileStart : c.from-parsed.FileStart])
		b.WriteString(c.text)
		last = c.to
	}
	b.Write(f.Content[last-parsed.FileStart:])
	return b.Bytes(), missing
}
