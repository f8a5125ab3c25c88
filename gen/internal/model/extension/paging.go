package extension

import (
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

// paging lowers the extension of one operation: what it names has to be there, and
// of types that pages can be made of.
func paging(op *ir.Operation, x *node.Node, diags *diag.List) {
	if !x.Has("items") && !x.Has("next") {
		diags.Ungenerated("use of x-pagination", x, "x-pagination without items and next means something else, and is ignored")
		return
	}
	page, ok := op.Result.Type.(*ir.Object)
	if !ok {
		diags.Errorf(x, "x-pagination needs an answer that is a JSON object")
		return
	}
	p := &ir.Paging{Page: page, Items: pageField(page, x, "items", diags)}
	p.Next = pageLink(op, page, x.Get("next"), diags)
	p.Prev = pageLink(op, page, x.Get("previous"), diags)
	if p.Items == nil {
		return
	}
	if p.Next == nil {
		diags.Errorf(x, "x-pagination needs next: {param, value}")
		return
	}
	if ir.ListOf(p.Items.Type) == nil {
		diags.Errorf(x, "x-pagination: items %q is no array", p.Items.Wire)
		return
	}
	op.Paging = p
	page.Page = p
}

// pageLink lowers next or previous. A link whose parts don't fit is returned all
// the same, so that nothing is reported about its absence.
func pageLink(op *ir.Operation, page *ir.Object, x *node.Node, diags *diag.List) *ir.PageLink {
	if x == nil {
		return nil
	}
	link := &ir.PageLink{Param: x.Str("param"), Value: pageField(page, x, "value", diags)}
	if f := link.Value; f != nil && !isString(f.Type) {
		diags.Errorf(x.Get("value"), "x-pagination: %q is no string, as a cursor must be", f.Wire)
	}
	if x.Has("more") {
		link.More = pageField(page, x, "more", diags)
	}
	if f := link.More; f != nil && !isBasic(f.Type, ir.Bool) {
		diags.Errorf(x.Get("more"), "x-pagination: %q is no boolean", f.Wire)
	}
	if field(op.Params, link.Param) == nil {
		diags.Errorf(x, "x-pagination: the operation has no parameter %q", link.Param)
	}
	return link
}

// pageField returns the member of the page that x names under key.
func pageField(page *ir.Object, x *node.Node, key string, diags *diag.List) *ir.Field {
	name := x.Str(key)
	f := field(page, name)
	if f == nil {
		diags.Errorf(x, "x-pagination: %s has no member %q for %s", page.Name, name, key)
	}
	return f
}
