// Package overlay applies OpenAPI overlays to the files of a document, before
// references are resolved.
package overlay

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/files"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// overlay is a file of changes to the document, of OpenAPI Overlay 1.0.
type overlay struct {
	file    *node.File
	extends *node.Node
	actions []action
}

// action is one change.
type action struct {
	target *node.Node // a JSONPath
	update *node.Node // nil if what the target selects is to be removed
}

// Bounds for overlays, which no honest one meets. A path with many descents is evaluated in time that
// grows by a power for each.
const (
	maxActions  = 1_000
	maxTarget   = 2_000
	maxDescents = 2
	maxAdded    = 100_000 // values, by all overlays
)

// Apply applies overlays, named by their files, to a document of which only the
// root was read so far.
func Apply(set *files.Set, names []string) { within(patience, set, names) }

// within is Apply, which gives up if finding the targets takes longer.
func within(patience time.Duration, set *files.Set, names []string) {
	var overlays []*overlay
	for _, name := range names {
		if o := read(set, path.Clean(filepath.ToSlash(name))); o != nil {
			overlays = append(overlays, o)
		}
	}
	if len(overlays) < len(names) {
		return // half of what was asked for would give errors that nobody made
	}
	set.Discover()
	t := newTrees(set, patience)
	for _, o := range overlays {
		t.apply(o)
	}
	t.finish()
}

// read reads a file and checks that it is an overlay; nil with the reason reported.
func read(set *files.Set, name string) *overlay {
	data, err := set.Read(name, true)
	if err != nil {
		set.Diags.Errorf(diag.InFile(name), "overlay: %s", files.Problem(err))
		return nil
	}
	f := set.Parse(name, data, set.Diags)
	if f == nil {
		return nil
	}
	f.Overlay = true
	c := &checker{List: &diag.List{}, words: set.Words}
	o := c.document(f)
	set.Diags.AddAll(c.List)
	if c.HasErrors() {
		return nil
	}
	return o
}

// checker turns the nodes of a file into an overlay.
type checker struct {
	*diag.List
	words *spell.Speller
}

var overlayVersion = regexp.MustCompile(`^1\.0(\.\d+)?$`)

// document checks a file, and takes the actions from it. What is odd in one is
// reported together with what is odd in the others.
func (c *checker) document(f *node.File) *overlay {
	root := f.Root
	version := root.Get("overlay")
	switch {
	case root.Kind == node.Object && version == nil && root.Has("openapi"):
		c.Errorf(root.Get("openapi"), "this is an OpenAPI document, not an overlay, which begins with \"overlay: 1.0.0\"")
		return nil
	case version == nil:
		c.Errorf(root, "not an overlay: one begins with \"overlay: 1.0.0\"")
		return nil
	case !overlayVersion.MatchString(version.Text):
		c.Errorf(version, "version %s of overlays is not supported: use 1.0.0", diag.Quote(version.Text))
		return nil
	}
	c.members(root, "an overlay", map[string]node.Kind{"overlay": version.Kind, "info": node.Object, "extends": node.String, "actions": node.Array}, "info", "actions")
	if info := root.Get("info"); info != nil && info.Kind == node.Object {
		c.members(info, "the info of an overlay", map[string]node.Kind{"title": node.String, "version": node.String, "description": node.String}, "title", "version")
	}
	o := &overlay{file: f, extends: root.Get("extends")}
	actions := root.Get("actions")
	if actions == nil || actions.Kind != node.Array {
		return nil
	}
	if len(actions.Items) == 0 || len(actions.Items) > maxActions {
		c.Errorf(actions, "an overlay has between one and %d actions", maxActions)
		return nil
	}
	for _, n := range actions.Items {
		if a, ok := c.action(n); ok {
			o.actions = append(o.actions, a)
		}
	}
	return o
}

// action checks one action.
func (c *checker) action(n *node.Node) (action, bool) {
	if n.Kind != node.Object {
		c.Errorf(n, "an action must be an object, not %s", n.Kind)
		return action{}, false
	}
	update, target := n.Get("update"), n.Get("target")
	kinds := map[string]node.Kind{"target": node.String, "description": node.String, "remove": node.Bool, "update": node.Null}
	if update != nil {
		kinds["update"] = update.Kind
	}
	c.members(n, "an action", kinds, "target")
	if target == nil || target.Kind != node.String {
		return action{}, false
	}
	switch {
	case n.Bool("remove") && update != nil:
		c.Errorf(update, "an action removes or updates: make two of it")
	case !n.Bool("remove") && update == nil:
		c.Errorf(n, "an action without update, and without \"remove: true\", does nothing")
	case len(target.Text) > maxTarget:
		c.Errorf(target, "target is longer than %d bytes", maxTarget)
	case strings.Count(target.Text, "..") > maxDescents:
		c.Errorf(target, "target has more than %d descents (..): name the members on the way", maxDescents)
	default:
		return action{target, update}, true
	}
	return action{}, false
}

// members checks the members of an object by name and kind.
func (c *checker) members(n *node.Node, what string, kinds map[string]node.Kind, required ...string) {
	var names []string
	for key := range kinds {
		names = append(names, key)
	}
	for _, m := range n.Members {
		kind, known := kinds[m.Key]
		switch {
		case strings.HasPrefix(m.Key, "x-"):
		case !known:
			c.Errorf(m, "%s has no member %s%s", what, diag.Quote(m.Key), spell.Hint(c.words.Near(m.Key, names, 2)))
		case m.Value.Kind != kind:
			c.Errorf(m, "%s must be %s, not %s%s", diag.Quote(m.Key), kind, m.Value.Kind, quoteHint(kind, m.Value.Kind))
		}
	}
	for _, key := range required {
		if !n.Has(key) {
			c.Errorf(n, "%s needs %s", what, diag.Quote(key))
		}
	}
}

func quoteHint(want, got node.Kind) string {
	if want == node.String && (got == node.Number || got == node.Bool) {
		return "; write it in quotes"
	}
	return ""
}
