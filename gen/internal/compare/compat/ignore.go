package compat

import (
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Ignore is a list of patterns for differences that are meant to be there.
type Ignore struct{ patterns []*pattern }

type pattern struct {
	pos   diag.Pos
	text  string
	match *regexp.Regexp
	used  bool
}

// ParseIgnore reads patterns: one a line, a * in it standing for anything, and
// after # the reason. Every pattern needs one.
func ParseIgnore(name string, data []byte, diags *diag.List) *Ignore {
	ig := &Ignore{}
	for i, line := range strings.Split(string(data), "\n") {
		pos := diag.Pos{File: name, Line: i + 1, Col: 1}
		text, reason, _ := strings.Cut(line, "#")
		text = strings.Join(strings.Fields(text), " ")
		switch {
		case text == "":
			continue
		case strings.TrimSpace(reason) == "":
			diags.Add(diag.Diagnostic{Pos: pos, Message: "this pattern has no reason; write one after #"})
			continue
		}
		parts := strings.Split(text, "*")
		for i, p := range parts {
			parts[i] = regexp.QuoteMeta(p)
		}
		ig.patterns = append(ig.patterns, &pattern{pos: pos, text: text, match: regexp.MustCompile(`^(?s:` + strings.Join(parts, ".*") + `)$`)})
	}
	return ig
}

// Apply returns the differences that no pattern matches, and says how many do.
func (ig *Ignore) Apply(all []Difference) (left []Difference, ignored int) {
	for _, d := range all {
		if ig.covers(d.Subject()) {
			ignored++
		} else {
			left = append(left, d)
		}
	}
	return left, ignored
}

// covers marks every pattern that matches, so that one is unused only if nothing
// needs it or another.
func (ig *Ignore) covers(subject string) (found bool) {
	for _, p := range ig.patterns {
		if p.match.MatchString(subject) {
			p.used, found = true, true
		}
	}
	return found
}

// Unused reports the patterns that have matched nothing so far.
func (ig *Ignore) Unused() (out []diag.Diagnostic) {
	for _, p := range ig.patterns {
		if !p.used {
			out = append(out, diag.Diagnostic{Pos: p.pos, Message: "pattern matches nothing: " + p.text})
		}
	}
	return out
}
