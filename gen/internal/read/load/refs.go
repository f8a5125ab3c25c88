package load

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// resolver gives every node that the document uses its role and every $ref its target. Targets are put in
// a queue and not visited on the way: a chain of references may be longer than a stack.
type resolver struct {
	*loader
	seen  []*Node // nodes with a role, in the order in which they were met
	queue []*Node // nodes with a reference; grows while it is worked on
	hops  int     // references followed within one pointer
}

func (r *resolver) run() {
	r.visit(r.doc.Root, roleDocument)
	for i := 0; i < len(r.queue); i++ { //nolint:intrange // the queue grows while it is worked on
		r.link(r.queue[i])
	}
	r.cutCircles()
	r.cutChains()
}

// visit gives a node and what it holds their roles.
func (r *resolver) visit(n *Node, as role) {
	if n.role != roleNone || as == roleAny || as == roleNone {
		return
	}
	n.role = as
	r.seen = append(r.seen, n)
	s := &shapes[as]
	if as == roleMappingValue && n.Kind == String {
		r.queue = append(r.queue, n)
	}
	if s.ref && n.Kind == Object {
		if ref := n.Get("$ref"); ref != nil {
			r.queue = append(r.queue, n)
		}
	}
	for _, m := range n.Members {
		r.visit(m.Value, s.child(m.Key))
	}
	for _, it := range n.Items {
		r.visit(it, s.items)
	}
}

// link finds the target of one reference.
func (r *resolver) link(n *Node) {
	as := n.role
	var target *Node
	r.hops = 0
	if as == roleMappingValue {
		as, target = roleSchema, r.mappingTarget(n)
	} else {
		target = r.target(n)
	}
	if target == nil {
		return
	}
	switch {
	case target.role == roleNone || target.role == as:
	case alike(target.role, as):
		r.diags.Warnf(r.refPlace(n), "the target should be %s, and is %s", shapes[as].name, shapes[target.role].name)
	default:
		r.diags.Errorf(r.refPlace(n), "the target must be %s, and is %s", shapes[as].name, shapes[target.role].name)
		return
	}
	n.next = target
	r.visit(target, as)
}

// alike says whether nodes of two roles have the same members, as far as they matter: a request body that is
// used as a response is a slip that changes nothing.
func alike(a, b role) bool {
	return a == roleRequestBody && b == roleResponse || a == roleResponse && b == roleRequestBody || a == roleParameter && b == roleHeader
}

// refPlace is where a reference is written.
func (r *resolver) refPlace(n *Node) *Node {
	if ref := n.Get("$ref"); ref != nil {
		return ref
	}
	return n
}

// target is the node that the "$ref" of n means, or nil with the reason reported.
func (r *resolver) target(n *Node) *Node {
	ref := n.Get("$ref")
	if ref.Kind != String {
		r.diags.Errorf(ref, "$ref must be a string, not %s", ref.Kind)
		return nil
	}
	return r.lookup(ref, ref.Text)
}

// mappingTarget is the schema that a discriminator's mapping means: a name under components, or else a
// reference.
func (r *resolver) mappingTarget(n *Node) *Node {
	for _, root := range []*Node{n.home().Root, r.doc.Root} {
		if s := root.Get("components").Get("schemas").Get(n.Text); s != nil {
			return s
		}
	}
	if !strings.ContainsAny(n.Text, "#/.") {
		names := r.doc.Root.Get("components").Get("schemas")
		r.diags.Warnf(n, "no schema %s under components%s: this mapping is ignored", show(n.Text), r.words.didYouMean(n.Text, names))
		return nil
	}
	return r.lookup(n, n.Text)
}

func membersOf(n *Node) []Member {
	if n == nil {
		return nil
	}
	return n.Members
}

// maxRef bounds the work for one reference.
const maxRef = 8 << 10

// lookup resolves a reference written at a node.
func (r *resolver) lookup(at *Node, ref string) *Node {
	name, fragment, hasFragment := strings.Cut(ref, "#")
	if name == "" && !hasFragment {
		r.diags.Errorf(at, "$ref is empty: name a target, such as #/components/schemas/Pet")
		return nil
	}
	if len(ref) > maxRef {
		r.diags.Errorf(at, "$ref is longer than %d bytes", maxRef)
		return nil
	}
	home := at.home()
	base := home.Root
	if n := home.id(name); n != nil {
		base = n
	} else if !r.idAllows(at, name, fragment) {
		return nil
	} else if name != "" {
		f := r.open(at, name)
		if f == nil {
			return nil
		}
		base = f.Root
	}
	decoded, err := url.PathUnescape(fragment)
	if err != nil {
		r.diags.Errorf(at, "bad percent escape in $ref %s", show(ref))
		return nil
	}
	switch {
	case decoded == "":
		return base
	case decoded[0] == '/':
		return r.walk(at, base, decoded)
	}
	if a := base.File.anchor(decoded); a != nil {
		return a
	}
	r.diags.Errorf(at, "no $anchor %s in %s; a pointer begins with #/", show(decoded), base.File)
	return nil
}

