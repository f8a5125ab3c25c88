package extension

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// linkKeys are the members of next that say what leads to the next page, and those that each goes with.
var linkKeys = []struct {
	key  string
	kind ir.PageKind
	with []string
}{
	{"link", ir.LinkPage, []string{"link", "more", "limit"}},
	{"url", ir.URLPage, []string{"url", "more", "limit"}},
	{"page", ir.NumberPage, []string{"page", "start", "step", "more", "limit"}},
	{"offset", ir.OffsetPage, []string{"offset", "start", "more", "limit"}},
	{"header", ir.CursorPage, []string{"header", "param", "more", "limit"}},
	{"param", ir.CursorPage, []string{"param", "value", "item", "more", "limit"}},
}

// next lowers next, whatever its shape. All but a cursor in the page has a PageShape.
//
//	{param: after, value: meta.next}   {param: after, item: id}   {param: after, header: X-Next}
//	{page: page, start: 1}   {offset: offset, limit: limit}   {url: links.next}   {link: next}
func (r *pagesOf) next(x *node.Node) *ir.PageLink {
	if x == nil {
		return nil
	}
	shape := &ir.PageShape{Kind: ir.CursorPage}
	key := "param"
	for _, k := range linkKeys {
		if x.Has(k.key) {
			r.known(x, k.with...)
			key, shape.Kind = k.key, k.kind
			break
		}
	}
	if key == "param" {
		return r.cursor(x)
	}
	r.p.Shape = shape
	link := &ir.PageLink{}
	r.more(link, x)
	switch key {
	case "link", "header":
		if shape.Name = x.Str(key); shape.Name == "" || strings.ContainsAny(shape.Name, " \t,;\"") {
			r.diags.Errorf(x, "x-pagination: %s is the name of a %s", key, map[string]string{"link": "relation, such as next", "header": "header"}[key])
		}
	case "url":
		link.Value = r.path(r.p.Page, x, key)
		if f := link.Value.Last(); f != nil && !ir.IsString(f.Type) {
			r.diags.Errorf(x.Get(key), "x-pagination: %q is no string, as a URL must be", f.Wire)
		}
	default:
		shape.Start, shape.Step = r.number(x, "start", 0), r.number(x, "step", 1)
		if shape.Kind == ir.NumberPage && !x.Has("start") {
			shape.Start = 1
		}
		if shape.Step < 1 {
			r.diags.Errorf(x.Get("step"), "x-pagination: step is at least 1")
			shape.Step = 1
		}
	}
	switch key {
	case "header":
		key = "param"
	case "link", "url":
		return link
	}
	link.Param = x.Str(key)
	if f := r.param(x, key); f != nil && !ir.IsString(f.Type) && !isInteger(f.Type) {
		r.diags.Errorf(x.Get(key), "x-pagination: the parameter %q is no text and no whole number", f.Wire)
	}
	return link
}

// number reads a whole number that isn't negative.
func (r *pagesOf) number(x *node.Node, key string, normal int64) int64 {
	n := x.Get(key)
	if n == nil {
		return normal
	}
	v, err := strconv.ParseInt(n.Text, 10, 64)
	if n.Kind != node.Number || err != nil || v < 0 {
		r.diags.Errorf(n, "x-pagination: %s is a whole number of at least 0", key)
		return normal
	}
	return v
}

// ends lowers what says which page is the last, besides the lack of a next one.
func (r *pagesOf) ends() {
	end, total, limit := r.x.Get("end"), r.x.Get("total"), r.x.Get("next").Get("limit")
	if end == nil && total == nil && limit == nil {
		return
	}
	if r.p.Shape == nil {
		r.p.Shape = &ir.PageShape{Kind: ir.CursorPage}
	}
	s := r.p.Shape
	if limit != nil {
		if f := r.param(r.x.Get("next"), "limit"); f != nil {
			s.Limit, s.Normal = f.Wire, defaultOf(f)
		}
	}
	if end != nil {
		s.Empty, s.Short = end.Text == "empty", end.Text == "short"
		switch {
		case !s.Empty && !s.Short:
			r.diags.Errorf(end, "x-pagination: end is empty or short")
		case s.Short && limit == nil:
			r.diags.Errorf(end, "x-pagination: end: short needs the parameter next.limit, to tell which page is short")
		}
	}
	if total != nil {
		r.total(s, total)
	}
}

// total lowers the number of items or pages, e.g.
//
//	{of: pages, value: meta.pages}   {of: items, header: X-Total-Count}
func (r *pagesOf) total(s *ir.PageShape, x *node.Node) {
	r.known(x, "of", "value", "header")
	of := x.Str("of")
	s.Pages = of == "pages"
	counted := s.Kind == ir.NumberPage || s.Kind == ir.OffsetPage
	switch {
	case of != "pages" && of != "items":
		r.diags.Errorf(x, "x-pagination: total needs of: items or of: pages")
	case s.Pages && !counted:
		r.diags.Errorf(x, "x-pagination: pages are counted where their numbers are known: use of: items")
	case s.Kind == ir.OffsetPage && s.Pages && s.Limit == "":
		r.diags.Errorf(x, "x-pagination: pages by offset are counted with the parameter next.limit")
	}
	if x.Has("header") {
		if s.Total = x.Str("header"); s.Total == "" {
			r.diags.Errorf(x, "x-pagination: header is the name of a header")
		}
		return
	}
	r.p.Total = r.path(r.p.Page, x, "value")
	if f := r.p.Total.Last(); f != nil && !isInteger(f.Type) {
		r.diags.Errorf(x.Get("value"), "x-pagination: %q is no whole number", f.Wire)
	}
}

// defaultOf returns the default of a parameter that is a number; 0 for none.
func defaultOf(f *ir.Field) int64 {
	at, _ := f.At.(*node.Node)
	n := at.Target().Get("schema").Target().Get("default")
	if n == nil {
		return 0
	}
	v, err := strconv.ParseInt(n.Text, 10, 64)
	if err != nil {
		return 0
	}
	return max(v, 0)
}

// path returns the way to the member of o that x names under key: its name, or the names of
// members on the way to it with dots between them.
func (r *pagesOf) path(o *ir.Object, x *node.Node, key string) ir.Path {
	name := x.Str(key)
	if o == nil {
		r.diags.Errorf(x, "x-pagination: the answer is an array, which has no member %q for %s", name, key)
		return nil
	}
	path, in := lookup(o, name)
	if path == nil {
		r.diags.Errorf(x, "x-pagination: %s has no member %q for %s", in.Name, name, key)
	}
	return path
}

// lookup finds a member by its path. Names may have dots themselves. It returns the type that was left
// without a member for the rest if there is none.
func lookup(o *ir.Object, name string) (ir.Path, *ir.Object) {
	if f := o.Named(name); f != nil {
		return ir.Path{f}, nil
	}
	for i := range len(name) {
		if name[i] != '.' {
			continue
		}
		if f := o.Named(name[:i]); f != nil {
			if inner, ok := f.Type.(*ir.Object); ok {
				path, _ := lookup(inner, name[i+1:])
				if path != nil {
					return slices.Insert(path, 0, f), nil
				}
			}
		}
	}
	return nil, o
}
