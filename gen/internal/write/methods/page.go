// Package methods writes what an object can do beside being encoded: the pages that lead
// to others, and the short functions that make one.
package methods

import (
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Page writes what paging needs to know of a page, and its methods.
//
//	func (x *PetPage) pageInfo() pageInfo {
//		return pageInfo{next: deref(x.Next), more: true}
//	}
func Page(f *j.File, o *ir.Object) {
	p := o.Page
	x := j.Id("x")
	recv := j.Id("x").Op("*").Id(o.Name)
	var info source.Literal
	if p.Next.Value != nil {
		info.Add("next", cursorExpr(p, p.Next, "lastOf"))
	}
	if p.Prev != nil {
		info.Add("prev", cursorExpr(p, p.Prev, "firstOf"))
	}
	if p.Next.More == nil {
		info.Add("more", j.True())
	} else {
		info.Add("more", valueOf(x, p.Next.More))
		info.Add("says", j.True())
	}
	if p.Total != nil {
		total := valueOf(x, p.Total)
		if b, ok := p.Total.Last().Type.(*ir.Basic); !ok || b.Kind != ir.Int64 {
			total = j.Int64().Call(total)
		}
		info.Add("total", total)
	}
	f.Func().Params(recv).Id("pageInfo").Params().Id("pageInfo").Block(j.Return(j.Id("pageInfo").Add(info.Values())))
	items := valueOf(x, p.Items)
	item, pointed := PageItem(p.List.Elem)
	value := items.Clone().Index(j.Id("i"))
	if pointed {
		value = j.Op("&").Add(value)
	}
	f.Func().Params(recv).Id("pageLen").Params().Int().Block(j.Return(j.Len(items)))
	f.Func().Params(recv).Id("pageItem").Params(j.Id("i").Int()).Add(item).Block(j.Return(value))
	f.Func().Params(recv).Id("pageLink").Params().Op("*").Id("pager").Block(j.Return(j.Op("&").Add(x).Dot("pager")))
	if !o.HasField("Equal") {
		pageEqual(f, o)
	}
	pageStep(f, o, "Next", "after", "last")
	if p.Prev != nil {
		pageStep(f, o, "Previous", "before", "first")
	}
}

// pageEqual writes the method by which go-cmp compares pages.
//
//	func (x PetPage) Equal(y PetPage) bool { return samePage(&x, &y) }
func pageEqual(f *j.File, o *ir.Object) {
	x, y := j.Id("x"), j.Id("y")
	f.Comment("// Equal reports whether x and y hold the same.")
	f.Func().Params(x.Clone().Id(o.Name)).Id("Equal").Params(y.Clone().Id(o.Name)).Bool().Block(
		j.Return(j.Id("samePage").Call(j.Op("&").Add(x), j.Op("&").Add(y))),
	)
}

// PageItem is what iterating over the items of pages yields: a pointer to a
// struct, or the value.
func PageItem(elem ir.Type) (item *j.Statement, pointed bool) {
	item = source.Expr(elem)
	if _, pointed = elem.(*ir.Object); pointed {
		item = j.Op("*").Add(item)
	}
	return item, pointed
}

// pageStep writes the methods that go to a neighbour of a page.
//
//	func (x *PetPage) Next(ctx context.Context, opts ...RequestOption) (*PetPage, error) {
//		return nextPage(ctx, x, new(PetPage), opts)
//	}
func pageStep(f *j.File, o *ir.Object, name, where, end string) {
	recv := j.Id("x").Op("*").Id(o.Name)
	f.Comment("// " + name + " fetches the page " + where + " x. It returns [ErrNoMorePages] if x is the " + end + ".")
	f.Func().Params(recv).Id(name).Params(j.Id("ctx").Qual("context", "Context"), j.Id("opts").Op("...").Id("RequestOption")).
		Params(j.Op("*").Id(o.Name), j.Error()).
		Block(j.Return(j.Id(strings.ToLower(name)+"Page").Call(j.Id("ctx"), j.Id("x"), j.New(j.Id(o.Name)), j.Id("opts"))))
	f.Comment("// Has" + name + " reports whether there is a page " + where + " x.")
	f.Func().Params(recv).Id("Has" + name).Params().Bool().Block(j.Return(j.Id("has" + name).Call(j.Id("x"))))
}

// cursorExpr is the cursor of a page as text; end is the function that picks the item which has it.
//
//	deref(x.NextPage)
//	cursorNumber(deref(x.Meta).Next)
//	lastOf(x.Data).ID
func cursorExpr(p *ir.Paging, l *ir.PageLink, end string) *j.Statement {
	from := j.Id("x")
	if l.Item {
		from = j.Id(end).Call(valueOf(from, p.Items))
	}
	v := valueOf(from, l.Value)
	f := l.Value.Last()
	_, enum := f.Type.(*ir.Enum)
	b, basic := f.Type.(*ir.Basic)
	switch {
	case basic && b.Kind != ir.String:
		if b.Kind != ir.Int64 {
			v = j.Int64().Call(v)
		}
		return j.Id("cursorNumber").Call(v)
	case enum || f.Form() != ir.NullableForm && f.Form() != ir.PointerForm:
		return j.String().Call(v)
	}
	return v
}

// valueOf is the value that a path leads to, or a zero value if something on the way is absent.
//
//	deref(deref(x.Meta).Next)
func valueOf(x *j.Statement, path ir.Path) *j.Statement {
	v := x.Clone()
	for _, f := range path {
		v = v.Dot(f.Name)
		switch f.Form() {
		case ir.NullableForm:
			v = v.Dot("value")
		case ir.PointerForm:
			v = j.Id("deref").Call(v)
		}
	}
	return v
}
