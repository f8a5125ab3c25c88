package gen

import (
	"fmt"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/prose"
)

// diffSections are the kinds of change in the order in which they are written.
var diffSections = []struct {
	kind  DiffKind
	title string
}{
	{DiffWire, "On the wire"},
	{DiffBeta, "Betas"},
	{DiffGo, "Go API"},
}

// Markdown returns a report for a pull request or release notes. Names in
// documents are anybody's: none of them becomes markup.
func (r *DiffResult) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s to %s\n\nVersion: **%s**%s\n", prose.Code(r.Old), prose.Code(r.New), r.Bump, strings.TrimPrefix(r.Verdict(), string(r.Bump)))
	for _, n := range r.Notes {
		b.WriteString("\nNote: " + prose.Plain(n) + "\n")
	}
	for _, s := range diffSections {
		title := "\n### " + s.title + "\n\n"
		for _, c := range r.Changes {
			if c.Kind != s.kind {
				continue
			}
			b.WriteString(title + "- " + c.markdown() + "\n")
			title = ""
		}
	}
	return b.String()
}

func (c *DiffChange) markdown() string {
	var b strings.Builder
	if c.Breaking {
		b.WriteString("**breaking** ")
	}
	if c.Subject != "" {
		b.WriteString(prose.Code(c.Subject) + ": ")
	}
	b.WriteString(markdownMessage(c.Message) + c.More() + " (" + prose.Code(c.Pos().String()) + ")")
	return b.String()
}

// markdownMessage keeps the spans of code of a message, and escapes all else.
func markdownMessage(s string) string {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 {
		return prose.Plain(s)
	}
	for i, p := range parts {
		if i%2 == 1 {
			parts[i] = prose.Code(p)
			continue
		}
		inner := strings.TrimSpace(p)
		before, after, _ := strings.Cut(p, inner)
		parts[i] = before + prose.Plain(inner) + after
	}
	return strings.Join(parts, "")
}
