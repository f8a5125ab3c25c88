package gen

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/compare/compat"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/read/bundle"
	"github.com/claudegen/claudegen/gen/internal/write/output"
)

// File is a generated file.
type File struct {
	// Name is relative to the package's folder and slash-separated, e.g. "client.gen.go".
	Name string
	// Content is the whole file.
	Content []byte
}

// filesOf returns the files of another package as those of this one.
func filesOf(files []output.File, err error) ([]File, error) {
	if err != nil {
		return nil, err
	}
	out := make([]File, len(files))
	for i, f := range files {
		out[i] = File(f)
	}
	return out, nil
}

func outputFiles(files []File) []output.File {
	out := make([]output.File, len(files))
	for i, f := range files {
		out[i] = output.File(f)
	}
	return out
}

// Change says how a file on disk differs from the generated one.
type Change struct {
	Name string     `json:"name"` // as in File
	Kind ChangeKind `json:"kind"` // what Write does to it, or has done
}

// ChangeKind is a kind of difference.
type ChangeKind string

// The kinds of difference.
const (
	Added   ChangeKind = "added"   // not on disk yet
	Changed ChangeKind = "changed" // on disk with other content
	Removed ChangeKind = "removed" // on disk, and no longer generated
)

// changesOf returns the changes of another package as those of this one. What is
// not done may have been begun: they are returned beside an error.
func changesOf(changes []output.Change, err error) ([]Change, error) {
	if changes == nil {
		return nil, err
	}
	out := make([]Change, len(changes))
	for i, c := range changes {
		out[i] = Change{Name: c.Name, Kind: ChangeKind(c.Kind)}
	}
	return out, err
}

// Pos is a place in a file.
type Pos struct {
	File string `json:"file,omitempty"` // path or URL, e.g. "spec/openapi.yaml"; "" if the place is not known
	Line int    `json:"line,omitempty"` // from 1; 0 if it is not known
	Col  int    `json:"col,omitempty"`  // from 1, in characters; 0 if it is not known
}

// String gives file:line:col, without the parts that are not known.
func (p Pos) String() string { return diag.Pos(p).String() }

// Severity says what a diagnostic means for the run. The zero value is
// SeverityError.
type Severity uint8

// The severities.
const (
	SeverityError   = Severity(diag.Error)   // nothing is written
	SeverityWarning = Severity(diag.Warning) // generation goes on, the document should be changed
	SeverityNote    = Severity(diag.Note)    // worth knowing
)

// String gives "error", "warning" or "note".
func (s Severity) String() string { return diag.Severity(s).String() }

// MarshalText makes a severity its name in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Diagnostic is a problem in a document.
type Diagnostic struct {
	Pos      Pos       `json:"pos"`               // where to look
	Severity Severity  `json:"severity"`          // what it means for the run
	Kind     string    `json:"kind,omitempty"`    // of a note about what has no effect: what it is counted as, e.g. "callback"
	Message  string    `json:"message"`           // what is wrong, and what to do
	Pointer  string    `json:"pointer,omitempty"` // JSON pointer within the file, e.g. "/components/schemas/Pet"
	Related  []Related `json:"related,omitempty"` // other places that explain it
}

// Related is another place that explains a diagnostic, such as the first of two
// duplicates.
type Related struct {
	Pos     Pos    `json:"pos"`     // where it stands
	Message string `json:"message"` // e.g. "first used here"
}

// String gives "file:line:col: message (/json/pointer)", with the severity before
// the message unless it is an error, and each related place on an indented line of
// its own. Text of the document can't break the line or reorder it.
func (d Diagnostic) String() string {
	out := diag.Diagnostic{Pos: diag.Pos(d.Pos), Severity: diag.Severity(d.Severity), Message: d.Message, Pointer: d.Pointer}
	for _, r := range d.Related {
		out.Related = append(out.Related, diag.Related{Pos: diag.Pos(r.Pos), Message: r.Message})
	}
	return out.String()
}

func diagnosticsOf(ds []diag.Diagnostic) []Diagnostic {
	if ds == nil {
		return nil
	}
	out := make([]Diagnostic, len(ds))
	for i, d := range ds {
		out[i] = Diagnostic{Pos: Pos(d.Pos), Severity: Severity(d.Severity), Kind: d.Kind, Message: d.Message, Pointer: d.Pointer}
		for _, r := range d.Related {
			out[i].Related = append(out[i].Related, Related{Pos: Pos(r.Pos), Message: r.Message})
		}
	}
	return out
}

// DiagnosticError holds everything that is wrong with a document.
type DiagnosticError struct {
	// Diagnostics are sorted by file, line and column. Warnings and notes are among
	// them.
	Diagnostics []Diagnostic
}

