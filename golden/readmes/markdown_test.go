package readmes

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// root is the repository's.
const root = "../.."

// document is a Markdown file, and what of it can be checked.
type document struct {
	name    string // from the root, e.g. "spec/README.md"
	blocks  []block
	spans   []string // of code
	links   []string // where to
	anchors map[string]bool
}

// block is a fenced block of code.
type block struct {
	file  string // from the root
	line  int    // of its first line of code
	lang  string
	text  string
	notes map[string]string // of the comments before it
}

func (b *block) String() string { return fmt.Sprintf("%s:%d", b.file, b.line) }

// documents parses all Markdown files of the repository.
func documents(t *testing.T) []*document {
	t.Helper()
	var out []*document
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata"):
			return filepath.SkipDir
		case filepath.Ext(name) == ".md":
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, name)
			out = append(out, parse(filepath.ToSlash(rel), source))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 10 {
		t.Fatalf("found only %d files", len(out))
	}
	return out
}

func parse(name string, source []byte) *document {
	doc := &document{name: name, anchors: map[string]bool{}}
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	slugs := map[string]int{}
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			doc.anchors[slug(content(n, source), slugs)] = true
		case *ast.Link:
			doc.links = append(doc.links, string(n.Destination))
		case *ast.CodeSpan:
			doc.spans = append(doc.spans, content(n, source))
		case *ast.FencedCodeBlock:
			doc.blocks = append(doc.blocks, fenced(name, n, source))
		}
		return ast.WalkContinue, nil
	})
	return doc
}

func fenced(name string, n *ast.FencedCodeBlock, source []byte) block {
	b := block{file: name, lang: string(n.Language(source)), text: string(n.Lines().Value(source)), notes: map[string]string{}}
	if n.Lines().Len() > 0 {
		b.line = bytes.Count(source[:n.Lines().At(0).Start], []byte("\n")) + 1
	}
	for before := n.PreviousSibling(); before != nil && before.Kind() == ast.KindHTMLBlock; before = before.PreviousSibling() {
		for _, m := range note.FindAllStringSubmatch(string(before.Lines().Value(source)), -1) {
			b.notes[m[1]] = m[2]
		}
	}
	return b
}

var note = regexp.MustCompile(`<!-- (\w+): (.*?) -->`)

// content is the plain text of a node.
func content(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// slug is the anchor that GitHub gives a heading.
func slug(heading string, seen map[string]int) string {
	s := strings.ReplaceAll(strings.ToLower(unslugged.ReplaceAllString(heading, "")), " ", "-")
	n := seen[s]
	if seen[s]++; n > 0 {
		return fmt.Sprintf("%s-%d", s, n)
	}
	return s
}

var unslugged = regexp.MustCompile(`[^\p{L}\p{M}\p{N}_ -]`)
