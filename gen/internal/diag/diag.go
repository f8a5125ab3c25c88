// Package diag holds positions in a document and the problems found there.
package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pos is a position in a file. Line and Col count from 1, Col in characters; zero means unknown.
type Pos struct {
	File string `json:"file,omitempty"` // e.g. "spec/openapi.yaml"
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
}

// String gives file:line:col, without the parts that are unknown.
func (p Pos) String() string {
	var b strings.Builder
	b.WriteString(printable(p.File))
	for _, n := range []int{p.Line, p.Col} {
		if n == 0 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(':')
		}
		fmt.Fprint(&b, n)
	}
	return b.String()
}

// Severity says what a diagnostic means for the run. The zero value is Error.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // nothing is written
	Warning                 // generation goes on, the document should be changed
	Note                    // worth knowing

	severities = int(iota)
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// MarshalText makes a severity its name in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Location is something in a document that a diagnostic can point at; a *node.Node is one.
type Location interface {
	Pos() Pos
	Pointer() string // JSON pointer within the file, e.g. "/components/schemas/Pet"
}

// Related is another location that explains a diagnostic, such as the first of two duplicates.
type Related struct {
	Pos     Pos    `json:"pos"`
	Message string `json:"message"` // e.g. "first used here"
}

// Diagnostic is one problem.
type Diagnostic struct {
	Pos      Pos       `json:"pos"`
	Severity Severity  `json:"severity"`
	Kind     string    `json:"kind,omitempty"` // of what has no effect, in the singular, e.g. "callback"; "" of anything else
	Message  string    `json:"message"`
	Pointer  string    `json:"pointer,omitempty"`
	Related  []Related `json:"related,omitempty"`
}

// String gives "file:line:col: message (/json/pointer)", with the severity before the message unless
// it is an error, and each related place on an indented line of its own. Text from the document
// cannot break the line or reorder it: what is not printable is escaped.
func (d Diagnostic) String() string {
	var b strings.Builder
	writeHead(&b, d.Pos)
	if d.Severity != Error {
		b.WriteString(d.Severity.String())
		b.WriteString(": ")
	}
	b.WriteString(printable(d.Message))
	if d.Pointer != "" {
		fmt.Fprintf(&b, " (%s)", shorten(printable(d.Pointer)))
	}
	for _, r := range d.Related {
		b.WriteString("\n\t")
		writeHead(&b, r.Pos)
		b.WriteString(printable(r.Message))
	}
	return b.String()
}

func writeHead(b *strings.Builder, p Pos) {
	if s := p.String(); s != "" {
		b.WriteString(s)
		b.WriteString(": ")
	}
}

// printable escapes control characters, invisible ones and direction marks.
func printable(s string) string {
	if !strings.ContainsFunc(s, needsEscape) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !needsEscape(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

func needsEscape(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }

// maxShown bounds how much of a pointer is printed: keys are as long as an author likes.
const maxShown = 400

func shorten(s string) string {
	if len(s) <= maxShown {
		return s
	}
	cut := maxShown
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "..."
}
