// Package prose deals with text of documents that becomes part of something
// else.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s as text of one line: line breaks and other white space are
// blanks, and what reorders how it reads, or is no text at all, is taken out.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == '\uFEFF', unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}
