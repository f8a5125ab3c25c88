package gen

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/claudegen/claudegen/gen/internal/compare/compat"
	"github.com/claudegen/claudegen/gen/internal/compare/goapi"
	"github.com/claudegen/claudegen/gen/internal/compare/oaschange"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/read/bundle"
	"github.com/claudegen/claudegen/gen/internal/read/files"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// DiffOptions say how Diff compares.
type DiffOptions struct {
	// Package is the name of the generated package. The default is "api".
	Package string
	// ReadFile reads the documents. The default reads from disk, and a name of
	// the form REV:path from the git repository of the current folder.
	ReadFile func(name string) ([]byte, error)
	// Roots are those of Config.
	Roots []string
	// ReadRemote is that of Config.
	ReadRemote func(url string) ([]byte, error)
	// SkipUnsupported leaves out what can't be generated, as in Config. Changes of
	// what is left out are not listed.
	SkipUnsupported bool
	// Progress, if set, is told what is being done.
	Progress func(stage string)
}

// Bump is the part of a version number that a change of the package raises.
type Bump string

// The parts of a version number.
const (
	NoBump Bump = "none"  // the package is the same, byte for byte
	Patch  Bump = "patch" // its API is the same
	Minor  Bump = "minor" // its API has more than before
	Major  Bump = "major" // programs break
)

// DiffKind says what a change is about.
type DiffKind string

// The kinds of change.
const (
	DiffWire DiffKind = "wire" // what is sent and received
	DiffBeta DiffKind = "beta" // which betas something needs
	DiffGo   DiffKind = "go"   // the API of the generated package
)

// DiffChange is one change.
type DiffChange struct {
	Kind     DiffKind `json:"kind"`              // what it is about
	Breaking bool     `json:"breaking"`          // whether programs stop working, or compiling
	Subject  string   `json:"subject,omitempty"` // operation or Go symbol, e.g. "GET /pets" or "Pet.Name"
	Message  string   `json:"message"`           // what changed, e.g. "added"
	Rule     string   `json:"rule,omitempty"`    // of oasdiff, or the kind of difference
	Others   int      `json:"others,omitempty"`  // more places of the API that show the same change of the document
	Old      Pos      `json:"old,omitzero"`      // in the old document, for what is removed or changed
	New      Pos      `json:"new,omitzero"`      // in the new document, for what is added or changed
}

// Pos is where to look: in the new document, for what is removed in the old one.
func (c *DiffChange) Pos() Pos {
	if c.New.File != "" {
		return c.New
	}
	return c.Old
}

// More says in how many more places of the API the change shows.
func (c *DiffChange) More() string {
	if c.Others == 0 {
		return ""
	}
	if c.Others == 1 {
		return ", and in 1 more place"
	}
	return fmt.Sprintf(", and in %d more places", c.Others)
}

// String gives "file:line:col: kind: breaking: subject: message [rule]".
func (c *DiffChange) String() string {
	text := string(c.Kind) + ": "
	if c.Breaking {
		text += "breaking: "
	}
	if c.Subject != "" {
		text += c.Subject + ": "
	}
	text += c.Message + c.More()
	if c.Rule != "" {
		text += " [" + c.Rule + "]"
	}
	return Diagnostic{Pos: c.Pos(), Message: text}.String()
}

// DiffResult is what Diff found.
type DiffResult struct {
	Old     string       `json:"old"`     // name of the document
	New     string       `json:"new"`     // likewise
	Bump    Bump         `json:"bump"`    // what the wire and the Go API ask for
	API     Bump         `json:"api"`     // what the Go API alone asks for
	Changes []DiffChange `json:"changes"` // on the wire, then betas, then Go; within these, what breaks first
	Notes   []string     `json:"notes"`   // what could not be done as it should
}

// Verdict is the part of the version number to raise, and why.
func (r *DiffResult) Verdict() string {
	why := map[Bump]string{
		NoBump: "the generated package is the same",
		Patch:  "the generated package changes, its Go API doesn't",
		Minor:  "the Go API grows",
		Major:  "the Go API breaks",
	}[r.API]
	if r.Breaking(DiffWire) > 0 {
		why = map[Bump]string{
			NoBump: "the wire breaks, but the generated package is the same",
			Major:  "the wire and the Go API break",
		}[r.API]
		if why == "" {
			why = "the wire breaks; the Go API alone would ask for " + string(r.API)
		}
	}
	return string(r.Bump) + ": " + why
}

