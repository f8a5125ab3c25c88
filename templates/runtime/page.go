package runtime

import (
	"context"
	"errors"
	"iter"
	"slices"
)

// ErrNoMorePages is what Next and Previous of a page return at the end.
var ErrNoMorePages = errors.New("no more pages")

// pageInfo is what a page says about its neighbours. An empty cursor leads
// nowhere. more is whether there is more in the direction in which the page was
// asked for; it is true if the API doesn't say.
type pageInfo struct {
	next, prev string
	more       bool
}

// pager is the field of a page that remembers how it was asked for.
type pager struct{ from *pageRequest }

// pageRequest is how a page was asked for.
type pageRequest struct {
	core   *core
	op     *operation
	args   []string
	params coded
	opts   []RequestOption
	cursor string // in place of the one in params; empty for the page that the caller asked for
	sent   string // the cursor that was sent, whosever it was
	back   bool   // which direction it was sent for
}

// page is a pointer to a generated page type.
type page interface {
	coded
	pageInfo() pageInfo
	pageLink() *pager
}

type pagePtr[P any] interface {
	*P
	page
}

// itemPage is a page with items.
type itemPage[P, T any] interface {
	pagePtr[P]
	pageItems() []T
}

// listPage sends a request whose answer is a page.
func listPage[P any, PP pagePtr[P]](ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption) (*P, error) {
	p := new(P)
	from := &pageRequest{core: c, op: op, args: args, params: params, opts: opts}
	if err := from.fetch(ctx, PP(p), nil); err != nil {
		return nil, err
	}
	return p, nil
}

// fetch sends the request and decodes the page.
func (f *pageRequest) fetch(ctx context.Context, p page, opts []RequestOption) error {
	if len(opts) > 0 {
		f.opts = append(slices.Clip(f.opts), opts...)
	}
	r, err := f.core.prepare(f.op, f.args, f.params, f.opts, wantBody)
	if err != nil {
		return err
	}
	next, prev := f.op.next.param, f.op.prev.param
	switch {
	case f.cursor == "":
		f.sent = r.queryValue(next)
		if before := r.queryValue(prev); f.sent == "" && before != "" {
			f.sent, f.back = before, true
		}
	case f.back:
		r.setQuery(prev, f.cursor, next, prev)
		f.sent = f.cursor
	default:
		r.setQuery(next, f.cursor, next, prev)
		f.sent = f.cursor
	}
	if err := r.json(ctx, p); err != nil {
		return err
	}
	p.pageLink().from = f
	return nil
}

// neighbour returns how to ask for the page after or before p, or nil.
func neighbour(p page, back bool) (*pageRequest, error) {
	from, info := p.pageLink().from, p.pageInfo()
	if from == nil {
		return nil, nil // not the answer of a call
	}
	link, cursor := from.op.next.param, info.next
	if back {
		link, cursor = from.op.prev.param, info.prev
	}
	switch {
	case link == "" || cursor == "":
		return nil, nil
	case back == from.back && !info.more:
		return nil, nil
	case back && from.sent == "":
		return nil, nil // p is the first page
	}
	if cursor == from.sent && back == from.back {
		return nil, errSameCursor
	}
	to := *from
	to.cursor, to.back = cursor, back
	return &to, nil
}

var errSameCursor = errors.New("page repeats a cursor, which would go on forever")

// nextPage returns the page after p.
func nextPage[P any, PP pagePtr[P]](ctx context.Context, p PP, opts []RequestOption) (*P, error) {
	return turn[P, PP](ctx, p, false, opts)
}

// previousPage returns the page before p.
func previousPage[P any, PP pagePtr[P]](ctx context.Context, p PP, opts []RequestOption) (*P, error) {
	return turn[P, PP](ctx, p, true, opts)
}

func turn[P any, PP pagePtr[P]](ctx context.Context, p PP, back bool, opts []RequestOption) (*P, error) {
	to, err := neighbour(p, back)
	if err != nil {
		return nil, p.pageLink().from.loop(err)
	}
	if to == nil {
		return nil, ErrNoMorePages
	}
	q := new(P)
	if err := to.fetch(ctx, PP(q), opts); err != nil {
		return nil, err
	}
	return q, nil
}

// loop wraps the error of a page that leads back.
func (f *pageRequest) loop(err error) error {
	return &ResponseError{Method: f.op.method, Path: f.op.path, StatusCode: 200, Attempts: 1, Err: err}
}

// hasNext reports whether nextPage would ask for a page.
func hasNext(p page) bool {
	to, err := neighbour(p, false)
	return to != nil && err == nil
}

// hasPrevious reports whether previousPage would ask for a page.
func hasPrevious(p page) bool {
	to, err := neighbour(p, true)
	return to != nil && err == nil
}

// allItems yields the items of all pages as pointers into them.
func allItems[T, P any, PP itemPage[P, T]](ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		walkPages[T, P, PP](ctx, c, op, args, params, opts, func(items []T, i int, err error) bool {
			if err != nil {
				return yield(nil, err)
			}
			return yield(&items[i], nil)
		})
	}
}

// allValues is allItems for items that are no structs: unions, strings.
func allValues[T, P any, PP itemPage[P, T]](ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		walkPages[T, P, PP](ctx, c, op, args, params, opts, func(items []T, i int, err error) bool {
			var none T
			if err != nil {
				return yield(none, err)
			}
			return yield(items[i], nil)
		})
	}
}

// walkPages calls visit for each item, or once with the error that ends it.
func walkPages[T, P any, PP itemPage[P, T]](ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption, visit func(items []T, i int, err error) bool) {
	from := &pageRequest{core: c, op: op, args: args, params: params, opts: opts}
	set := c.settings(opts)
	seen := map[string]bool{}
	count := 0
	for pages := 1; ; pages++ {
		p := PP(new(P))
		if err := from.fetch(ctx, p, nil); err != nil {
			visit(nil, 0, err)
			return
		}
		items := p.pageItems()
		for i := range items {
			if !visit(items, i, nil) {
				return
			}
			if count++; count == set.itemLimit {
				return
			}
		}
		if pages == set.pageLimit {
			return
		}
		to, err := neighbour(p, from.back)
		if err == nil && to != nil && seen[to.cursor] {
			err = errSameCursor
		}
		if err != nil {
			visit(nil, 0, from.loop(err))
			return
		}
		if to == nil {
			return
		}
		seen[to.cursor] = true
		from = to
	}
}
