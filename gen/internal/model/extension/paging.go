package extension

import (
	"cmp"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Paging lowers x-pagination of all operations, e.g.
//
//	items: data                               # member of the answer
//	next: {param: after_id, value: last_id, more: has_more}
//	previous: {param: before_id, value: first_id}
func Paging(api *ir.API, diags *diag.List) {
	for op := range api.AllOperations() {
		if x := nodeOf(op.Place).Get("x-pagination"); x != nil {
			paging(op, x, diags)
		}
	}
}

// pagesOf reads what an operation says about its pages.
type pagesOf struct {
	op    *ir.Operation
	x     *node.Node
	p     *ir.Paging
	diags *diag.List
}

// paging lowers the extension of one operation: what it names has to be there, and
// of types that pages can be made of.
func paging(op *ir.Operation, x *node.Node, diags *diag.List) {
	if !x.Has("items") && !x.Has("next") {
		diags.Ungenerated("use of x-pagination", x, "x-pagination without items and next means something else, and is ignored")
		return
	}
	r := &pagesOf{op, x, &ir.Paging{}, diags}
	r.known(x, "items", "next", "previous", "end", "total")
	if !r.items() {
		return
	}
	p := r.p
	p.Next = r.next(x.Get("next"))
	if prev := x.Get("previous"); prev != nil {
		r.known(prev, "param", "value", "item", "more")
		p.Prev = r.cursor(prev)
	}
	if p.List == nil && p.Items == nil {
		return
	}
	if p.Next == nil {
		diags.Errorf(x, "x-pagination needs next: {param, value}")
		return
	}
	if p.List == nil {
		diags.Errorf(x, "x-pagination: items %q is no array", p.Items.String())
		return
	}
	r.ends()
	op.Paging = p
	if p.Page == nil {
		return
	}
	all, ok := merged(p, p.Page.Page)
	if !ok {
		diags.Errorf(x, "x-pagination: %s is the page of another operation too, which says otherwise what its members mean", p.Page.Name)
		return
	}
	p.Page.Page = all
}

// known warns of members that have no meaning.
func (r *pagesOf) known(x *node.Node, keys ...string) {
	for _, m := range x.Entries() {
		if !slices.Contains(keys, m.Key) {
			r.diags.Warnf(m.Value, "x-pagination: %s has no meaning here, and is ignored", m.Key)
		}
	}
}

// items finds the list of the items: the answer, or something in it. It reports false if the
// answer can't have one.
func (r *pagesOf) items() bool {
	page, ok := r.op.Result.Type.(*ir.Object)
	if ok {
		r.p.Page, r.p.Items = page, r.path(page, r.x, "items")
		if f := r.p.Items.Last(); f != nil {
			r.p.List = ir.ListOf(f.Type)
		}
		return true
	}
	list := ir.ListOf(r.op.Result.Type)
	switch {
	case r.op.Result.Kind == ir.JSONResult && list != nil && !r.x.Has("items"):
		r.p.List = list
	case list != nil:
		r.diags.Errorf(r.x, "x-pagination needs an answer that is a JSON object, or no items for one that is an array")
	default:
		r.diags.Errorf(r.x, "x-pagination needs an answer that is a JSON object")
	}
	return r.p.List != nil
}

// merged is what two operations say about the members of their common page, of which each may say
// only a part. It reports false if they contradict each other.
func merged(a, b *ir.Paging) (*ir.Paging, bool) {
	if b == nil {
		return a, true
	}
	ok := true
	path := func(a, b ir.Path) ir.Path {
		if a == nil || b == nil {
			return slices.Concat(a, b)
		}
		ok = ok && slices.Equal(a, b)
		return a
	}
	link := func(a, b *ir.PageLink) *ir.PageLink {
		if a == nil || b == nil {
			return cmp.Or(a, b)
		}
		ok = ok && (a.Item == b.Item || a.Value == nil || b.Value == nil)
		return &ir.PageLink{Value: path(a.Value, b.Value), Item: a.Item || b.Item, More: path(a.More, b.More)}
	}
	out := *a
	out.Items, out.Total = path(a.Items, b.Items), path(a.Total, b.Total)
	out.Next, out.Prev = link(a.Next, b.Next), link(a.Prev, b.Prev)
	return &out, ok
}

// cursor lowers next or previous, where a cursor leads there. A link whose parts don't fit is returned all
// the same, so that nothing is reported about its absence.
func (r *pagesOf) cursor(x *node.Node) *ir.PageLink {
	link := &ir.PageLink{Param: x.Str("param"), Item: x.Has("item")}
	r.more(link, x)
	if item, ok := r.elem(); link.Item && ok {
		link.Value = r.path(item, x, "item")
	} else if link.Item {
		r.diags.Errorf(x, "x-pagination: items are no objects, which could have the cursor")
	} else {
		link.Value = r.path(r.p.Page, x, "value")
	}
	if f := link.Value.Last(); f != nil && !ir.IsString(f.Type) && !isInteger(f.Type) {
		at := x.Get("value")
		if link.Item {
			at = x.Get("item")
		}
		r.diags.Errorf(at, "x-pagination: %q is no string, as a cursor must be", f.Wire)
	}
	r.param(x, "param")
	return link
}

// elem returns the type of the items, if they are objects.
func (r *pagesOf) elem() (*ir.Object, bool) {
	if r.p.List == nil || r.p.Page == nil {
		return nil, false
	}
	o, ok := r.p.List.Elem.(*ir.Object)
	return o, ok
}

// more lowers the flag that says whether there is another page.
func (r *pagesOf) more(link *ir.PageLink, x *node.Node) {
	if !x.Has("more") {
		return
	}
	link.More = r.path(r.p.Page, x, "more")
	if f := link.More.Last(); f != nil && !ir.IsBasic(f.Type, ir.Bool) {
		r.diags.Errorf(x.Get("more"), "x-pagination: %q is no boolean", f.Wire)
	}
}

// param returns the query parameter that x names under key; nil if there is none.
func (r *pagesOf) param(x *node.Node, key string) *ir.Field {
	f := r.op.Params.Named(x.Str(key))
	switch {
	case f == nil:
		r.diags.Errorf(x, "x-pagination: the operation has no parameter %q", x.Str(key))
	case f.In != ir.InQuery:
		r.diags.Errorf(x, "x-pagination: %q is no parameter of the query", f.Wire)
		return nil
	}
	return f
}

// isInteger reports whether t is a whole number.
func isInteger(t ir.Type) bool {
	return ir.IsBasic(t, ir.Int64) || ir.IsBasic(t, ir.Int32) || ir.IsBasic(t, ir.Uint64)
}
