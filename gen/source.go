package gen

import (
	"os"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/revision"
)

// source is a document to be compared: a file, or one of a git revision.
type source struct {
	spec string // as the files of the document are named
	rev  string // "" for a file
	read func(name string) ([]byte, error)
}

// openSource finds out what name is: EmbeddedClaude, a URL, a file, if there is one of that name or
// read is given, else REV:path.
func openSource(name string, read func(string) ([]byte, error)) (*source, error) {
	if name == EmbeddedClaude {
		root, read := (&Config{Spec: name}).document()
		return &source{spec: root, read: read}, nil
	}
	rev, file, ok := revision.Split(name)
	if read != nil || !ok || IsURL(name) {
		return &source{spec: name, read: read}, nil
	}
	if _, err := os.Lstat(name); err == nil {
		return &source{spec: name}, nil
	}
	tree, err := revision.Open("", rev)
	if err != nil {
		return nil, err
	}
	return &source{spec: tree.Path(file), rev: rev, read: tree.ReadFile}, nil
}

// name is the document's name in messages.
func (s *source) name() string { return s.label(Pos{File: s.spec}).File }

// label makes a position say which revision it is in. Remote files are in none.
func (s *source) label(p Pos) Pos {
	if s.rev != "" && p.File != "" && !IsURL(p.File) {
		p.File = s.rev + ":" + p.File
	}
	return p
}

// pos is the position of a place; the zero Pos if there is none.
func (s *source) pos(at diag.Location) Pos {
	if at == nil {
		return Pos{}
	}
	return s.label(Pos(at.Pos()))
}

// failure returns what is wrong with the document, or nil.
func (s *source) failure(diags *diag.List) error {
	if !diags.HasErrors() {
		return nil
	}
	return &DiagnosticError{Diagnostics: diagnosticsOf(s.relabel(diags.All()))}
}

func (s *source) relabel(ds []diag.Diagnostic) []diag.Diagnostic {
	for i := range ds {
		ds[i].Pos = diag.Pos(s.label(Pos(ds[i].Pos)))
		for j := range ds[i].Related {
			ds[i].Related[j].Pos = diag.Pos(s.label(Pos(ds[i].Related[j].Pos)))
		}
	}
	return ds
}
