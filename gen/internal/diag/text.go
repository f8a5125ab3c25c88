package diag

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuoted bounds what a message repeats of the document, in bytes.
const maxQuoted = 160

// Quote quotes text of the document for a message, and shortens it.
func Quote(s string) string {
	if len(s) > maxQuoted {
		cut := maxQuoted
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "..."
	}
	return strconv.Quote(s)
}

// Clip shortens JSON text for a message, which shows it as it is.
func Clip(b []byte) string {
	if len(b) > maxQuoted {
		return string(b[:maxQuoted]) + "..."
	}
	return string(b)
}

// FirstLine is what an error of a library says first. Some go on with the value
// and the schema that it is about.
func FirstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	if len(line) > 300 {
		line = strings.ToValidUTF8(line[:300], "") + "..."
	}
	return strings.TrimRight(line, " :")
}

// InFile is a file as a whole, for what is wrong with no line of it. It is a
// Location.
type InFile string

// Pos is the file's name.
func (f InFile) Pos() Pos { return Pos{File: string(f)} }

// Pointer is empty.
func (f InFile) Pointer() string { return "" }

// AddDuplicate reports the second of two things of which there should be one,
// and names the first.
func (l *List) AddDuplicate(s Severity, second, first Location, msg string) {
	l.Add(Diagnostic{
		Pos: second.Pos(), Pointer: second.Pointer(), Severity: s, Message: msg,
		Related: []Related{{Pos: first.Pos(), Message: "first used here"}},
	})
}
