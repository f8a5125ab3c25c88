package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxKept bounds the memory that a hostile document can take by being wrong everywhere: it is the number of
// diagnostics of each severity that are kept.
const maxKept = 10_000

// List collects diagnostics. The zero value is ready; it is not safe for concurrent use.
type List struct {
	kept    []Diagnostic
	room    [severities]int // number of those kept, by severity
	dropped [severities]int
	kinds   map[string]int // of the notes that were dropped
}

// Errorf adds an error at a location; a nil location gives a diagnostic without one.
func (l *List) Errorf(at Location, format string, args ...any) { l.addf(Error, "", at, format, args) }

// Warnf adds a warning at a location.
func (l *List) Warnf(at Location, format string, args ...any) { l.addf(Warning, "", at, format, args) }

// Ungenerated adds a note about something of the document that has no effect, or not all that it could have. The kind
// is what it is counted as, in the singular, e.g. "callback".
func (l *List) Ungenerated(kind string, at Location, format string, args ...any) {
	l.addf(Note, kind, at, format, args)
}

func (l *List) addf(s Severity, kind string, at Location, format string, args []any) {
	if l.full(s, kind) {
		return // before the place and the text are computed, which is the costly part
	}
	d := Diagnostic{Severity: s, Kind: kind, Message: fmt.Sprintf(format, args...)}
	if at != nil {
		d.Pos, d.Pointer = at.Pos(), at.Pointer()
	}
	l.Add(d)
}

// Add adds a diagnostic made elsewhere.
func (l *List) Add(d Diagnostic) {
	if l.full(d.Severity, d.Kind) {
		return
	}
	l.room[d.Severity]++
	l.kept = append(l.kept, d)
}

// full counts what there is no room for. Each severity has room of its own: notes must not hide warnings, nor these
// errors.
func (l *List) full(s Severity, kind string) bool {
	if l.room[s] < maxKept {
		return false
	}
	l.dropped[s]++
	if kind != "" {
		l.addKind(kind, 1)
	}
	return true
}

// addKind counts notes of a kind that were dropped.
func (l *List) addKind(kind string, n int) {
	if l.kinds == nil {
		l.kinds = map[string]int{}
	}
	l.kinds[kind] += n
}

// All returns the diagnostics sorted by file, line, column and message, without exact duplicates.
// When there were too many to keep, a last one says how many are missing.
func (l *List) All() []Diagnostic {
	out := slices.Clone(l.kept)
	slices.SortStableFunc(out, compare)
	out = slices.CompactFunc(out, func(a, b Diagnostic) bool {
		return compare(a, b) == 0 && slices.Equal(a.Related, b.Related)
	})
	if n := l.dropped[Note]; n > 0 {
		out = append(out, Diagnostic{Severity: Note, Message: fmt.Sprintf("%d more notes are not shown", n)})
	}
	if n := l.dropped[Error] + l.dropped[Warning]; n > 0 {
		last := Diagnostic{Severity: Warning, Message: fmt.Sprintf("%d more problems are not shown", n)}
		if l.dropped[Error] > 0 {
			last.Severity = Error
		}
		out = append(out, last)
	}
	return out
}

// Kinds returns how many notes there are of each kind, also of those that were not kept.
func (l *List) Kinds() map[string]int {
	out := map[string]int{}
	for _, d := range l.All() {
		if d.Kind != "" {
			out[d.Kind]++
		}
	}
	for kind, n := range l.kinds {
		out[kind] += n
	}
	return out
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Col, b.Pos.Col),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Pointer, b.Pointer),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Kind, b.Kind),
	)
}

// Errors returns the errors in the order in which they were added. It is not ok if some were not kept.
func (l *List) Errors() (errors []Diagnostic, ok bool) {
	for _, d := range l.kept {
		if d.Severity == Error {
			errors = append(errors, d)
		}
	}
	return errors, l.dropped[Error] == 0
}

// DropErrors removes the errors.
func (l *List) DropErrors() {
	l.kept = slices.DeleteFunc(l.kept, func(d Diagnostic) bool { return d.Severity == Error })
	l.room[Error], l.dropped[Error] = 0, 0
}

// RaiseWarnings makes errors of the warnings, and reports whether there were any.
func (l *List) RaiseWarnings() bool {
	raised := l.room[Warning]+l.dropped[Warning] > 0
	for i := range l.kept {
		if l.kept[i].Severity == Warning {
			l.kept[i].Severity = Error
		}
	}
	l.room[Error] += l.room[Warning]
	l.dropped[Error] += l.dropped[Warning]
	l.room[Warning], l.dropped[Warning] = 0, 0
	return raised
}

// AddAll adds what another list holds.
func (l *List) AddAll(from *List) {
	for _, d := range from.kept {
		l.Add(d)
	}
	for s, n := range from.dropped {
		l.dropped[s] += n
	}
	for kind, n := range from.kinds {
		l.addKind(kind, n)
	}
}

// HasErrors reports whether anything of severity Error was added.
func (l *List) HasErrors() bool { return l.room[Error]+l.dropped[Error] > 0 }

// Err is nil without errors; otherwise a *Failure with everything, warnings included.
func (l *List) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return &Failure{Diagnostics: l.All()}
}

// Failure is what Err returns (the name Error is the severity).
type Failure struct{ Diagnostics []Diagnostic }

// Error gives every diagnostic, a line each.
func (e *Failure) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i, d := range e.Diagnostics {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}