// Breaking counts the changes of a kind that break programs.
func (r *DiffResult) Breaking(k DiffKind) (n int) {
	for _, c := range r.Changes {
		if c.Kind == k && c.Breaking {
			n++
		}
	}
	return n
}

// Diff compares two versions of a document: what changed on the wire, what that
// does to the API of the generated package, and which part of its version number
// has to be raised. Problems in a document are returned as a *DiagnosticError.
func Diff(older, newer string, o DiffOptions) (*DiffResult, error) {
	c := Config{Package: cmp.Or(o.Package, "api"), ReadRemote: o.ReadRemote, Roots: o.Roots, SkipUnsupported: o.SkipUnsupported, Progress: o.Progress}
	if err := c.check(); err != nil {
		return nil, err
	}
	sides, err := bothSides(c, [2]string{older, newer}, c.takeTurns(o.ReadFile))
	if err != nil {
		return nil, err
	}
	from, to := sides[0], sides[1]
	r := &DiffResult{Old: from.name(), New: to.name(), Changes: []DiffChange{}, Notes: []string{}}
	var api DiffResult
	var wg sync.WaitGroup
	wg.Go(func() {
		c.progress("comparing the Go APIs")
		api.api(from, to)
	})
	c.progress("comparing what is sent and received")
	r.wire(from, to)
	wg.Wait()
	r.Changes, r.API = append(r.Changes, api.Changes...), api.API
	r.order(from, to)
	r.Bump = r.bump()
	return r, nil
}

// takeTurns makes functions of the caller be called one at a time, as those who wrote
// them may have expected, although two documents are worked on at once.
func (c *Config) takeTurns(readFile func(string) ([]byte, error)) (inTurn func(string) ([]byte, error)) {
	var mu sync.Mutex
	c.ReadRemote = files.OneAtATime(&mu, c.ReadRemote)
	if tell := c.Progress; tell != nil {
		c.Progress = func(stage string) {
			mu.Lock()
			defer mu.Unlock()
			tell(stage)
		}
	}
	return files.OneAtATime(&mu, readFile)
}

// bothSides reads both documents and generates their clients, at once: for a large
// document that takes seconds. What is wrong with the old one comes first.
func bothSides(c Config, names [2]string, read func(string) ([]byte, error)) (sides [2]*side, err error) {
	var errs [2]error
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { sides[i], errs[i] = newSide(c, name, read) })
	}
	wg.Wait()
	var problems []Diagnostic
	for _, err := range errs {
		var d *DiagnosticError
		switch {
		case errors.As(err, &d):
			problems = append(problems, d.Diagnostics...)
		case err != nil:
			return sides, err
		}
	}
	if problems != nil {
		return sides, &DiagnosticError{Diagnostics: problems}
	}
	return sides, nil
}

// side is one of the two documents and what is made of it.
type side struct {
	*source
	doc   *openapi.Document
	ir    *ir.API
	files []File
	api   goapi.Package
}

// newSide reads one of the two documents and generates its client in memory, each
// name as a type of its own.
func newSide(c Config, name string, read func(string) ([]byte, error)) (*side, error) {
	src, err := openSource(name, read)
	if err != nil {
		return nil, err
	}
	var diags diag.List
	c.Spec, c.ReadFile = src.spec, src.read
	s := &side{source: src}
	s.doc, s.ir = build(&c, &diags)
	if err := src.failure(&diags); err != nil {
		return nil, err
	}
	// Each name is compared as a type of its own, as programs are asked to use it: CompareSame says which are one.
	if s.files, err = client(&c, s.ir, nil); err != nil {
		return nil, err
	}
	s.api, err = goapi.Check(c.Package, outputFiles(s.files))
	s.api.Places = goapi.PlacesOf(s.ir)
	return s, err
}

// bundle returns the document as one file.
func (s *side) bundle() (*bundle.Mapped, error) {
	var diags diag.List
	m := bundle.WriteMapped(s.doc, &diags)
	return m, s.failure(&diags)
}

// wire lists what changed on the wire. What oasdiff can't compare is compared by
// our own means, which know less of what breaks.
func (r *DiffResult) wire(from, to *side) {
	changes, notes, err := oasdiff(from, to)
	r.note(notes...)
	if err != nil {
		r.note("oasdiff can't compare these documents, what follows about the wire comes from the comparison of diff --wire: " + err.Error())
		r.plainWire(from, to, func(*compat.Difference) bool { return true })
		return
	}
	r.plainWire(from, to, func(d *compat.Difference) bool { return d.Kind == compat.Encoding && d.In == "old" }) // oasdiff knows none
	were, are := operationPlaces(from.ir), operationPlaces(to.ir)
	for _, c := range changes {
		if c.Old == nil && c.New == nil {
			c.Old, c.New = were[c.Operation], are[c.Operation]
		}
		r.Changes = append(r.Changes, DiffChange{
			Kind: DiffWire, Breaking: c.Breaking, Subject: c.Operation, Message: c.Message, Rule: c.Rule, Others: c.Others,
			Old: from.pos(c.Old), New: to.pos(c.New),
		})
	}
}

