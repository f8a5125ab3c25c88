package docs

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/claudegen/claudegen/gen/internal/prose"
)

// link returns a link to a symbol of the package with the given import path, or
// just its name if that is not known.
func (r *renderer) link(name, symbol string) string {
	if r.importPath == "" {
		return prose.Code(name)
	}
	u := url.URL{Scheme: "https", Host: "pkg.go.dev", Path: "/" + r.importPath, Fragment: symbol}
	return "[" + prose.Code(name) + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(u.String()) + ")"
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
