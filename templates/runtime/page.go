package runtime

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"reflect"
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
	says       bool  // the API says whether there is more
	total      int64 // number of items, or of pages; 0 if the page doesn't say
}

// pager is the field of a page that remembers how it was asked for.
type pager struct{ from *pageRequest }

// pageRequest is how a page was asked for.
type pageRequest struct {
	core   *core
	op     *operation
	args   []string
	params codable
	opts   []RequestOption
	cursor string // in place of the one in params; empty for the page that the caller asked for
	sent   string // the cursor that was sent, whosever it was
	back   bool   // which direction it was sent for
	// What follows is for pages that lead to others in another way than by a cursor in them.
	before int64       // number of items on the pages before, as far as they have been seen
	url    *url.URL    // that was asked for
	header http.Header // of the answer
}

// samePage reports whether two copies of pages hold the same, however they were
// asked for: go-cmp can't read the field that remembers it.
func samePage(x, y page) bool {
	*x.pageLink(), *y.pageLink() = pager{}, pager{}
	return reflect.DeepEqual(x, y)
}

// page is a pointer to a generated page type.
type page interface {
	codable
	pageInfo() pageInfo
	pageLink() *pager
	pageLen() int // number of items
}

// pageAfter is a pageShape, which finds the cursor of the page after one; empty for none.
type pageAfter interface {
	pageShape
	after(f *pageRequest, info pageInfo, items int) (cursor string, err error)
}

// What is generic here has pointers for type arguments as a rule, for which the
// compiler makes one function in all, unless it is inlined.

// listPage sends a request whose answer is the page p.
func listPage[P page](ctx context.Context, c *core, op *operation, args []string, params codable, p P, opts []RequestOption) (P, error) {
	from := &pageRequest{core: c, op: op, args: args, params: params, opts: opts}
	return answered(p, from.fetch(ctx, p, nil))
}

// fetch sends the request and decodes the page.
func (f *pageRequest) fetch(ctx context.Context, p page, opts []RequestOption) error {
	if len(opts) > 0 {
		f.opts = append(slices.Clip(f.opts), opts...)
	}
	r, err := f.core.prepare(ctx, f.op, f.args, f.params, f.opts, wantBody)
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
	case f.op.next.by != nil:
		if err := f.op.next.by.ask(r, f.cursor); err != nil {
			return &RequestError{f.op.id, err}
		}
		f.sent = f.cursor
	default:
		r.setQuery(next, f.cursor, next, prev)
		f.sent = f.cursor
	}
	rep, err := r.run(ctx)
	if err == nil && !rep.emptyAnswer() { // one that is documented to have no body is a page without items
		err = rep.decode(p, descriptorOf(p))
	}
	if err != nil {
		return err
	}
	if f.op.next.by != nil {
		f.url, f.header = r.url, rep.resp.Header
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
	if err := lostItems(p); err != nil {
		return nil, err
	}
	link, cursor := from.op.next.param, info.next
	if back {
		link, cursor = from.op.prev.param, info.prev
	}
	turned := back != from.back
	if by, ok := from.op.next.by.(pageAfter); ok && !back && (turned || info.more) {
		var err error
		if cursor, err = by.after(from, info, p.pageLen()); err != nil {
			return nil, err
		}
		link = "next"
	}
	switch {
	case link != "" && cursor == "" && info.says && info.more && !turned:
		return nil, errNoCursor
	case link == "" || cursor == "":
		return nil, nil
	case !turned && !info.more:
		return nil, nil
	case back && from.sent == "":
		return nil, nil // p is the first page
	}
	if cursor == from.sent && !turned {
		return nil, errSameCursor
	}
	to := *from
	to.cursor, to.back = cursor, back
	to.before += int64(p.pageLen())
	return &to, nil
}

// lostItems returns an error if a page seems to have no items, and has members that don't
// fit: the items may be among them, and whoever goes through all pages would miss them.
func lostItems(p page) error {
	s := descriptorOf(p)
	extra := extraOf(p, s)
	if p.pageLen() > 0 || extra == nil || len(*extra) == 0 {
		return nil
	}
	members, _ := rawMembers(string(*extra))
	for _, m := range members {
		if bodyMember(s.members, m.name) >= 0 {
			return fmt.Errorf("page without items, whose member %s doesn't fit: %s", oneLine(m.name, 80), beginning([]byte(m.value)))
		}
	}
	return nil
}

var (
	errSameCursor = errors.New("page repeats a cursor, which would go on forever")
	errNoCursor   = errors.New("page says that there is more, but not where: it has no cursor")
)

// nextPage decodes the page after p into q.
func nextPage[P page](ctx context.Context, p, q P, opts []RequestOption) (P, error) {
	return answered(q, turn(ctx, p, q, false, opts))
}

// previousPage decodes the page before p into q.
func previousPage[P page](ctx context.Context, p, q P, opts []RequestOption) (P, error) {
	return answered(q, turn(ctx, p, q, true, opts))
}

func turn(ctx context.Context, p, q page, back bool, opts []RequestOption) error {
	to, err := neighbour(p, back)
	if err != nil {
		return p.pageLink().from.loop(err)
	}
	if to == nil {
		return ErrNoMorePages
	}
	return to.fetch(ctx, q, opts)
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

// allItems yields the items of all pages, as pointers to them if they are
// structs. fresh returns a new page and how to get at its items.
//
//go:noinline
func allItems[T any](ctx context.Context, c *core, op *operation, args []string, params codable, fresh func() (page, func(i int) T), opts []RequestOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		w := pageWalk{from: &pageRequest{core: c, op: op, args: args, params: params, opts: opts}, set: c.settings(opts)}
		for p, item := fresh(); w.next(ctx, p); p, item = fresh() {
			for i := range w.take(p.pageLen()) {
				if !yield(item(i), nil) {
					return
				}
			}
		}
		if w.err != nil {
			var none T
			yield(none, w.err)
		}
	}
}

// pageWalk goes from page to page.
type pageWalk struct {
	from  *pageRequest
	set   settings
	last  page
	seen  map[string]bool // cursors
	pages int             // how many have been fetched
	items int             // how many have been taken
	err   error
}

// next fetches the next page into p. It reports false at the end and after an
// error, which is then in w.err.
func (w *pageWalk) next(ctx context.Context, p page) bool {
	if w.last != nil && (w.pages == w.set.pageLimit || w.set.itemLimit > 0 && w.items >= w.set.itemLimit || !w.turn()) {
		return false
	}
	w.err = w.from.fetch(ctx, p, nil)
	w.last = p
	w.pages++
	return w.err == nil
}

// take returns how many of n further items are within the limit.
func (w *pageWalk) take(n int) int {
	if w.set.itemLimit > 0 {
		n = min(n, w.set.itemLimit-w.items)
	}
	w.items += n
	return n
}

// turn moves on to the page after the last one, if there is one.
func (w *pageWalk) turn() bool {
	to, err := neighbour(w.last, w.from.back)
	if err == nil && to != nil && w.seen[to.cursor] {
		err = errSameCursor
	}
	if err != nil {
		w.err = w.from.loop(err)
	}
	if err != nil || to == nil {
		return false
	}
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	w.seen[to.cursor] = true
	w.from = to
	return true
}