// note adds notes, each a line.
func (r *DiffResult) note(notes ...string) {
	for _, n := range notes {
		r.Notes = append(r.Notes, prose.Clean(n))
	}
}

// operationPlaces returns the places of operations, by method and path.
func operationPlaces(api *ir.API) map[string]diag.Location {
	out := map[string]diag.Location{}
	for op := range api.AllOperations() {
		out[op.HTTP+" "+op.Path] = op.Place
	}
	return out
}

func oasdiff(from, to *side) ([]oaschange.Change, []string, error) {
	if oaschange.TooLarge(from.doc) || oaschange.TooLarge(to.doc) {
		return nil, nil, errors.New("too many ways lead through their schemas")
	}
	older, err := from.bundle()
	if err != nil {
		return nil, nil, err
	}
	newer, err := to.bundle()
	if err != nil {
		return nil, nil, err
	}
	return oaschange.Compare(older, newer)
}

// plainWire adds what the one document can send or receive and the other can't, of what is wanted.
func (r *DiffResult) plainWire(from, to *side, wanted func(*compat.Difference) bool) {
	var diags diag.List
	found := compat.Wire(from.doc, to.doc, compat.Options{All: true, Bounds: true}, &diags)
	for _, p := range diags.All() {
		r.note(p.String())
	}
	for _, d := range found.Differences {
		if !wanted(&d) {
			continue
		}
		c := DiffChange{Kind: DiffWire, Breaking: d.Breaks(), Subject: d.Method + " " + d.Path, Rule: string(d.Kind)}
		what := strings.Join(strings.Fields(d.Side+" "+d.Member+" "+d.Name), " ")
		c.Message = strings.TrimPrefix(what+": only in the "+d.In+" document: "+d.Detail, ": ")
		c.Old, c.New = from.label(Pos(d.Pos)), to.label(Pos(d.There))
		if d.In == "new" {
			c.Old, c.New = from.label(Pos(d.There)), to.label(Pos(d.Pos))
		}
		r.Changes = append(r.Changes, c)
	}
}

// api lists what changed in the API of the generated package.
func (r *DiffResult) api(from, to *side) {
	changes := append(goapi.Compare(from.api, to.api), goapi.CompareSame(from.ir, to.ir)...)
	add := func(kind DiffKind, changes []goapi.Change) {
		for _, c := range changes {
			r.Changes = append(r.Changes, DiffChange{
				Kind: kind, Breaking: !c.Compatible, Subject: c.Symbol, Message: c.Message, Old: from.pos(c.Old), New: to.pos(c.New),
			})
		}
	}
	add(DiffBeta, goapi.CompareBetas(from.ir, to.ir))
	add(DiffGo, changes)
	switch {
	case r.Breaking(DiffGo) > 0:
		r.API = Major
	case len(changes) > 0:
		r.API = Minor
	case !slices.EqualFunc(from.files, to.files, func(a, b File) bool { return a.Name == b.Name && string(a.Content) == string(b.Content) }):
		r.API = Patch
	default:
		r.API = NoBump
	}
}

// bump says which part of the version of the package has to be raised. What
// breaks on the wire breaks programs that compile, unless the package is the
// same: then there is nothing to release.
func (r *DiffResult) bump() Bump {
	if r.API != NoBump && r.Breaking(DiffWire) > 0 {
		return Major
	}
	return r.API
}

// order sorts the changes, and gives those that are nowhere in a document the
// place of the document.
func (r *DiffResult) order(from, to *side) {
	kinds := []DiffKind{DiffWire, DiffBeta, DiffGo}
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.Pos().File == "" {
			c.Old, c.New = from.pos(from.doc.Root), to.pos(to.doc.Root)
		}
	}
	first := []bool{true, false} // what breaks
	slices.SortStableFunc(r.Changes, func(a, b DiffChange) int {
		p, q := a.Pos(), b.Pos()
		return cmp.Or(
			cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(slices.Index(first, a.Breaking), slices.Index(first, b.Breaking)),
			cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col),
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Message, b.Message),
		)
	})
}
