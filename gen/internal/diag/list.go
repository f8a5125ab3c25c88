package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxKept bounds the memory that a hostile document can take by being wrong everywhere: it is the number of
// errors that are kept, and that of other diagnostics.
const maxKept = 10_000

// List collects diagnostics. The zero value is ready; it is not safe for concurrent use.
type List struct {
	kept         []Diagnostic
	errors       int // all that were added, kept or not
	dropped      int
	droppedError bool
}

// Errorf adds an error at a location; a nil location gives a diagnostic without one.
func (l *List) Errorf(at Location, format string, args ...any) { l.addf(Error, at, format, args) }

// Warnf adds a warning at a location.
func (l *List) Warnf(at Location, format string, args ...any) { l.addf(Warning, at, format, args) }

// Notef adds a note at a location.
func (l *List) Notef(at Location, format string, args ...any) { l.addf(Note, at, format, args) }

func (l *List) addf(s Severity, at Location, format string, args []any) {
	if l.full(s) {
		return // before the place and the text are computed, which is the costly part
	}
	d := Diagnostic{Severity: s, Message: fmt.Sprintf(format, args...)}
	if at != nil {
		d.Pos, d.Pointer = at.Pos(), at.Pointer()
	}
	l.Add(d)
}

// Add adds a diagnostic made elsewhere.
func (l *List) Add(d Diagnostic) {
	if l.full(d.Severity) {
		return
	}
	if d.Severity == Error {
		l.errors++
	}
	l.kept = append(l.kept, d)
}

// full counts what there is no room for.
func (l *List) full(s Severity) bool {
	if s == Error && l.errors < maxKept || s != Error && len(l.kept)-min(l.errors, maxKept) < maxKept {
		return false // errors have room of their own: warnings must not hide them
	}
	l.dropped++
	if s == Error {
		l.errors++
		l.droppedError = true
	}
	return true
}

// All returns the diagnostics sorted by file, line, column and message, without exact duplicates.
// When there were too many to keep, a last one says how many are missing.
func (l *List) All() []Diagnostic {
	out := slices.Clone(l.kept)
	slices.SortStableFunc(out, compare)
	out = slices.CompactFunc(out, func(a, b Diagnostic) bool {
		return compare(a, b) == 0 && slices.Equal(a.Related, b.Related)
	})
	if l.dropped > 0 {
		last := Diagnostic{Severity: Warning, Message: fmt.Sprintf("%d more problems are not shown", l.dropped)}
		if l.droppedError {
			last.Severity = Error
		}
		out = append(out, last)
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
	)
}

// Errors returns the errors in the order in which they were added. It is not ok if some were not kept.
func (l *List) Errors() (errors []Diagnostic, ok bool) {
	for _, d := range l.kept {
		if d.Severity == Error {
			errors = append(errors, d)
		}
	}
	return errors, !l.droppedError
}

// DropErrors removes the errors.
func (l *List) DropErrors() {
	l.kept = slices.DeleteFunc(l.kept, func(d Diagnostic) bool { return d.Severity == Error })
	l.errors, l.droppedError = 0, false
}

// RaiseWarnings makes errors of the warnings, and reports whether there were any.
func (l *List) RaiseWarnings() bool {
	raised := false
	for i := range l.kept {
		if l.kept[i].Severity == Warning {
			l.kept[i].Severity = Error
			l.errors++
			raised = true
		}
	}
	if l.dropped > 0 && !l.droppedError {
		l.errors++ // what was dropped may have been one
		l.droppedError, raised = true, true
	}
	return raised
}

// AddAll adds what another list holds.
func (l *List) AddAll(from *List) {
	for _, d := range from.kept {
		l.Add(d)
	}
	l.dropped += from.dropped
	if from.droppedError {
		l.errors++
		l.droppedError = true
	}
}

// HasErrors reports whether anything of severity Error was added.
func (l *List) HasErrors() bool { return l.errors > 0 }

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
