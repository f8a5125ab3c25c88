package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/claudegen/claudegen/gen"
)

// diffFormats are the ways to print a comparison.
var diffFormats = map[string]func(io.Writer, *gen.DiffResult) error{"text": diffText, "markdown": diffMarkdown, "json": diffJSON}

// diffSections are the kinds of change in the order in which they are printed.
var diffSections = []struct {
	kind  gen.DiffKind
	title string
}{
	{gen.DiffWire, "On the wire"},
	{gen.DiffBeta, "Betas"},
	{gen.DiffGo, "Go API"},
}

// diffText prints a line for each change, and the verdict.
func diffText(w io.Writer, r *gen.DiffResult) error {
	var b strings.Builder
	for _, n := range r.Notes {
		b.WriteString("note: " + n + "\n")
	}
	for _, c := range r.Changes {
		b.WriteString(c.String() + "\n")
	}
	b.WriteString("version: " + r.Verdict() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// diffMarkdown prints a report for a pull request or release notes.
func diffMarkdown(w io.Writer, r *gen.DiffResult) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s to %s\n\nVersion: **%s**%s\n", code(r.Old), code(r.New), r.Bump, strings.TrimPrefix(r.Verdict(), string(r.Bump)))
	for _, n := range r.Notes {
		b.WriteString("\nNote: " + inline(n) + "\n")
	}
	for _, s := range diffSections {
		title := "\n### " + s.title + "\n\n"
		for _, c := range r.Changes {
			if c.Kind != s.kind {
				continue
			}
			b.WriteString(title + "- " + markdownChange(&c) + "\n")
			title = ""
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownChange(c *gen.DiffChange) string {
	var b strings.Builder
	if c.Breaking {
		b.WriteString("**breaking** ")
	}
	if c.Subject != "" {
		b.WriteString(code(c.Subject) + ": ")
	}
	b.WriteString(inline(c.Message) + c.More() + " (" + code(c.Pos().String()) + ")")
	return b.String()
}

// code makes a text a span of code, whatever is in it.
func code(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	fence := "``"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + " " + s + " " + fence
}

// inline keeps the spans of code of a text, and escapes what else would be
// markup: names in documents are anybody's.
func inline(s string) string {
	parts := strings.Split(strings.Join(strings.Fields(s), " "), "`")
	if len(parts)%2 == 0 {
		return code(s)
	}
	for i := 0; i < len(parts); i += 2 {
		parts[i] = markup.Replace(parts[i])
	}
	return strings.Join(parts, "`")
}

var markup = strings.NewReplacer("<", "&lt;", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "#", `\#`)

// diffJSON prints the comparison for machines.
func diffJSON(w io.Writer, r *gen.DiffResult) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}
