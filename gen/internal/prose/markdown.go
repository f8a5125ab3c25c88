package prose

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// escapes are the characters that can mean something in Markdown, wherever they
// stand. Those that a table or an escape would take for its own are entities.
var escapes = strings.NewReplacer(
	`\`, "&#92;", "|", "&#124;", "&", "&amp;", "<", "&lt;", ">", "&gt;",
	"`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`, "$", `\$`,
)

// opening is what makes a list, a heading or a rule at the beginning of a line.
var opening = regexp.MustCompile(`^(\d*)([-+=.):])`)

// Plain returns s as one line of Markdown that reads as it stands: nothing in it
// is markup.
func Plain(s string) string {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	return opening.ReplaceAllString(escapes.Replace(s), `$1\$2`)
}

// harmless is what a span of code can hold anywhere, tables included.
var harmless = regexp.MustCompile("^[^`|\\\\\\s]+( [^`|\\\\\\s]+)*$")

// Code returns s as a span of code in Markdown. What would end it, or the cell of a table
// in which it stands, is written in HTML.
func Code(s string) string {
	s = strings.Join(strings.Fields(Clean(s)), " ")
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