// idAllows refuses references whose meaning a "$id" around them changes.
func (r *resolver) idAllows(at *Node, file, fragment string) bool {
	if file == "" && strings.HasPrefix(fragment, "/components/") {
		return true // strictly relative to the $id, but no schema has components, and everybody means the document's
	}
	if IsURL(file) {
		return true
	}
	for n := at.Parent; n != nil; n = n.Parent {
		id := n.Get("$id")
		if id == nil || id.Kind != String || n.role != roleSchema || strings.HasPrefix(id.Text, "#") {
			continue
		}
		if n.Parent == nil && (file == "" || id.Text == n.File.URL) {
			return true // the file is the resource that has the id
		}
		r.diags.Errorf(at, "a $ref that is relative to $id %s is not supported: remove the $id or refer by path", show(id.Text))
		return false
	}
	return true
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// open is the file that a reference names, read at its first use; nil with the reason reported.
func (r *resolver) open(at *Node, ref string) *File {
	name, problem := r.fileName(r.base(at), ref)
	if problem != "" {
		r.diags.Errorf(at, "%s", problem)
		return nil
	}
	if f, ok := r.files[name]; ok {
		return f // nil was reported at the first use
	}
	return r.fetch(at, ref, name)
}

// base is the file that a reference at a node is relative to. What an overlay adds to a remote file refers to files of
// the document as the root does: the remote file couldn't.
func (r *resolver) base(at *Node) *File {
	if home := at.home(); home.URL == "" || !at.File.Overlay {
		return home
	}
	return r.files[r.root]
}

// fileName is the name of the file that a reference from another names, or says why there is none.
func (l *loader) fileName(from *File, ref string) (name, problem string) {
	if from.URL != "" || IsURL(ref) || strings.HasPrefix(ref, "//") {
		name, err := ResolveURL(from.URL, ref)
		if err != nil {
			return "", "remote $ref " + show(ref) + ": " + err.Error()
		}
		return name, ""
	}
	name, err := url.PathUnescape(ref)
	switch {
	case err != nil:
		return "", "bad percent escape in $ref " + show(ref)
	case strings.ContainsAny(name, "\\\x00"):
		return "", "$ref " + show(ref) + ": write / between folders"
	case scheme.MatchString(name):
		return "", "$ref " + show(ref) + " is absolute: refer to the file by a relative path"
	}
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(from.Name), name)
	}
	name = path.Clean(name)
	if !l.opts.AllowOutside && !inside(path.Dir(l.root), name) {
		return "", "$ref " + show(ref) + " is outside the folder of " + l.root + ": move the file there or allow it"
	}
	return name, ""
}

// inside says whether a cleaned path lies in a cleaned folder, links aside.
func inside(dir, name string) bool {
	switch {
	case path.IsAbs(dir) != path.IsAbs(name):
		return false
	case dir == "/":
		return true
	case dir != ".":
		rest, ok := strings.CutPrefix(name, dir+"/")
		if !ok {
			return false
		}
		name = rest
	}
	return name != ".." && !strings.HasPrefix(name, "../")
}

func (r *resolver) fetch(at *Node, ref, name string) *File {
	if len(r.files) >= r.opts.MaxFiles {
		r.files[name] = nil
		r.diags.Errorf(at, "the document has more than %d files", r.opts.MaxFiles)
		return nil
	}
	if f := r.ready[name]; f != nil {
		return r.use(name, f)
	}
	data, err := r.read(name, false)
	if err != nil {
		r.files[name] = nil
		if IsURL(name) {
			r.diags.Errorf(at, "remote $ref %s: %s", show(name), firstLine(err))
			return nil
		}
		hint := ""
		if r.doc.Root.Get("components").Get("schemas").Has(ref) {
			hint = "; did you mean " + show("#/components/schemas/"+escapeToken(ref)) + "?"
		}
		r.diags.Errorf(at, "$ref to %s: %s%s", show(name), fileProblem(err), hint)
		return nil
	}
	return r.use(name, r.parseReady(name, data))
}

