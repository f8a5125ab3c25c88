package overlay

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	library "github.com/speakeasy-api/openapi/overlay"
	"gopkg.in/yaml.v3"

	"github.com/claudegen/claudegen/gen/internal/deadline"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// apply applies one overlay, to the document or to the file that it extends.
func (t *trees) apply(o *overlay) {
	only, ok := t.extended(o)
	if !ok {
		return
	}
	if only != nil {
		for _, a := range o.actions {
			t.act(t.of[only], a)
		}
		return
	}
	v := t.view()
	for _, a := range o.actions {
		t.act(v.root, a)
	}
	t.takeOver(v)
}

// extended is the file that an overlay is for, if that is one which is not the root.
func (t *trees) extended(o *overlay) (only *node.File, ok bool) {
	if o.extends == nil {
		return nil, true
	}
	name, remote := o.extends.Text, strings.Contains(o.extends.Text, "://")
	if !remote {
		name = path.Join(path.Dir(o.file.Name), name)
	}
	for i, f := range t.files {
		if f.String() == name {
			if i == 0 {
				f = nil
			}
			return f, true
		}
	}
	if remote {
		return nil, true // where the document was published, which its path doesn't tell
	}
	t.set.Diags.Errorf(o.extends, "the overlay extends %s, which is not a file of the document: name %s", diag.Quote(name), t.set.RootName)
	return nil, false
}

// view is the document as one file, the way that bundle writes it: it has the components of all files, and
// paths that are references are what they refer to. Below that the values are those of the files, so that
// changes to them are changes to those.
type view struct {
	root    *yaml.Node
	inlined map[*yaml.Node]*yaml.Node // the reference in whose place a path item stands
	owner   map[*yaml.Node]*node.File // of the components that are not the root's
}

// view makes the view of all files. What stands in it belongs to the files, except
// for the objects that hold paths and components.
func (t *trees) view() *view {
	root := t.of[t.files[0]]
	v := &view{yamlEmpty(root), map[*yaml.Node]*yaml.Node{}, map[*yaml.Node]*node.File{}}
	for key, value := range yamlMembers(root) {
		switch {
		case key == "paths" && value.Kind == yaml.MappingNode:
			paths := yamlEmpty(value)
			for p, item := range yamlMembers(value) {
				target := t.follow(t.files[0], item)
				if target != item {
					v.inlined[target] = item
				}
				yamlPut(paths, p, target)
			}
			value = paths
		case key == "components" && value.Kind == yaml.MappingNode:
			value = v.sections(t, value)
		}
		yamlPut(v.root, key, value)
	}
	if components := v.sections(t, root); yamlGet(root, "components") == nil && len(components.Content) > 0 {
		yamlPut(v.root, "components", components)
	}
	return v
}

// sections collects the components of all files. Of two that have one name, the first counts.
func (v *view) sections(t *trees, like *yaml.Node) *yaml.Node {
	out := yamlEmpty(like)
	for _, f := range t.files {
		for section, names := range yamlMembers(yamlGet(t.of[f], "components")) {
			if names.Kind != yaml.MappingNode {
				continue
			}
			into := yamlGet(out, section)
			if into == nil {
				into = yamlEmpty(names)
				yamlPut(out, section, into)
			}
			for name, c := range yamlMembers(names) {
				if yamlGet(into, name) == nil {
					yamlPut(into, name, c)
					v.owner[c] = f
				}
			}
		}
	}
	return out
}

// follow is the path item that a reference leads to, or the reference itself.
func (t *trees) follow(from *node.File, item *yaml.Node) *yaml.Node {
	for y, hops := item, 0; hops < 10; hops++ {
		ref := yamlGet(y, "$ref")
		if ref == nil || len(y.Content) > 2 {
			return y
		}
		file, pointer, _ := strings.Cut(ref.Value, "#")
		if file != "" {
			name, _ := t.set.Name(from, file)
			f := t.set.Ready(name)
			if f == nil {
				return item
			}
			from = f
		}
		y = t.of[from]
		for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
			if pointer != "" && y != nil {
				y = yamlGet(y, node.UnescapeToken(token))
			}
		}
		if y == nil {
			return item
		}
	}
	return item
}

// takeOver makes the files what the view has become. What is new goes to the root.
func (t *trees) takeOver(v *view) {
	components := yamlGet(v.root, "components")
	for _, f := range t.files[1:] {
		for section, names := range yamlMembers(yamlGet(t.of[f], "components")) {
			t.keep(f, v, names, yamlGet(components, section))
		}
	}
	root := yamlEmpty(v.root)
	for key, value := range yamlMembers(v.root) {
		switch {
		case key == "paths":
			paths := yamlEmpty(value)
			for p, item := range yamlMembers(value) {
				if ref := v.inlined[item]; ref != nil {
					item = ref
				}
				yamlPut(paths, p, item)
			}
			if value.Kind == yaml.MappingNode {
				value = paths
			}
		case key == "components" && value.Kind == yaml.MappingNode:
			value = v.rootsOwn(t.files[0], value)
		}
		if key != "components" || len(value.Content) > 0 {
			yamlPut(root, key, value)
		}
	}
	t.of[t.files[0]] = root
}

// keep removes from a section of a file's components what the view doesn't have any more.
func (t *trees) keep(f *node.File, v *view, names, now *yaml.Node) {
	kept := yamlEmpty(names)
	for name, c := range yamlMembers(names) {
		if v.owner[c] != f || yamlGet(now, name) == c { // of two with one name the view has the first only
			yamlPut(kept, name, c)
		}
	}
	names.Content = kept.Content
}