// Error gives every diagnostic, a line each.
func (e *DiagnosticError) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i, d := range e.Diagnostics {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// failure returns what was found as a *DiagnosticError, or nil if there is no error
// among it. What is not generated of a document that has errors is not in it.
func failure(diags *diag.List) error {
	if !diags.HasErrors() {
		return nil
	}
	found := diagnosticsOf(diags.All())
	return &DiagnosticError{Diagnostics: slices.DeleteFunc(found, func(d Diagnostic) bool { return d.Kind != "" })}
}

// Ungenerated says how much of one kind a document says that has no effect in
// the package, or not all that it could have.
type Ungenerated struct {
	Kind   string `json:"kind"`   // in the singular, e.g. "callback"
	Number int    `json:"number"` // of the notes about it
}

// String gives number and kind, e.g. "2 callbacks" or "1 use of not".
func (u Ungenerated) String() string { return prose.Count(u.Number, u.Kind) }

// CountUngenerated counts the diagnostics that have a kind, sorted by it.
func CountUngenerated(ds []Diagnostic) []Ungenerated {
	kinds := map[string]int{}
	for _, d := range ds {
		if d.Kind != "" {
			kinds[d.Kind]++
		}
	}
	return ungenerated(kinds)
}

func ungenerated(kinds map[string]int) []Ungenerated {
	out := make([]Ungenerated, 0, len(kinds))
	for kind, n := range kinds {
		out = append(out, Ungenerated{Kind: kind, Number: n})
	}
	slices.SortFunc(out, func(a, b Ungenerated) int { return strings.Compare(a.Kind, b.Kind) })
	return out
}

// BundleOptions say how Bundle writes the document.
type BundleOptions struct {
	// Version is the version to write, "3.1" or "3.2", or "" for that of the document.
	// Words that 3.1 doesn't have are moved to extensions.
	Version string
	// JSON writes JSON instead of YAML.
	JSON bool
}

func (o BundleOptions) options() bundle.Options { return bundle.Options(o) }

// WireEvents is an operation that answers events without its document saying so.
type WireEvents struct {
	Operation string // method and path, e.g. "POST /v1/messages"
	Schema    string // of one event, by its name in components, e.g. "MessageStreamEvent"
}

// DifferenceKind says what it is that one document lacks.
type DifferenceKind string

// The kinds of difference.
const (
	DifferentOperation    = DifferenceKind(compat.Operation)
	DifferentParameter    = DifferenceKind(compat.Parameter)
	DifferentStyle        = DifferenceKind(compat.Style)    // how an array or object is written in a parameter
	DifferentEncoding     = DifferenceKind(compat.Encoding) // how a member of a form is written
	DifferentBody         = DifferenceKind(compat.Body)
	DifferentStatus       = DifferenceKind(compat.Status)
	DifferentMedia        = DifferenceKind(compat.Media)
	DifferentMember       = DifferenceKind(compat.Member)
	DifferentAdditional   = DifferenceKind(compat.Additional) // members whose names are not known
	DifferentType         = DifferenceKind(compat.Type)
	DifferentValue        = DifferenceKind(compat.Value) // of an enum, or a const
	DifferentVariant      = DifferenceKind(compat.Variant)
	DifferentAbsent       = DifferenceKind(compat.Absent)       // may be left out
	DifferentNull         = DifferenceKind(compat.Null)         // may be null
	DifferentOptionalNull = DifferenceKind(compat.OptionalNull) // may be null and may be left out
	DifferentFormat       = DifferenceKind(compat.Format)
	DifferentBound        = DifferenceKind(compat.Bound)
)

// Difference is one thing that one document has and the other lacks.
type Difference struct {
	Pos     Pos            `json:"pos"`               // where it stands in the document that has it
	Pointer string         `json:"pointer,omitempty"` // likewise, within the file
	In      string         `json:"in"`                // "old" or "new", the document that has it
	Kind    DifferenceKind `json:"kind"`              // what is lacking
	Method  string         `json:"method"`            // of the operation in which it was met first, e.g. "POST"
	Path    string         `json:"path"`              // e.g. "/v1/messages"
	Side    string         `json:"side,omitempty"`    // "request", "response" or a parameter, e.g. "query.limit"
	Member  string         `json:"member,omitempty"`  // JSON pointer from the body, e.g. "/messages/0/content"; items are 0, other members *
	Name    string         `json:"name,omitempty"`    // e.g. the value of an enum, in JSON
	Detail  string         `json:"detail"`            // in words
	There   Pos            `json:"there"`             // what lacks it in the other document
}

// internal returns the difference as the package has it that finds it.
func (d *Difference) internal() *compat.Difference {
	return &compat.Difference{
		Pos: diag.Pos(d.Pos), Pointer: d.Pointer, In: d.In, Kind: compat.Kind(d.Kind), Method: d.Method, Path: d.Path, Side: d.Side, Member: d.Member,
		Name: d.Name, Detail: d.Detail, There: diag.Pos(d.There),
	}
}

func differenceOf(d *compat.Difference) Difference {
	return Difference{
		Pos: Pos(d.Pos), Pointer: d.Pointer, In: d.In, Kind: DifferenceKind(d.Kind), Method: d.Method, Path: d.Path, Side: d.Side, Member: d.Member,
		Name: d.Name, Detail: d.Detail, There: Pos(d.There),
	}
}

// Subject is the difference without its places: what ignore patterns match.
func (d *Difference) Subject() string { return d.internal().Subject() }

// Breaks reports whether clients of the old document break on the new one for
// this: what they may send is no longer taken, or what is answered is not what
// they rely on. They keep members, values and variants that they don't know.
func (d *Difference) Breaks() bool { return d.internal().Breaks() }

// String gives "file:line:col: subject: detail (/json/pointer); there:
// file:line:col".
func (d *Difference) String() string { return d.internal().String() }