// walk follows a JSON pointer. Where it leads through a reference, it goes on in the target.
func (r *resolver) walk(at, base *Node, pointer string) *Node {
	n := base
	for token := range strings.SplitSeq(pointer[1:], "/") {
		token = unescapeToken(token)
		next := step(n, token)
		for next == nil && n.Get("$ref") != nil && n.Get("$ref").Kind == String {
			if r.hops++; r.hops > 100 {
				r.diags.Errorf(at, "$ref %s leads through too many references", show(pointer))
				return nil
			}
			if n = r.target(n); n == nil {
				return nil
			}
			next = step(n, token)
		}
		if next == nil {
			r.missing(at, n, token)
			return nil
		}
		n = next
	}
	return n
}

func step(n *Node, token string) *Node {
	if n.Kind != Array {
		return n.Get(token)
	}
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i >= len(n.Items) || token != strconv.Itoa(i) {
		return nil
	}
	return n.Items[i]
}

// missing reports a pointer that ends at parent, because that has no such member.
func (r *resolver) missing(at, parent *Node, token string) {
	where := "#" + parent.Pointer()
	if parent.home() != at.home() {
		where = parent.home().String() + where
	}
	if at.Parent.role == roleLink || at.Parent.role == roleExample { // nothing is generated from these
		r.diags.Warnf(at, "no %s in %s%s", show(token), where, r.words.didYouMean(token, parent))
		return
	}
	r.diags.Errorf(at, "no %s in %s%s", show(token), where, r.words.didYouMean(token, parent))
}

// anchor is the schema with that $anchor; the first one, if there are several.
func (f *File) anchor(name string) *Node {
	f.named()
	return f.anchors[name]
}

// id is the schema with exactly that $id.
func (f *File) id(ref string) *Node {
	f.named()
	return f.ids[ref]
}

// named finds the schemas that have a name of their own.
func (f *File) named() {
	if f.anchors == nil {
		f.anchors, f.ids = map[string]*Node{}, map[string]*Node{}
		f.collectNames(f.Root)
	}
}

func (f *File) collectNames(n *Node) {
	for _, key := range []string{"$anchor", "$dynamicAnchor"} {
		if a := n.Str(key); a != "" && f.anchors[a] == nil {
			f.anchors[a] = n
		}
	}
	if id := n.Str("$id"); id != "" && f.ids[id] == nil {
		f.ids[id] = n
	}
	for _, m := range n.Members {
		f.collectNames(m.Value)
	}
	for _, it := range n.Items {
		f.collectNames(it)
	}
}

// cutCircles reports circles made of references only, and opens each, so that Target ends.
func (r *resolver) cutCircles() {
	done := make(map[*Node]int, len(r.queue)) // the walk in which a node was met
	for i, start := range r.queue {
		for n := start; n != nil && n.next != nil; n = n.next {
			if walk, ok := done[n]; ok {
				if walk == i {
					r.reportCircle(n)
					n.next = nil
				}
				break
			}
			done[n] = i
		}
	}
}

// maxChain is how many references may follow each other directly.
const maxChain = 100

// cutChains reports long chains of references, and cuts them: whoever asks for a target goes through all
// of its chain.
func (r *resolver) cutChains() {
	length := make(map[*Node]int, len(r.queue)) // from a node to the end of its chain
	for _, start := range r.queue {
		var chain []*Node
		n := start
		for ; n != nil && n.next != nil && length[n] == 0; n = n.next {
			chain = append(chain, n)
		}
		for _, n := range slices.Backward(chain) {
			if length[n] = length[n.next] + 1; length[n] > maxChain {
				r.diags.Errorf(r.refPlace(n), "more than %d $refs lead from one to the next: refer to the last", maxChain)
				n.next, length[n] = nil, 0
			}
		}
	}
}

func (r *resolver) reportCircle(start *Node) {
	const most = 8 // longer circles are shortened in the message
	names := []string{pointerOf(start)}
	for n := start.next; n != start && len(names) < most; n = n.next {
		names = append(names, pointerOf(n))
	}
	if len(names) == most {
		names = append(names, "...")
	}
	names = append(names, names[0])
	r.diags.Errorf(r.refPlace(start), "circle of $refs that never reaches a value: %s", strings.Join(names, " -> "))
}

func pointerOf(n *Node) string { return n.home().String() + "#" + n.Pointer() }
