// Package prose deals with text of documents that becomes part of something
// else.
package prose

import (
	"fmt"
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

// Count returns a number and what it counts, which is given in the singular: "1
// body", "2 bodies", "2 uses of not".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	head, tail := noun, ""
	for _, word := range []string{" of ", " beside ", " in ", " without "} {
		if i := strings.Index(head, word); i >= 0 {
			head, tail = noun[:i], noun[i:]
		}
	}
	if body, ok := strings.CutSuffix(head, "y"); ok {
		head = body + "ie"
	}
	return fmt.Sprintf("%d %ss%s", n, head, tail)
}
