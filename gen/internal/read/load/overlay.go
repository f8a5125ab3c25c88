package load

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// An overlay is a file of changes to the document, of OpenAPI Overlay 1.0.
type anOverlay struct {
	file    *File
	extends *Node
	actions []overlayAction
}

// overlayAction is one change.
type overlayAction struct {
	target *Node // a JSONPath
	update *Node // nil if what the target selects is to be removed
}

// Bounds for overlays, which no honest one meets. A path with many descents is evaluated in time that
// grows by a power for each.
const (
	maxActions  = 1_000
	maxTarget   = 2_000
	maxDescents = 2
	maxAdded    = 100_000 // values, by all overlays
)

// overlay applies the overlays to the document, of which only the root was read so far.
func (l *loader) overlay() {
	var overlays []*anOverlay
	for _, name := range l.opts.Overlays {
		if o := l.readOverlay(path.Clean(filepath.ToSlash(name))); o != nil {
			overlays = append(overlays, o)
		}
	}
	if len(overlays) < len(l.opts.Overlays) {
		return // half of what was asked for would give errors that nobody made
	}
	l.discover()
	t := newTrees(l)
	for _, o := range overlays {
		t.apply(o)
	}
	t.finish()
}

// readOverlay reads a file and checks that it is an overlay; nil with the reason reported.
func (l *loader) readOverlay(name string) *anOverlay {
	data, err := l.read(name, true)
	if err != nil {
		l.diags.Errorf(named(name), "overlay: %s", fileProblem(err))
		return nil
	}
	f := l.parse(name, data, l.diags)
	if f == nil {
		return nil
	}
	f.Overlay = true
	c := &overlayChecker{List: &diag.List{}, words: &l.words}
	o := c.overlay(f)
	l.diags.AddAll(c.List)
	if c.HasErrors() {
		return nil
	}
	return o
}

// overlayChecker turns the nodes of a file into an overlay.
type overlayChecker struct {
	*diag.List
	words *speller
}

var overlayVersion = regexp.MustCompile(`^1\.0(\.\d+)?$`)

func (c *overlayChecker) overlay(f *File) *anOverlay {
	root := f.Root
	version := root.Get("overlay")
	switch {
	case root.Kind == Object && version == nil && root.Has("openapi"):
		c.Errorf(root.Get("openapi"), "this is an OpenAPI document, not an overlay, which begins with \"overlay: 1.0.0\"")
		return nil
	case version == nil:
		c.Errorf(root, "not an overlay: one begins with \"overlay: 1.0.0\"")
		return nil
	case !overlayVersion.MatchString(version.Text):
		c.Errorf(version, "version %s of overlays is not supported: use 1.0.0", show(version.Text))
		return nil
	}
	c.members(root, "an overlay", map[string]Kind{"overlay": version.Kind, "info": Object, "extends": String, "actions": Array}, "info", "actions")
	if info := root.Get("info"); info != nil && info.Kind == Object {
		c.members(info, "the info of an overlay", map[string]Kind{"title": String, "version": String, "description": String}, "title", "version")
	}
	o := &anOverlay{file: f, extends: root.Get("extends")}
	actions := root.Get("actions")
	if actions == nil || actions.Kind != Array {
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
func (c *overlayChecker) action(n *Node) (overlayAction, bool) {
	if n.Kind != Object {
		c.Errorf(n, "an action must be an object, not %s", n.Kind)
		return overlayAction{}, false
	}
	update, target := n.Get("update"), n.Get("target")
	kinds := map[string]Kind{"target": String, "description": String, "remove": Bool, "update": Null}
	if update != nil {
		kinds["update"] = update.Kind
	}
	c.members(n, "an action", kinds, "target")
	if target == nil || target.Kind != String {
		return overlayAction{}, false
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
		return overlayAction{target, update}, true
	}
	return overlayAction{}, false
}

// members checks the members of an object by name and kind.
func (c *overlayChecker) members(n *Node, what string, kinds map[string]Kind, required ...string) {
	var names []string
	for key := range kinds {
		names = append(names, key)
	}
	for _, m := range n.Members {
		kind, known := kinds[m.Key]
		switch {
		case strings.HasPrefix(m.Key, "x-"):
		case !known:
			c.Errorf(m, "%s has no member %s%s", what, show(m.Key), hint(c.words.near(m.Key, names, 2)))
		case m.Value.Kind != kind:
			c.Errorf(m, "%s must be %s, not %s%s", show(m.Key), kind, m.Value.Kind, quoteHint(kind, m.Value.Kind))
		}
	}
	for _, key := range required {
		if !n.Has(key) {
			c.Errorf(n, "%s needs %s", what, show(key))
		}
	}
}

func quoteHint(want, got Kind) string {
	if want == String && (got == Number || got == Bool) {
		return "; write it in quotes"
	}
	return ""
}
