package gen

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/claudegen/claudegen/gen/internal/compare/compat"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// WireOptions say what Wire compares.
type WireOptions struct {
	// OneWay leaves out what only the new document has.
	OneWay bool
	// All compares the operations of both documents; the default is those on
	// the paths of the new one.
	All bool
	// Bounds compares formats, limits and patterns as well.
	Bounds bool
	// MergeQuery takes paths that differ in these words after the ? only, e.g.
	// "beta=true", as one: what either can do counts for both.
	MergeQuery string
	// Events names schemas of the old document that an operation of it answers
	// as a stream of events without the document saying so.
	Events []WireEvents
	// Ignore is the path of a file with patterns for differences that are meant
	// to be there, or empty.
	Ignore string
	// ReadFile reads the documents and Ignore. The default reads from disk.
	ReadFile func(name string) ([]byte, error)
	// Roots are those of Config.
	Roots []string
	// ReadRemote is that of Config.
	ReadRemote func(url string) ([]byte, error)
	// Progress, if set, is told what is being done.
	Progress func(stage string)
}

// WireResult is what Wire found.
type WireResult struct {
	Operations  int          // that both documents have
	Differences []Difference // without those that are ignored
	Ignored     int          // how many were left out by a pattern
	Unused      []Diagnostic // ignore patterns that match nothing
}

// Wire compares what two documents of one API can send and receive, by method
// and path, whatever their schemas are called. Problems in the documents and in
// the ignore file are returned as a *DiagnosticError.
func Wire(older, newer string, o WireOptions) (*WireResult, error) {
	var diags diag.List
	ignore := compat.ParseIgnore(o.Ignore, nil, &diags)
	if o.Ignore != "" {
		data, err := o.read(o.Ignore)
		if err != nil {
			return nil, fmt.Errorf("ignore file: %w", err)
		}
		ignore = compat.ParseIgnore(o.Ignore, data, &diags)
	}
	var docs [2]*openapi.Document
	var sources [2]*source
	for i, name := range []string{older, newer} {
		if o.Progress != nil {
			o.Progress("reading " + name)
		}
		src, err := openSource(name, o.ReadFile)
		if err != nil {
			return nil, err
		}
		var found diag.List
		docs[i], sources[i] = load.Load(src.spec, load.Options{ReadFile: src.read, ReadRemote: o.ReadRemote, Roots: o.Roots}, &found), src
		for _, d := range src.relabel(found.All()) {
			diags.Add(d)
		}
	}
	if diags.HasErrors() || docs[0] == nil || docs[1] == nil {
		return nil, failure(&diags)
	}
	found := compat.Wire(docs[0], docs[1], o.options(), &diags)
	if diags.HasErrors() {
		return nil, failure(&diags)
	}
	r := &WireResult{Operations: found.Operations}
	kept, ignored := ignore.Apply(found.Differences)
	r.Ignored = ignored
	for i := range kept {
		d := differenceOf(&kept[i])
		here, there := sources[0], sources[1]
		if d.In == "new" {
			here, there = there, here
		}
		d.Pos, d.There = here.label(d.Pos), there.label(d.There)
		r.Differences = append(r.Differences, d)
	}
	r.Unused = diagnosticsOf(ignore.Unused())
	return r, nil
}

// options returns what the package needs to know that compares.
func (o *WireOptions) options() compat.Options {
	out := compat.Options{OneWay: o.OneWay, All: o.All, Bounds: o.Bounds, MergeQuery: o.MergeQuery}
	for _, e := range o.Events {
		out.Events = append(out.Events, compat.Events(e))
	}
	return out
}

func (o *WireOptions) read(name string) ([]byte, error) {
	if o.ReadFile != nil {
		return o.ReadFile(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, &fs.PathError{Op: "reading", Path: name, Err: err}
	}
	return data, nil
}
