package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
)

// width is where comment lines wrap, without indentation.
const width = 96

// adder is what comments and declarations are added to.
type adder interface {
	Add(code ...j.Code) *j.Statement
}

// Comment adds a doc comment. fallback is its text where the document has none.
func Comment(to adder, d ir.Doc, fallback string) {
	for _, line := range DocLines(d, fallback) {
		to.Add(j.Comment(CommentLine(line)))
	}
}

// CommentLine makes a comment of a line that has no line breaks. Gofmt takes a
// line that begins with +build for a build constraint, wherever it stands.
func CommentLine(line string) string {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "+build"); ok {
		line = "+ build" + rest
	}
	return strings.TrimRight("// "+line, " ")
}

// DocLines lays a comment out as gofmt and pkg.go.dev expect it.
func DocLines(d ir.Doc, fallback string) []string {
	text := d.Text
	if strings.TrimSpace(text) == "" {
		text = fallback
	}
	lines := markdown(text)
	if len(d.Notes) > 0 {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrap(prose.Clean(strings.Join(d.Notes, " ")), "", "")...)
	}
	if d.Deprecated != "" {
		if len(lines) == 0 && fallback != "" {
			lines = append(lines, fallback)
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrap("Deprecated: "+prose.Clean(d.Deprecated), "", "")...)
	}
	return lines
}

// markdown turns a description into comment lines: paragraphs are wrapped,
// lists keep their items, fenced code is indented.
func markdown(text string) []string {
	var out []string
	var para []string
	flush := func() {
		if len(para) > 0 {
			out = append(out, wrap(strings.Join(para, " "), "", "")...)
			para = nil
		}
	}
	blank := func() {
		flush()
		if len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, "")
		}
	}
	fenced := false
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		trimmed := prose.Clean(strings.TrimSpace(line))
		switch {
		case strings.HasPrefix(trimmed, "```"):
			blank()
			if fenced = !fenced; fenced && afterList(out) {
				out = append(out, "Example:", "") // or it would be part of the last item
			}
		case fenced:
			out = append(out, "\t"+prose.Clean(strings.TrimRightFunc(line, unicode.IsSpace)))
		case trimmed == "":
			blank()
		case isItem(trimmed):
			flush()
			out = append(out, wrap(strings.TrimSpace(trimmed[1:]), "  - ", "    ")...)
		case strings.HasPrefix(trimmed, "#"):
			blank()
			para = append(para, strings.TrimLeft(trimmed, "# "))
			blank()
		default:
			para = append(para, trimmed)
		}
	}
	flush()
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// afterList reports whether the last thing written is an item of a list.
func afterList(lines []string) bool {
	for _, line := range slices.Backward(lines) {
		if line != "" {
			return strings.HasPrefix(line, "  - ") || strings.HasPrefix(line, "    ")
		}
	}
	return false
}

func isItem(s string) bool {
	return len(s) > 2 && (s[0] == '-' || s[0] == '*') && s[1] == ' '
}

// wrap breaks text into lines that begin with first, then with rest.
func wrap(text, first, rest string) []string {
	var out []string
	line := first
	empty := true
	for w := range strings.FieldsSeq(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width {
			out = append(out, line)
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += w
		empty = false
	}
	if !empty {
		out = append(out, line)
	}
	return out
}
