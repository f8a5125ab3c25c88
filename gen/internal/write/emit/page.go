package emit

import (
	"strconv"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/methods"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

// pageLink names the parameter that takes a cursor, and says how the next page is found if not by that.
//
//	pageLink{param: "after_id"}
//	pageLink{param: "page", by: &pageNumber{start: 1, step: 1, end: pageEnd{limit: "per_page"}}}
func pageLink(l *ir.PageLink, s *ir.PageShape) *j.Statement {
	var v source.Literal
	v.Text("param", l.Param)
	if s != nil {
		v.Add("by", pageShape(s))
	}
	return j.Id("pageLink").Add(v.Values())
}

// pageShape says how the next page is found.
//
//	&pageHeaderLink{rel: "next"}
func pageShape(s *ir.PageShape) *j.Statement {
	var v source.Literal
	name := "pageCursor"
	switch s.Kind {
	case ir.CursorPage:
		v.Text("header", s.Name)
	case ir.NumberPage:
		name = "pageNumber"
		v.Add("start", j.Op(strconv.FormatInt(s.Start, 10)))
		v.Add("step", j.Op(strconv.FormatInt(s.Step, 10)))
	case ir.OffsetPage:
		name = "pageOffset"
		if s.Start != 0 {
			v.Add("start", j.Op(strconv.FormatInt(s.Start, 10)))
		}
	case ir.URLPage:
		name = "pageURL"
	case ir.LinkPage:
		name = "pageHeaderLink"
		v.Text("rel", s.Name)
	}
	if end := pageEnd(s); len(end) > 0 {
		v.Add("end", j.Id("pageEnd").Add(end.Values()))
	}
	return j.Op("&").Id(name).Add(v.Values())
}

// pageEnd says which page is the last.
//
//	pageEnd{short: true, limit: "limit", normal: 20}
func pageEnd(s *ir.PageShape) source.Literal {
	var v source.Literal
	if s.Empty {
		v.Add("empty", j.True())
	}
	if s.Short {
		v.Add("short", j.True())
	}
	if s.Pages {
		v.Add("pages", j.True())
	}
	v.Text("total", s.Total)
	v.Text("limit", s.Limit)
	if s.Normal != 0 {
		v.Add("normal", j.Op(strconv.FormatInt(s.Normal, 10)))
	}
	return v
}

// pageMethods writes the method for one page and the one for all items.
//
//	return listPage(ctx, s.core, &opPetList, nil, params, new(PetPage), opts)
func pageMethods(op *ir.Operation, call callFunc, write writeFunc) {
	page := j.Id(op.Paging.Page.Name)
	write(op.Name, methodDoc(op, op.Name, ""), []j.Code{j.Op("*").Add(page), j.Error()}, call(j.Id("listPage"), j.New(page)))
	allMethod(op, call, write, j.New(page), "pageItem")
}

// arrayMethod writes the method for all items of pages that are arrays.
//
//	return allItems(ctx, s.core, &opPetList, nil, params, func() (page, func(int) *Pet) {
//		p := &arrayPage[Pet]{code: func(c *coder, p *[]Pet) { list(c, p, required, codePet) }}
//		return p, p.addressOf
//	}, opts)
func arrayMethod(op *ir.Operation, call callFunc, write writeFunc) {
	list := op.Paging.List
	fresh := j.Op("&").Id("arrayPage").Types(source.Expr(list.Elem)).Values(j.Id("code").Op(":").Add(types.ElemFunc(list)))
	item := "valueOf"
	if _, pointed := methods.PageItem(list.Elem); pointed {
		item = "addressOf"
	}
	allMethod(op, call, write, fresh, item)
}

// allMethod writes the method for all items, of pages that fresh makes and whose items a method returns.
func allMethod(op *ir.Operation, call callFunc, write writeFunc, fresh *j.Statement, itemMethod string) {
	all := op.All
	doc := methodDoc(op, all, all+" iterates over the items of all pages, and fetches a page when it is needed. It stops at the first error.")
	item, _ := methods.PageItem(op.Paging.List.Elem)
	p := j.Id("p")
	made := j.Func().Params().Params(j.Id("page"), j.Func().Params(j.Int()).Add(item)).
		Block(p.Clone().Op(":=").Add(fresh), j.Return(p, p.Clone().Dot(itemMethod)))
	write(all, doc, []j.Code{j.Qual("iter", "Seq2").Types(item, j.Error())}, call(j.Id("allItems"), made))
}
