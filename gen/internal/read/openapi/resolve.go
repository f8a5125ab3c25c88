package openapi

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/files"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// Resolve makes a document of files of which the root is read: it gives every node
// that is used its role and every $ref its target. References lead to further
// files, which are read then.
func Resolve(set *files.Set, version string) *Document {
	r := &resolver{files: set, diags: set.Diags, doc: &Document{Root: set.Root().Root, Version: version, Work: budget.New(budget.Steps)}, names: map[*node.File]*names{}}
	r.run()
	r.doc.Files = set.Used
	return r.doc
}

// resolver is the state of Resolve. Targets are put in a queue and not visited on
// the way: a chain of references may be longer than a stack.
type resolver struct {
	files *files.Set
	diags *diag.List
	doc   *Document
	names map[*node.File]*names
	queue []*node.Node // nodes with a reference; grows while it is worked on
	hops  int          // references followed within one pointer

	severity diag.Severity // of what is wrong with the reference that is looked up
}

// run goes through the document from its root, and from there to what it refers
// to.
func (r *resolver) run() {
	r.visit(r.doc.Root, RoleDocument)
	for i := 0; i < len(r.queue); i++ { //nolint:intrange // the queue grows while it is worked on
		r.link(r.queue[i])
	}
	r.cutCircles()
	r.cutChains()
}

// visit gives a node and what it holds their roles.
func (r *resolver) visit(n *node.Node, as node.Role) {
	if n.Role != RoleNone || as == RoleAny || as == RoleNone {
		return
	}
	n.Role = as
	if as == RoleSchemaList && n.Kind == node.Object {
		r.diags.Warnf(n, "%s is an array of schemas, and this one schema is taken as its item: write [ and ] around it", n.Key())
		n.Enclose()
	}
	r.doc.Nodes = append(r.doc.Nodes, n)
	o := ObjectOf(as)
	if as == RoleMappingValue && n.Kind == node.String {
		r.queue = append(r.queue, n)
	}
	if o.Ref && n.Kind == node.Object {
		if ref := n.Get("$ref"); ref != nil {
			r.queue = append(r.queue, n)
		}
	}
	for _, m := range n.Members {
		r.visit(m.Value, o.Child(m.Key))
	}
	for _, it := range n.Items {
		r.visit(it, o.Items)
	}
}

// link finds the target of one reference.
func (r *resolver) link(n *node.Node) {
	as := n.Role
	var target *node.Node
	r.hops = 0
	if as == RoleMappingValue {
		as, target = RoleSchema, r.mappingTarget(n)
	} else {
		target = r.target(n)
	}
	if target == nil {
		return
	}
	switch {
	case target.Role == RoleNone || target.Role == as:
	case alike(target.Role, as):
		r.diags.Warnf(r.refLocation(n), "the target should be %s, and is %s", ObjectOf(as).Name, ObjectOf(target.Role).Name)
	case n.Role == RoleMappingValue:
		r.diags.Warnf(n, "the target should be a schema, and is %s: this mapping is ignored", ObjectOf(target.Role).Name)
		return
	case as == RoleSchema: // a value that nothing is known of is a sound answer
		r.diags.Warnf(r.refLocation(n), "the target should be a schema, and is %s: this value is raw JSON", ObjectOf(target.Role).Name)
		return
	default:
		r.mistaken(n, target)
		return
	}
	n.SetRef(target)
	r.visit(target, as)
}

// mistaken deals with a reference to a component of another kind. One operation is no reason to refuse all of
// the others: a schema in place of a body is what its JSON is, and what nobody can make sense of is as if it
// weren't there.
func (r *resolver) mistaken(n, target *node.Node) {
	at := r.refLocation(n)
	want, got := ObjectOf(n.Role).Name, ObjectOf(target.Role).Name
	switch {
	case target.Role == RoleSchema && (n.Role == RoleResponse || n.Role == RoleRequestBody || n.Role == RoleMediaType):
		r.diags.Warnf(at, "the target should be %s, and is %s: it is taken for that of the JSON", want, got)
		n.EncloseIn("schema")
		if n.Role != RoleMediaType {
			n.EncloseIn("application/json")
			n.EncloseIn("content")
		}
		for _, m := range n.Members {
			r.visit(m.Value, ObjectOf(n.Role).Child(m.Key))
		}
	case n.Role == RoleParameter:
		r.diags.Warnf(at, "the target should be %s, and is %s: this parameter is ignored", want, got)
	case n.Role == RoleResponse || n.Role == RoleRequestBody || n.Role == RoleMediaType || n.Role == RoleHeader || n.Role == RoleLink || n.Role == RoleExample:
		r.diags.Warnf(at, "the target should be %s, and is %s: nothing is known of it", want, got)
	default:
		r.diags.Errorf(at, "the target must be %s, and is %s", want, got)
	}
}

// alike reports whether nodes of two roles have the same members, as far as they matter: a request body that is
// used as a response is a slip that changes nothing.
func alike(a, b node.Role) bool {
	return a == RoleRequestBody && b == RoleResponse || a == RoleResponse && b == RoleRequestBody || a == RoleParameter && b == RoleHeader
}

