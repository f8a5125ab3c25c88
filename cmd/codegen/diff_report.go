package main

import (
	"io"
	"strings"

	"github.com/claudegen/claudegen/gen"
)

// diffFormats are the ways to print a comparison.
var diffFormats = map[string]func(io.Writer, *gen.DiffResult) error{"text": diffText, "markdown": diffMarkdown, "json": diffJSON}

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
	_, err := io.WriteString(w, r.Markdown())
	return err
}

// diffJSON prints the comparison for machines.
func diffJSON(w io.Writer, r *gen.DiffResult) error {
	return writeJSON(w, r)
}