// rootsOwn are the components that are not in other files.
func (v *view) rootsOwn(root *node.File, components *yaml.Node) *yaml.Node {
	out := yamlEmpty(components)
	for section, names := range yamlMembers(components) {
		if names.Kind != yaml.MappingNode {
			yamlPut(out, section, names)
			continue
		}
		own := yamlEmpty(names)
		for name, c := range yamlMembers(names) {
			if f := v.owner[c]; f == nil || f == root {
				yamlPut(own, name, c)
			}
		}
		if len(own.Content) > 0 {
			yamlPut(out, section, own)
		}
	}
	return out
}

// act applies one action to a tree.
func (t *trees) act(root *yaml.Node, a action) {
	if t.added > maxAdded || t.patience <= 0 {
		return // that has been said
	}
	// The rules of 1.1 for what fits together are stricter, and those of 1.0 for arrays are among them.
	o := library.Overlay{Version: library.Version110, Actions: []library.Action{{Target: a.target.Text, Remove: a.update == nil}}}
	if ways := waysOf(a.target.Text); ways > maxWays {
		t.set.Diags.Errorf(a.target, "the target selects values in %d ways: write several actions with simpler ones", ways)
		return
	}
	started := time.Now()
	selected, err := deadline.Within(t.patience, func() ([]*yaml.Node, error) { return query(&o, root) })
	t.patience -= time.Since(started)
	switch {
	case errors.Is(err, deadline.ErrLate):
		t.set.Diags.Errorf(a.target, "the targets are not found within %s in all: write simpler ones", patience)
		return
	case err != nil:
		t.set.Diags.Errorf(a.target, "target is no JSONPath: %s", diag.FirstLine(err))
		return
	case len(selected) == 0:
		t.set.Diags.Errorf(a.target, "target %s matches nothing%s", diag.Quote(a.target.Text), t.whereItEnds(root, a.target.Text))
		return
	case a.update == nil && selected[0] == root:
		t.set.Diags.Errorf(a.target, "the document as a whole can't be removed")
		return
	}
	if a.update != nil {
		update := t.yaml(a.update)
		if t.added += yamlSize(update) * len(selected); t.added > maxAdded {
			t.set.Diags.Errorf(a.target, "overlays add more than %d values: change the document itself", maxAdded)
			return
		}
		o.Actions[0].Update = *update
		for _, y := range selected {
			adopt(y, update)
		}
	}
	warnings, err := applyStrictly(&o, root)
	if err != nil {
		t.set.Diags.Errorf(a.target, "%s", diag.FirstLine(err))
		return
	}
	if len(warnings) > 0 {
		t.set.Diags.Warnf(a.target, "the update changes nothing: remove it if the document has it by now")
	}
}

// Lists of selectors multiply what a target selects, and filters may look at the whole document for each
// value. No overlay needs more than this.
const (
	maxWays  = 1000
	patience = 20 * time.Second // for all actions together
)

// waysOf is the number of ways in which a target may select one value: of [*,*] there are two. It is a bound: what
// stands in quotes and filters is counted as well.
func waysOf(target string) int {
	ways := 1
	for _, list := range strings.Split(target, "[")[1:] {
		if ways *= 1 + strings.Count(list, ","); ways > maxWays {
			return ways
		}
	}
	return ways
}

// query finds what a target selects. The library's panics are errors: it is other people's code on unusual input.
func query(o *library.Overlay, root *yaml.Node) (selected []*yaml.Node, err error) {
	defer recovered(&err)
	p, err := o.NewPath(o.Actions[0].Target, nil)
	if err != nil {
		return nil, err
	}
	return p.Query(root), nil
}

func applyStrictly(o *library.Overlay, root *yaml.Node) (warnings []string, err error) {
	defer recovered(&err)
	return o.ApplyToStrict(root)
}

func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("it can't be applied: %v", r)
	}
}

// adopt gives the scalars that an update replaces the places and kinds of the new ones. The library sets
// their values only.
func adopt(y, update *yaml.Node) {
	switch {
	case y.Kind != update.Kind:
	case y.Kind == yaml.ScalarNode && (y.Value != update.Value || y.Tag != update.Tag):
		y.LineComment, y.Tag = update.LineComment, update.Tag
	case y.Kind == yaml.MappingNode:
		for key, value := range yamlMembers(update) {
			if old := yamlGet(y, key); old != nil {
				adopt(old, value)
			}
		}
	}
}

var (
	plainPath    = regexp.MustCompile(`^\$(\.[A-Za-z_][\w-]*|\['[^'\\]*'\]|\["[^"\\]*"\])*$`)
	plainSegment = regexp.MustCompile(`\.[A-Za-z_][\w-]*|\['[^']*'\]|\["[^"]*"\]`)
)

// whereItEnds says up to where a path without wildcards leads.
func (t *trees) whereItEnds(root *yaml.Node, target string) string {
	if !plainPath.MatchString(target) {
		return ""
	}
	at, path := root, "$"
	for _, segment := range plainSegment.FindAllString(target, -1) {
		key := strings.Trim(segment, `.[]'"`)
		next := yamlGet(at, key)
		if ref := yamlGet(at, "$ref"); next == nil && ref != nil {
			return fmt.Sprintf(": %s is a reference; change its target, %s", path, diag.Quote(ref.Value))
		}
		if next == nil {
			var keys []string
			for k := range yamlMembers(at) {
				keys = append(keys, k)
			}
			return fmt.Sprintf(": there is no %s in %s%s", diag.Quote(key), path, t.set.Words.Suggest(key, keys))
		}
		at, path = next, path+segment
	}
	return ""
}
