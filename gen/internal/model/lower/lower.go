// Package lower turns an OpenAPI document into the IR: it decides what every
// schema is in Go. Each construct has a file of its own.
package lower

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/extension"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Options steer what is lowered.
type Options struct {
	Package string
	// Reserved are the identifiers that the runtime declares.
	Reserved []string
}

// Lower turns doc into the IR. What can't be expressed is reported to diags;
// the result is of use only if there are no errors.
func Lower(doc *openapi.Document, o Options, diags *diag.List) *ir.API {
	l := &lowerer{
		doc:        doc,
		diags:      diags,
		api:        &ir.API{Package: o.Package, Name: o.Package},
		types:      map[string]typed{},
		components: map[*node.Node]string{},
		scope:      names.NewScope(o.Reserved),
		fieldNames: map[*ir.Object]map[string]bool{},
		methods:    map[string]*node.Node{},
		tagNodes:   map[string]*node.Node{},
	}
	l.reader = schema.Reader{
		AloneRefs: doc.Version == "3.0",
		Named:     func(n *node.Node) bool { return l.components[n] != "" },
	}
	for _, t := range schema.Items(doc.Root.Get("tags")) {
		if name := t.Str("name"); l.tagNodes[name] == nil {
			l.tagNodes[name] = t
		}
	}
	l.info()
	l.nameComponents()
	l.security()
	l.operations()
	l.webhooks()
	l.restOfComponents()
	extension.Paging(l.api, diags)
	extension.Constructors(l.api, extension.Names{Component: l.reader.Named, Claim: l.claim}, diags)
	extension.Accumulators(l.api, diags)
	l.seal()
	extension.PointConstructors(l.api)
	breakCycles(l.api)
	l.sortTypes()
	return l.api
}

type lowerer struct {
	doc   *openapi.Document
	diags *diag.List
	api   *ir.API
	scope *names.Scope

	reader     schema.Reader
	components map[*node.Node]string // Go names of component schemas
	types      map[string]typed      // by identity of the schema nodes
	unions     []*ir.Union

	inheritance map[*node.Node][]*node.Node // see heirs
	services    map[string]*ir.Service
	consts      map[string]*ir.Const
	fieldNames  map[*ir.Object]map[string]bool // of objects with many fields
	methods     map[string]*node.Node          // operations, e.g. by "PetService.List"
	tagNodes    map[string]*node.Node          // by name
	betaParam   string                         // header parameter in which betas travel
	size        int                            // of what is declared, see limits.go
	full        bool
}

// typed is a Go type and whether its schema allows null besides.
type typed struct {
	ir.Type
	null bool
}

// hint says how an inline schema is called if it needs a name.
type hint struct {
	name string // e.g. "MessageUsage"
	area string // e.g. "messages"
}

func (h hint) sub(name string) hint {
	if len(h.name) > names.MaxLen {
		return h // too long already, and refused where it is used
	}
	return hint{h.name + names.Exported(name), h.area}
}

// view merges nodes into one schema, and reports what of it can't hold at once.
func (l *lowerer) view(nodes ...*node.Node) *schema.View {
	v := l.reader.View(nodes...)
	if c := v.Conflict; c != nil {
		l.diags.Add(diag.Diagnostic{
			Severity: diag.Warning, Pos: c.At.Pos(), Pointer: c.At.Pointer(),
			Message: fmt.Sprintf("allOf asks for type %s and for %s at once: the value is raw JSON", c.Type, c.Other),
			Related: []diag.Related{{Pos: v.Nodes[0].Pos(), Message: "merged here"}},
		})
	}
	return v
}

func (l *lowerer) info() {
	root := l.doc.Root
	info := root.Get("info")
	l.api.Doc = ir.Doc{Text: paragraphs(info.Str("title"), info.Str("description"))}
	for _, s := range schema.Items(root.Get("servers")) {
		l.api.Servers = append(l.api.Servers, ir.Server{URL: serverURL(s), Env: l.env(s)})
	}
	if b := root.Get("x-betas"); b != nil {
		l.api.Betas.Header = b.Str("header")
		for _, m := range schema.Members(b.Get("query")) {
			l.api.Betas.Query = m.Key + "=" + m.Value.Text
		}
		l.betaParam = strings.ToLower(l.api.Betas.Header)
	}
	if h := root.Get("x-response-headers"); h != nil {
		l.api.Headers = ir.ResponseHeaders{RequestID: h.Str("request-id"), RateLimitPrefix: h.Str("rate-limit-prefix")}
	}
	if h := root.Get("x-request-headers"); h != nil {
		l.api.RetryHeader = h.Str("retry-count")
	}
	for _, m := range schema.Members(root.Get("x-errors")) {
		e := ir.ErrorKind{Type: m.Key, Name: "Err" + names.Exported(strings.TrimSuffix(m.Key, "_error")), Place: m.Value}
		if n := m.Value.Str("x-go-name"); n != "" {
			e.Name = names.Exported(n)
		}
		e.Status = l.intMember(m.Value, "status")
		e.Doc = ir.Doc{Text: m.Value.Str("description")}
		l.claim(e.Name, m.Value)
		l.api.Errors = append(l.api.Errors, e)
	}
}

