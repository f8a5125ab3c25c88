package openapi

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// resourceOf is where the fragment of a reference starts from: the file that the
// reference names or, since JSON Schema counts a schema with a $id as a document of
// its own, such a schema. It is nil with the reason reported.
func (r *resolver) resourceOf(at *node.Node, name, fragment string) *node.Node {
	tree := at.Tree()
	if n := r.named(tree).ids[name]; n != nil && name != "" {
		return n
	}
	if name == "" && strings.HasPrefix(fragment, "/components/") {
		return tree.Root // strictly relative to the $id, but no schema has components, and everybody means the document's
	}
	around, uri := r.identified(at.Parent)
	switch {
	case name == "" && around == nil:
		return tree.Root
	case name == "":
		return r.ownResource(at, around, fragment)
	case around == nil:
		if n := r.byURI(join(r.self(tree), name)); n != nil {
			return n
		}
	default:
		return r.relativeToID(at, name, uri)
	}
	if f := r.open(at, name); f != nil {
		return f.Root
	}
	return nil
}

// self is what a file says of its own place by $self, or else its name. Relative
// references are relative to that; the files of a published document lie beside
// each other, so that those not met by their URI are found by their path.
func (r *resolver) self(f *node.File) string {
	self, _, _ := strings.Cut(f.Root.Str("$self"), "#")
	if r.doc.Version < "3.2" || self == "" || !f.Root.Has("openapi") {
		return f.String()
	}
	return join(f.String(), self)
}

// ownResource is where a fragment alone starts from inside a schema with a $id. Many
// give one and go on to write pointers from the root of the file.
func (r *resolver) ownResource(at, around *node.Node, fragment string) *node.Node {
	root := at.Tree().Root
	if !strings.HasPrefix(fragment, "/") || follows(around, fragment) || !follows(root, fragment) {
		return around
	}
	r.diags.Warnf(at, "this $ref is relative to $id %s, where it leads nowhere, and is taken as one from the root of the file", diag.Quote(around.Str("$id")))
	return root
}

// follows reports whether a JSON pointer leads somewhere.
func follows(n *node.Node, fragment string) bool {
	pointer, err := url.PathUnescape(fragment)
	if err != nil {
		return false
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		if n = n.Step(node.UnescapeToken(token)); n == nil {
			return false
		}
		n = n.Target()
	}
	return true
}

// relativeToID is the resource that a reference means in a schema whose $id makes
// its URI uri: a schema with the $id that comes out or, where the files of a
// published document lie beside each other, the file of that name.
func (r *resolver) relativeToID(at *node.Node, name, uri string) *node.Node {
	target := join(uri, name)
	if n := r.byURI(target); n != nil {
		return n
	}
	from := r.base(at)
	switch {
	case !absolute(target): // the $id is a path
		rel, err := filepath.Rel(path.Dir(from.Name), target)
		if err != nil {
			rel = target
		}
		name = filepath.ToSlash(rel)
	case from.URL == "" && !absolute(name) && !strings.HasPrefix(name, "/"):
		f, _ := r.files.Try(from, name)
		if f != nil && (f.Root.Str("$id") == "" || join(uri, f.Root.Str("$id")) == target) {
			return f.Root
		}
		name = target
	default:
		name = target
	}
	if absolute(name) && !urls.Is(name) {
		r.report(at, "no schema has the $id %s, which this $ref means", diag.Quote(name))
		return nil
	}
	if f := r.open(at, name); f != nil {
		return f.Root
	}
	return nil
}

// identified is the innermost schema with a $id that holds a node or is it, and its
// URI. In OpenAPI 3.0 the word means nothing.
func (r *resolver) identified(n *node.Node) (around *node.Node, uri string) {
	if r.doc.Version == "3.0" {
		return nil, ""
	}
	for ; n != nil; n = n.Parent {
		if id := identity(n); id != "" && n.Role == RoleSchema {
			_, outer := r.identified(n.Parent)
			if outer == "" {
				outer = r.self(n.Tree())
			}
			return n, join(outer, id)
		}
	}
	return nil, ""
}

// identity is the $id of a schema, without those that were anchors in old drafts.
func identity(n *node.Node) string {
	id := n.Str("$id")
	if strings.HasPrefix(id, "#") {
		return ""
	}
	return strings.TrimSuffix(id, "#")
}

// absolute reports whether a URI has a scheme.
func absolute(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && u.Scheme != ""
}

// join is what a URI or path means relative to another.
func join(base, ref string) string {
	switch {
	case absolute(ref):
		return ref
	case !absolute(base) && path.IsAbs(ref):
		return path.Clean(ref)
	case !absolute(base):
		joined := path.Join(path.Dir(base), ref)
		if strings.HasSuffix(ref, "/") {
			joined += "/" // a folder
		}
		return joined
	}
	from, err1 := url.Parse(base)
	to, err2 := url.Parse(ref)
	if err1 != nil || err2 != nil {
		return ref
	}
	return from.ResolveReference(to).String()
}

// byURI is the schema whose $id comes to a URI, or the file whose $self does, in the files read so far.
func (r *resolver) byURI(uri string) *node.Node {
	if r.doc.Version == "3.0" {
		return nil
	}
	for _, f := range r.files.Used {
		if n := r.named(f).uris[uri]; n != nil {
			return n
		}
	}
	return nil
}

// names are the schemas of a file that have one of their own. Of several with the
// same, the first counts.
type names struct {
	anchors map[string][]anchor
	ids     map[string]*node.Node // by exactly that $id
	uris    map[string]*node.Node // by what a $id comes to
}

// anchor is a schema with an $anchor, and the file or schema with a $id that it is
// one of.
type anchor struct{ resource, at *node.Node }

// named finds the schemas of a file that have a name, at the first use.
func (r *resolver) named(f *node.File) *names {
	n := r.names[f]
	if n == nil {
		n = &names{map[string][]anchor{}, map[string]*node.Node{}, map[string]*node.Node{}}
		self := r.self(f)
		if self != f.String() {
			n.uris[self] = f.Root
		}
		n.collect(f.Root, f.Root, self)
		r.names[f] = n
	}
	return n
}

// collect adds the names of a node and of all that it holds. It looks everywhere,
// not only at schemas: which nodes are schemas is known only when references are
// resolved.
func (names *names) collect(n, resource *node.Node, uri string) {
	if id := n.Str("$id"); id != "" && names.ids[id] == nil {
		names.ids[id] = n
	}
	if id := identity(n); id != "" {
		resource, uri = n, join(uri, id)
		if names.uris[uri] == nil {
			names.uris[uri] = n
		}
	}
	for _, key := range []string{"$anchor", "$dynamicAnchor"} {
		if a := n.Str(key); a != "" {
			names.anchors[a] = append(names.anchors[a], anchor{resource, n})
		}
	}
	for _, m := range n.Members {
		names.collect(m.Value, resource, uri)
	}
	for _, it := range n.Items {
		names.collect(it, resource, uri)
	}
}

// anchor is the schema with an $anchor, in a resource if it is there.
func (names *names) anchor(resource *node.Node, name string) *node.Node {
	found := names.anchors[name]
	for _, a := range found {
		if a.resource == resource {
			return a.at
		}
	}
	if len(found) > 0 {
		return found[0].at
	}
	return nil
}
