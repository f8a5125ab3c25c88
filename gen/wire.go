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
	compat.Options
	// Ignore is the path of a file with patterns for differences that are meant
	// to be there, or empty.
	Ignore string
	// ReadFile reads the documents and Ignore. The default reads from disk.
	ReadFile func(name string) ([]byte, error)
	// ReadRemote is that of Config.
	ReadRemote func(url string) ([]byte, error)
	// Progress, if set, is told what is being done.
	Progress func(stage string)
}

// WireEvents is an operation that answers events without its document saying so.
type WireEvents = compat.Events

// Difference is one thing that one document has and the other lacks.
type Difference = compat.Difference

// WireResult is what Wire found.
type WireResult struct {
	Operations  int          // that both documents have
	Differences []Difference // without those that are ignored
	Ignored     int
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
		docs[i], sources[i] = load.Load(src.spec, load.Options{ReadFile: src.read, ReadRemote: o.ReadRemote}, &found), src
		for _, d := range src.relabel(found.All()) {
			diags.Add(d)
		}
	}
	if diags.HasErrors() || docs[0] == nil || docs[1] == nil {
		return nil, diags.Err()
	}
	found := compat.Wire(docs[0], docs[1], o.Options, &diags)
	if diags.HasErrors() {
		return nil, diags.Err()
	}
	r := &WireResult{Operations: found.Operations}
	r.Differences, r.Ignored = ignore.Apply(found.Differences)
	for i := range r.Differences {
		d := &r.Differences[i]
		here, there := sources[0], sources[1]
		if d.In == "new" {
			here, there = there, here
		}
		d.Pos, d.There = here.label(d.Pos), there.label(d.There)
	}
	r.Unused = ignore.Unused()
	return r, nil
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