// sortTypes puts the declarations in the order of the document. Constants,
// which have no place of their own, are sorted by name.
func (l *lowerer) sortTypes() {
	order := map[string]int{}
	for i, f := range l.doc.Files {
		order[f.Name] = i
	}
	type place struct {
		constant        int // 1 for those
		name, area      string
		file, line, col int
	}
	// Lines and columns have to be counted, and are needed often.
	places := make(map[ir.Named]place, len(l.api.Types))
	for _, t := range l.api.Types {
		d := t.Declaration()
		if _, ok := t.(*ir.Const); ok {
			places[t] = place{constant: 1, name: d.Name}
			continue
		}
		pos := d.Place.Pos()
		file, ok := order[pos.File]
		if !ok {
			file = len(order) // what overlays bring comes last
		}
		places[t] = place{area: d.Area, file: file, line: pos.Line, col: pos.Col}
	}
	slices.SortStableFunc(l.api.Types, func(x, y ir.Named) int {
		a, b := places[x], places[y]
		return cmp.Or(cmp.Compare(a.constant, b.constant), cmp.Compare(a.name, b.name), cmp.Compare(a.area, b.area),
			cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
}

// serverURL returns a server's URL with variables at their defaults.
func serverURL(s *node.Node) string {
	url := s.Str("url")
	for _, v := range schema.Members(s.Get("variables")) {
		url = strings.ReplaceAll(url, "{"+v.Key+"}", v.Value.Str("default"))
	}
	return strings.TrimSuffix(url, "/")
}

// claim reserves a top-level identifier for what stands at n. A component that
// is left out keeps its name from others, if it can, and has no need of it.
func (l *lowerer) claim(name string, n *node.Node) {
	if other, ok := l.scope.Claim(name, n); !ok && !l.doc.LeftOut(n) {
		l.collision(name, n, other)
	}
}

func (l *lowerer) collision(name string, n *node.Node, other diag.Location) {
	if len(name) > names.MaxLen {
		l.diags.Errorf(n, "the Go name is longer than %d bytes: set x-go-name to a shorter one, or move inner schemas to components", names.MaxLen)
		return
	}
	d := diag.Diagnostic{Pos: n.Pos(), Pointer: n.Pointer(), Message: fmt.Sprintf("Go name %s is already taken; set x-go-name to another", name)}
	if other != nil {
		d.Related = []diag.Related{{Pos: other.Pos(), Message: "taken here"}}
	} else {
		d.Message = fmt.Sprintf("Go name %s belongs to the runtime; set x-go-name to another", name)
	}
	l.diags.Add(d)
}

// area returns the name of the file in which code for n goes: that of the
// document's file, or for a document of one file the kind of declaration. A
// bundle says in x-area which file a thing came from.
func (l *lowerer) area(n *node.Node, kind string) string {
	for up := n; up != nil; up = up.Parent {
		if a := up.Str("x-area"); a != "" {
			return fileName(a)
		}
	}
	if len(l.doc.Files) == 1 || n.File == l.doc.Root.File {
		return kind
	}
	name := n.File.Name
	if n.File.Overlay {
		name = path.Base(name)
	} else if dir := path.Dir(l.doc.Root.File.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return fileName(strings.TrimSuffix(name, path.Ext(name)))
}

// env returns x-env, the name of an environment variable.
func (l *lowerer) env(n *node.Node) string {
	name := n.Str("x-env")
	if n.Has("x-env") && !envName.MatchString(name) {
		l.diags.Errorf(n.Get("x-env"), "x-env must be the name of an environment variable: letters, digits and underscores")
	}
	return name
}

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (l *lowerer) intMember(n *node.Node, key string) int {
	var out int
	if v := n.Get(key); v != nil {
		if _, err := fmt.Sscan(v.Text, &out); err != nil {
			l.diags.Errorf(v, "%s must be a whole number", key)
		}
	}
	return out
}

// paragraphs joins texts that are not empty.
func paragraphs(texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n\n")
}
