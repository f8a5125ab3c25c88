package subset

import (
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// pattern matches the names of operations: * stands for part of a name between
// dots, ** for any text. A name of services stands for all that is in them.
type pattern struct {
	text string
	re   *regexp.Regexp
}

func newPattern(text string) pattern {
	quoted := regexp.QuoteMeta(text)
	quoted = strings.ReplaceAll(quoted, `\*\*`, `.*`)
	quoted = strings.ReplaceAll(quoted, `\*`, `[^.]*`)
	if !strings.HasSuffix(text, "*") {
		quoted += `(\..*)?`
	}
	return pattern{text, regexp.MustCompile(`^(?s:` + quoted + `)$`)}
}

// match reports whether one of the names is meant.
func (p pattern) match(names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return n == p.text || p.re.MatchString(n) })
}

// names are the names of an operation and those of its streaming form.
func names(op *ir.Operation) []string {
	if op.Stream == nil {
		return op.Names
	}
	return slices.Concat(op.Names, op.Stream.Names)
}

// choice is an operation that is asked for.
type choice struct {
	*ir.Operation
	stream bool // and its streaming form, if it has one
}

func (c choice) match(p pattern) bool {
	return p.match(c.Names) || c.stream && p.match(c.Stream.Names)
}

// choose returns the operations that are asked for. The streaming form of an
// operation comes with the operation itself.
func (o Options) choose(all []*ir.Operation) (chosen []choice, problems []Problem) {
	include, exclude := patterns(o.Include), patterns(o.Exclude)
	problems = slices.Concat(unmatched("include", include, all), unmatched("exclude", exclude, all))
	if len(problems) > 0 {
		return nil, problems
	}
	wanted := func(names []string) bool {
		return (len(include) == 0 || matchAny(include, names)) && !matchAny(exclude, names)
	}
	for _, op := range all {
		stream := op.Stream != nil && wanted(op.Stream.Names)
		if (stream || wanted(op.Names)) && !matchAny(exclude, op.Names) && o.keepsOperation(op) {
			chosen = append(chosen, choice{op, stream})
		}
	}
	for i, p := range include {
		if !slices.ContainsFunc(chosen, func(c choice) bool { return c.match(p) }) {
			problems = append(problems, Problem{"include", i, "nothing is left of " + p.text + ": what it stands for is excluded, or of a beta that is left out"})
		}
	}
	if len(chosen) == 0 && len(problems) == 0 {
		problems = append(problems, o.nothing())
	}
	return chosen, problems
}

// nothing is the problem that no operation is left, though none is asked for.
func (o Options) nothing() Problem {
	if len(o.Exclude) > 0 {
		return Problem{"exclude", -1, "no operation is left"}
	}
	return Problem{"betas", -1, "no operation is left: all are of betas that are left out"}
}

func patterns(texts []string) []pattern {
	out := make([]pattern, len(texts))
	for i, t := range texts {
		out[i] = newPattern(t)
	}
	return out
}

func matchAny(ps []pattern, names []string) bool {
	return slices.ContainsFunc(ps, func(p pattern) bool { return p.match(names) })
}

// unmatched reports the patterns that match nothing.
func unmatched(option string, ps []pattern, all []*ir.Operation) []Problem {
	var out []Problem
	for i, p := range ps {
		if slices.ContainsFunc(all, func(op *ir.Operation) bool { return p.match(names(op)) }) {
			continue
		}
		out = append(out, Problem{option, i, "there is no operation " + p.text + didYouMean(p.text, known(all))})
	}
	return out
}

// known lists the names of operations and services, sorted.
func known(all []*ir.Operation) []string {
	var out []string
	for _, op := range all {
		for _, n := range names(op) {
			out = append(out, n)
			for i := strings.LastIndexByte(n, '.'); i > 0; i = strings.LastIndexByte(n[:i], '.') {
				out = append(out, n[:i])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func didYouMean(wrote string, words []string) string {
	if near := spell.Nearest(wrote, words); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}
