package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/claudegen/claudegen/gen"
)

// colors are the values of --color.
var colors = []string{"auto", "always", "never"}

// checkColor refuses other values.
func checkColor(when string) error {
	if slices.Contains(colors, when) {
		return nil
	}
	return fmt.Errorf("--color %s: it is auto, always or never", when)
}

// colored reports whether findings are written with colour and the line that they
// are about: on a terminal, unless NO_COLOR (https://no-color.org) asks for none.
func colored(when string, w io.Writer) bool {
	if when != "auto" && when != "" {
		return when == "always"
	}
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// The escape sequences of terminals that are used here.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[1;36m"
	plain  = "\x1b[0m"
)

var severityColors = map[gen.Severity]string{gen.SeverityError: red, gen.SeverityWarning: yellow, gen.SeverityNote: cyan}

// pretty is a finding as a terminal shows it:
//
//	spec.yaml:11:53: error: enum must be an array (/paths/...)
//	   11 | schema: {type: array, items: {enum: red}}
//	      |                                     ^
func (r *reporter) pretty(d gen.Diagnostic) string {
	text := d.String()
	head := ""
	if at := d.Pos.String(); at != "" {
		head = at + ": "
	}
	rest := strings.TrimPrefix(text, head)
	rest = strings.TrimPrefix(rest, d.Severity.String()+": ")
	out := bold + head + plain + severityColors[d.Severity] + d.Severity.String() + ":" + plain + " " + rest
	if line, column, ok := r.line(d.Pos); ok {
		number := fmt.Sprintf("%5d", d.Pos.Line)
		out += "\n" + number + " | " + line + "\n" + strings.Repeat(" ", len(number)) + " | " + strings.Repeat(" ", column) + severityColors[d.Severity] + "^" + plain
	}
	return out
}

// maxShown is how many characters of a line are shown, and maxSource the largest file
// that is read for it.
const (
	maxShown  = 100
	maxSource = 64 << 20
)

// line returns the line that a position is in, cut to what a terminal shows, and how
// many characters stand before the place. There is none of a file that isn't on this
// machine.
func (r *reporter) line(p gen.Pos) (line string, column int, ok bool) {
	if p.Line == 0 || p.Col == 0 {
		return "", 0, false
	}
	lines := r.lines(p.File)
	if p.Line > len(lines) {
		return "", 0, false
	}
	return excerpt(lines[p.Line-1], p.Col-1)
}

// excerpt cuts a line around a character. What a terminal would take for a command, or
// show as nothing, becomes a mark: the text is somebody else's.
func excerpt(line string, at int) (string, int, bool) {
	chars := []rune(strings.TrimRight(strings.ToValidUTF8(line, "\uFFFD"), "\r"))
	if at > len(chars) {
		return "", 0, false
	}
	from := 0
	if at >= maxShown*3/4 {
		from = at - maxShown/2
	}
	shown := chars[from:min(len(chars), from+maxShown)]
	for i, c := range shown {
		switch {
		case c == '\t':
			shown[i] = ' '
		case !unicode.IsPrint(c):
			shown[i] = utf8.RuneError
		}
	}
	text := string(shown)
	if from > 0 {
		text, from = "..."+text, from-3
	}
	if from+maxShown < len(chars) {
		text += "..."
	}
	return text, at - from, true
}

// lines are the lines of a file of the document, nil if it can't be read here.
func (r *reporter) lines(name string) []string {
	if lines, ok := r.sources[name]; ok {
		return lines
	}
	var data []byte
	if name == standardName {
		data = r.standard
	} else {
		data, _ = readSource(name) // without it, there is no excerpt
	}
	var lines []string
	if data != nil {
		lines = strings.Split(string(data), "\n")
	}
	if r.sources == nil {
		r.sources = map[string][]string{}
	}
	r.sources[name] = lines
	return lines
}

// readSource reads a file again: not a pipe, which has been emptied.
func readSource(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxSource {
		return nil, errors.New("not a file to show lines of")
	}
	return os.ReadFile(name)
}
