// Command programs counts the lines of the programs of generated/examples, and of the same
// written with the vendor's SDK, which stand beside it. It prints a table; with -write the
// table goes to generated/README.md.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"go/scanner"
	"go/token"
	"log"
	"os"
	"path/filepath"
)

// A program is written twice: in folder ours of the examples, and with the SDK in the
// folder here that is called as the last element of it.
type program struct {
	ours string
	does string // what it does
	note string // what the SDK has no helper for
}

var programs = []program{
	{"chat", "chat in the terminal, every stop reason", "the texts of a stream"},
	{"tools/parallel", "three tools in parallel, errors, images", "results that aren't blocks; check of the input"},
	{"tools/structured", "a structured answer from a struct", "errors for refusals and cut answers; check against the schema"},
	{"documents", "documents, citations, caching", ""},
	{"tools/thinking", "thinking with interleaved tools", "calls as events"},
	{"batches", "10,000 requests in batches", "splitting, waiting, results in order, text"},
	{"skills", "upload and a skill folder", "folders (`.skillignore` is not heeded), text"},
	{"adminreport", "costs by workspace", "the cost report: no method at all"},
}

// Folders, as seen from this one.
const (
	examples = "../../../generated/examples"
	readme   = "../../../generated/README.md"
)

func main() {
	write := flag.Bool("write", false, "write the table to generated/README.md")
	flag.Parse()
	text, err := table()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	if *write {
		if err := replace(readme, text); err != nil {
			log.Fatal(err)
		}
	}
}

// table counts all programs.
func table() (string, error) {
	var out bytes.Buffer
	out.WriteString("| program | claudegen | anthropic-sdk-go | the SDK has no helper for |\n|---|---:|---:|---|\n")
	var oursSum, theirsSum count
	for _, p := range programs {
		ours, err := countFile(filepath.Join(examples, p.ours, "main.go"))
		if err != nil {
			return "", err
		}
		theirs, err := countFile(filepath.Join(p.theirs(), "main.go"))
		if err != nil {
			return "", err
		}
		oursSum, theirsSum = oursSum.add(ours), theirsSum.add(theirs)
		fmt.Fprintf(&out, "| [%s](examples/%s/main.go): %s | %d | %d | %s |\n", filepath.Base(p.ours), p.ours, p.does, ours.lines, theirs.lines, p.note)
	}
	fmt.Fprintf(&out, "| lines in sum | %d | %d | |\n| words and signs in sum | %d | %d | |\n", oursSum.lines, theirsSum.lines, oursSum.tokens, theirsSum.tokens)
	return out.String(), nil
}

// theirs returns the folder of the version with the SDK.
func (p program) theirs() string { return filepath.Base(p.ours) }

// count is the size of a source file.
type count struct{ lines, tokens int }

func (c count) add(d count) count { return count{c.lines + d.lines, c.tokens + d.tokens} }

// countFile counts the lines of a file on which something stands that isn't a comment, and
// the tokens. The file has to be as gofmt has it.
func countFile(name string) (count, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return count{}, err
	}
	formatted, err := format.Source(src)
	if err != nil {
		return count{}, fmt.Errorf("%s: %w", name, err)
	}
	if !bytes.Equal(formatted, src) {
		return count{}, fmt.Errorf("%s is not as gofmt has it", name)
	}
	return countSource(src), nil
}

// countSource is countFile for text.
func countSource(src []byte) count {
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, 0) // without comments
	seen, tokens := map[int]bool{}, 0
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return count{len(seen), tokens}
		}
		if tok == token.SEMICOLON && text == "\n" {
			continue // the end of a line, or of the file
		}
		tokens++
		first := file.Line(pos)
		for line := range bytes.Count([]byte(text), []byte("\n")) + 1 { // of a raw string
			seen[first+line] = true
		}
	}
}

// The table stands between these lines.
const (
	begin = "<!-- made by golden/conformance/programs -->\n"
	end   = "<!-- end -->\n"
)

// replace puts a table in the place of the one that stands in a file.
func replace(name, text string) error {
	page, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, rest, found := bytes.Cut(page, []byte(begin))
	_, after, closed := bytes.Cut(rest, []byte(end))
	if !found || !closed {
		return fmt.Errorf("%s has no place for the table: %s%s", name, begin, end)
	}
	return os.WriteFile(name, bytes.Join([][]byte{before, []byte(begin + text + end), after}, nil), 0o644)
}