// refLocation is where a reference is written.
func (r *resolver) refLocation(n *node.Node) *node.Node {
	if ref := n.Get("$ref"); ref != nil {
		return ref
	}
	return n
}

// target is the node that the "$ref" of n means, or nil with the reason reported.
func (r *resolver) target(n *node.Node) *node.Node {
	ref := n.Get("$ref")
	if ref.Kind != node.String {
		r.diags.Errorf(ref, "$ref must be a string, not %s", ref.Kind)
		return nil
	}
	return r.lookup(ref, ref.Text)
}

// mappingTarget is the schema that a discriminator's mapping means: a name under components, or else a
// reference. One that leads nowhere is ignored, as one to a schema that is no variant is.
func (r *resolver) mappingTarget(n *node.Node) *node.Node {
	for _, root := range []*node.Node{n.Tree().Root, r.doc.Root} {
		if s := root.Get("components").Get("schemas").Get(n.Text); s != nil {
			return s
		}
	}
	if !strings.ContainsAny(n.Text, "#/.") {
		names := r.doc.Root.Get("components").Get("schemas")
		r.diags.Warnf(n, "no schema %s under components%s: this mapping is ignored", diag.Quote(n.Text), r.files.Words.DidYouMean(n.Text, names))
		return nil
	}
	r.severity = diag.Warning
	defer func() { r.severity = diag.Error }()
	return r.lookup(n, n.Text)
}

// report reports a reference that leads nowhere.
func (r *resolver) report(at *node.Node, format string, args ...any) {
	if r.severity == diag.Error {
		r.diags.Errorf(at, format, args...)
		return
	}
	r.diags.Warnf(at, "%s: this mapping is ignored", fmt.Sprintf(format, args...))
}

// maxRef bounds the work for one reference.
const maxRef = 8 << 10

// lookup resolves a reference written at a node.
func (r *resolver) lookup(at *node.Node, ref string) *node.Node {
	name, fragment, hasFragment := strings.Cut(ref, "#")
	if name == "" && !hasFragment {
		r.report(at, "$ref is empty: name a target, such as #/components/schemas/Pet")
		return nil
	}
	if len(ref) > maxRef {
		r.report(at, "$ref is longer than %d bytes", maxRef)
		return nil
	}
	base := r.resourceOf(at, name, fragment)
	if base == nil {
		return nil
	}
	decoded, err := url.PathUnescape(fragment)
	if err != nil {
		r.report(at, "bad percent escape in $ref %s", diag.Quote(ref))
		return nil
	}
	switch {
	case decoded == "":
		return base
	case decoded[0] == '/':
		return r.walk(at, base, decoded)
	}
	if a := r.named(base.Tree()).anchor(base, decoded); a != nil {
		return a
	}
	r.report(at, "no $anchor %s in %s; a pointer begins with #/", diag.Quote(decoded), base.File)
	return nil
}

// base is the file that a reference at a node is relative to. What an overlay adds
// to a remote file refers to files of the document as the root does: the remote
// file couldn't.
func (r *resolver) base(at *node.Node) *node.File {
	if tree := at.Tree(); tree.URL == "" || !at.File.Overlay {
		return tree
	}
	return r.files.Root()
}

// open is the file that a reference names; nil with the reason reported.
func (r *resolver) open(at *node.Node, ref string) *node.File {
	open := r.files.Open
	if r.severity != diag.Error {
		open = r.files.Try
	}
	f, problem := open(r.base(at), ref)
	if problem == "" {
		return f // nil was reported at the first use
	}
	hint := ""
	if r.doc.Root.Get("components").Get("schemas").Has(ref) {
		hint = spell.Hint("#/components/schemas/" + node.EscapeToken(ref))
	}
	r.report(at, "%s%s", problem, hint)
	return nil
}

// walk follows a JSON pointer. Where it leads through a reference, it goes on in the target.
func (r *resolver) walk(at, base *node.Node, pointer string) *node.Node {
	n := base
	for token := range strings.SplitSeq(pointer[1:], "/") {
		token = node.UnescapeToken(token)
		next := n.Step(token)
		for next == nil && n.Get("$ref") != nil && n.Get("$ref").Kind == node.String {
			if r.hops++; r.hops > 100 {
				r.report(at, "$ref %s leads through too many references", diag.Quote(pointer))
				return nil
			}
			if n = r.target(n); n == nil {
				return nil
			}
			next = n.Step(token)
		}
		if next == nil {
			r.missing(at, n, token)
			return nil
		}
		n = next
	}
	return n
}

// missing reports a pointer that ends at parent, because that has no such member.
func (r *resolver) missing(at, parent *node.Node, token string) {
	where := "#" + parent.Pointer()
	if parent.Tree() != at.Tree() {
		where = parent.Tree().String() + where
	}
	if at.Parent.Role == RoleLink || at.Parent.Role == RoleExample { // nothing is generated from these
		r.diags.Warnf(at, "no %s in %s%s", diag.Quote(token), where, r.files.Words.DidYouMean(token, parent))
		return
	}
	r.report(at, "no %s in %s%s", diag.Quote(token), where, r.files.Words.DidYouMean(token, parent))
}
