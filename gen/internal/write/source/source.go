package source

import (
	"bytes"
	"cmp"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	j "github.com/dave/jennifer/jen"
)

// Source collects the declarations of a package, by the area that they go to.
// A part is some that belong together. Parts are written and formatted on their
// own, several at a time, and only their text is kept: the tree that jennifer
// makes of a large package takes a gigabyte, and formatting it one processor.
type Source struct {
	pkg     string
	imports func(*j.File) // says what imported packages are called
	areas   map[string][]Part
}

// Part writes some declarations that belong together.
type Part func(*j.File)

// New returns a source for the package pkg; imports says what imported packages are called.
func New(pkg string, imports func(*j.File)) *Source {
	return &Source{pkg: pkg, imports: imports, areas: map[string][]Part{}}
}

// Add adds a part to an area.
func (s *Source) Add(area string, p Part) { s.areas[area] = append(s.areas[area], p) }

// text is a part as Go.
type text struct {
	head    []byte // all up to the package clause
	imports []string
	body    []byte
}

// Render formats the files.
func (s *Source) Render() ([]File, error) {
	areas := slices.Sorted(maps.Keys(s.areas))
	texts := make([][]text, len(areas))
	errs := make([]error, len(areas))
	var mu sync.Mutex // for errs
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for a, area := range areas {
		texts[a] = make([]text, len(s.areas[area]))
		for i, p := range s.areas[area] {
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				var err error
				if texts[a][i], err = s.write(p); err != nil {
					mu.Lock()
					defer mu.Unlock()
					errs[a] = cmp.Or(errs[a], err)
				}
			})
		}
	}
	wg.Wait()
	out := make([]File, len(areas))
	for a, area := range areas {
		if errs[a] != nil {
			return nil, fmt.Errorf("%s: %w", area, errs[a])
		}
		out[a] = File{area + ".gen.go", join(texts[a])}
	}
	return out, nil
}

// write formats a part as a file, and takes that apart.
func (s *Source) write(p Part) (text, error) {
	f := j.NewFile(s.pkg)
	f.HeaderComment(Header)
	s.imports(f)
	p(f)
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return text{}, err
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, "", b.Bytes(), parser.ImportsOnly)
	if err != nil {
		return text{}, err
	}
	end := fset.Position(parsed.Name.End()).Offset
	t := text{head: b.Bytes()[:end]}
	for _, i := range parsed.Imports {
		spec := i.Path.Value
		if i.Name != nil {
			spec = i.Name.Name + " " + spec
		}
		t.imports = append(t.imports, spec)
	}
	for _, d := range parsed.Decls {
		end = fset.Position(d.End()).Offset
	}
	t.body = bytes.TrimSpace(b.Bytes()[end:])
	return t, nil
}

// join makes a file of its parts.
func join(parts []text) []byte {
	b := slices.Clone(parts[0].head)
	byPath := map[string]string{} // specs
	for _, p := range parts {
		for _, spec := range p.imports {
			byPath[spec[bytes.IndexByte([]byte(spec), '"'):]] = spec
		}
	}
	b = append(b, importDecl(byPath)...)
	for _, p := range parts {
		if len(p.body) > 0 {
			b = append(append(b, "\n\n"...), Spaced(p.body)...)
		}
	}
	return append(b, '\n')
}

// importDecl writes the import declaration for specs, by path: the standard
// library first.
//
//	import (
//		"time"
//
//		"example.com/shop"
//	)
func importDecl(specs map[string]string) string {
	paths := slices.Sorted(maps.Keys(specs))
	if len(paths) == 0 {
		return ""
	}
	if len(paths) == 1 {
		return "\n\nimport " + specs[paths[0]]
	}
	var std, others string
	var othersSb146 strings.Builder
	var stdSb146 strings.Builder
	for _, p := range paths {
		if root, _, _ := strings.Cut(p, "/"); strings.Contains(root, ".") {
			othersSb146.WriteString("\t" + specs[p] + "\n")
		} else {
			stdSb146.WriteString("\t" + specs[p] + "\n")
		}
	}
	others += othersSb146.String()
	std += stdSb146.String()
	if std != "" && others != "" {
		std += "\n"
	}
	return "\n\nimport (\n" + std + others + ")"
}

// Spaced puts a blank line between declarations, which have nothing but line
// breaks at their beginning.
func Spaced(body []byte) []byte {
	var out []byte
	before := []byte{} // the line before
	for line := range bytes.Lines(body) {
		begins := bytes.HasPrefix(line, []byte("//")) || beginsDecl(line)
		if begins && len(bytes.TrimSpace(before)) > 0 && !bytes.HasPrefix(before, []byte("//")) {
			out = append(out, '\n')
		}
		if head, ok := bytes.CutSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte(" {}")); ok && beginsDecl(line) {
			line = fmt.Appendf(nil, "%s {}\n", bytes.TrimRight(head, " ")) // it was aligned with its neighbours
		}
		out, before = append(out, line...), line
	}
	return bytes.TrimRight(out, "\n")
}

// beginsDecl reports whether a line is the first of a declaration.
func beginsDecl(line []byte) bool {
	for _, word := range []string{"func ", "type ", "var ", "const "} {
		if bytes.HasPrefix(line, []byte(word)) {
			return true
		}
	}
	return false
}
