package docs

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/claudegen/claudegen/gen/internal/prose"
)

// escapes are the characters that can mean something in Markdown, wherever they
// stand. Those that a table or an escape would take for its own are entities.
var escapes = strings.NewReplacer(
	`\`, "&#92;", "|", "&#124;", "&", "&amp;", "<", "&lt;", ">", "&gt;",
	"`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`, "$", `\$`,
)

// opening is what makes a list, a heading or a rule at the beginning of a line.
var opening = regexp.MustCompile(`^(\d*)([-+=.):])`)

// plain returns s as one line that reads as it stands: nothing in it is markup.
func plain(s string) string {
	s = strings.Join(strings.Fields(prose.Clean(s)), " ")
	return opening.ReplaceAllString(escapes.Replace(s), `$1\$2`)
}

// harmless is what a span of code can hold anywhere, tables included.
var harmless = regexp.MustCompile("^[^`|\\\\\\s]+( [^`|\\\\\\s]+)*$")

// code returns s as a span of code. What would end it, or the cell of a table
// in which it stands, is written in HTML.
func code(s string) string {
	s = strings.Join(strings.Fields(prose.Clean(s)), " ")
	if harmless.MatchString(s) {
		return "`" + s + "`"
	}
	var b strings.Builder
	for _, r := range s {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		} else {
			b.WriteString(html.EscapeString(string(r)))
		}
	}
	return "<code>" + b.String() + "</code>"
}

// link returns a link to a symbol of the package with the given import path, or
// just its name if that is not known.
func (r *renderer) link(name, symbol string) string {
	if r.importPath == "" {
		return code(name)
	}
	u := url.URL{Scheme: "https", Host: "pkg.go.dev", Path: "/" + r.importPath, Fragment: symbol}
	return "[" + code(name) + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(u.String()) + ")"
}

// anchors makes the names by which a Markdown viewer knows headings.
type anchors map[string]int

// add returns the name of the next heading of a document.
func (a anchors) add(heading string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), r == '_', r == '-':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
	n := a[name]
	a[name]++
	if n > 0 {
		return name + "-" + strconv.Itoa(n)
	}
	return name
}
