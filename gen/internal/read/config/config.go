// Package config reads codegen.yaml, the settings that a repository keeps.
package config

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/remote"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// File is what a codegen.yaml says, as it stands there. What it doesn't say is
// the zero value.
type File struct {
	Codegen  string // the version of codegen, e.g. "v0.3.0"
	Spec     string
	Package  string
	Out      string
	Include  []string
	Exclude  []string
	Betas    []string // nil: all
	Overlays []string
	Roots    []string
	Remote   []string // allow-remote
	Fake     bool
	Tests    bool
	Tools    bool
	Strict   bool
	Skip     bool // skip-unsupported

	name string
	root *node.Node
}

// keys are the members of a codegen.yaml, each with what reads it into f.
var keys = map[string]func(r *reader, f *File, n *node.Node){
	"codegen":          func(r *reader, f *File, n *node.Node) { f.Codegen = r.version(n) },
	"spec":             func(r *reader, f *File, n *node.Node) { f.Spec = r.text(n) },
	"package":          func(r *reader, f *File, n *node.Node) { f.Package = r.text(n) },
	"out":              func(r *reader, f *File, n *node.Node) { f.Out = r.text(n) },
	"include":          func(r *reader, f *File, n *node.Node) { f.Include = r.texts(n) },
	"exclude":          func(r *reader, f *File, n *node.Node) { f.Exclude = r.texts(n) },
	"allow-remote":     func(r *reader, f *File, n *node.Node) { f.Remote = r.remote(n) },
	"betas":            func(r *reader, f *File, n *node.Node) { f.Betas = r.betas(n) },
	"roots":            func(r *reader, f *File, n *node.Node) { f.Roots = r.texts(n) },
	"overlays":         func(r *reader, f *File, n *node.Node) { f.Overlays = r.texts(n) },
	"fake":             func(r *reader, f *File, n *node.Node) { f.Fake = r.flag(n) },
	"skip-unsupported": func(r *reader, f *File, n *node.Node) { f.Skip = r.flag(n) },
	"strict":           func(r *reader, f *File, n *node.Node) { f.Strict = r.flag(n) },
	"tests":            func(r *reader, f *File, n *node.Node) { f.Tests = r.flag(n) },
	"tools":            func(r *reader, f *File, n *node.Node) { f.Tools = r.flag(n) },
}

// Parse reads a codegen.yaml. Everything that is wrong with it goes to diags.
func Parse(name string, data []byte, diags *diag.List) *File {
	f := &File{name: name}
	if onlyComments(data) {
		return f // everything is set by flags
	}
	parsed := node.Parse(name, data, diags)
	if parsed == nil {
		return f
	}
	f.root = parsed.Root
	if f.root.Kind != node.Object {
		diags.Errorf(f.root, "settings are an object, such as {spec: openapi.yaml, out: .}, not %s", f.root.Kind)
		return f
	}
	r := &reader{diags}
	for _, m := range f.root.Members {
		read, ok := keys[m.Key]
		if !ok {
			diags.Errorf(m, "there is no setting %q%s", m.Key, suggestion(m.Key))
			continue
		}
		read(r, f, m.Value)
	}
	return f
}

// onlyComments reports whether nothing is said in data.
func onlyComments(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

func suggestion(key string) string {
	known := slices.Sorted(maps.Keys(keys))
	if near := spell.Nearest(key, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ": there are " + strings.Join(known, ", ")
}

// Where is the place of a setting: a key, or a key and an index.
func (f *File) Where(path ...string) diag.Pos {
	if n := f.root.At(path...); n != nil {
		return n.Pos()
	}
	return diag.Pos{File: f.name}
}

// reader reads values and reports those of the wrong kind.
type reader struct{ diags *diag.List }

func (r *reader) text(n *node.Node) string {
	if n.Kind != node.String || n.Text == "" {
		r.diags.Errorf(n, "%s must be text, not %s", subject(n), found(n))
	}
	return n.Text
}

// version reads a version of a Go module.
func (r *reader) version(n *node.Node) string {
	if n.Kind != node.String || !versionForm.MatchString(n.Text) {
		r.diags.Errorf(n, "%s must be a version such as v0.3.0, not %s", subject(n), found(n))
	}
	return n.Text
}

var versionForm = regexp.MustCompile(`^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$`)

func (r *reader) texts(n *node.Node) []string {
	if n.Kind != node.Array {
		r.diags.Errorf(n, "%s must be a list, such as [a, b], not %s", subject(n), found(n))
		return nil
	}
	out := make([]string, 0, len(n.Items))
	for _, item := range n.Items {
		out = append(out, r.text(item))
	}
	return out
}

// remote reads what may be fetched.
func (r *reader) remote(n *node.Node) []string {
	out := r.texts(n)
	for i, entry := range out {
		if _, err := remote.Allow(entry); err != nil && entry != "" {
			r.diags.Errorf(n.Items[i], "%s", err)
		}
	}
	return out
}

func (r *reader) flag(n *node.Node) bool {
	if n.Kind != node.Bool {
		r.diags.Errorf(n, "%s must be true or false, not %s", subject(n), found(n))
	}
	return n.Text == "true"
}

// betas reads "all", "none" or a list of headers.
func (r *reader) betas(n *node.Node) []string {
	if n.Kind == node.Array {
		return r.texts(n)
	}
	switch {
	case n.Kind == node.String && n.Text == "all":
	case n.Kind == node.String && n.Text == "none":
		return []string{}
	default:
		r.diags.Errorf(n, "%s must be all, none or a list of beta headers, not %s", subject(n), found(n))
	}
	return nil
}

// subject names a setting, or the list that it is an item of.
func subject(n *node.Node) string {
	if n.Key() != "" {
		return n.Key()
	}
	return "an item of " + n.Parent.Key()
}

// found says what stands there.
func found(n *node.Node) string {
	if n.Kind == node.String {
		if n.Text == "" {
			return "empty text"
		}
		return `"` + n.Text + `"`
	}
	return n.Kind.String()
}
