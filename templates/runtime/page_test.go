package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// servePages serves notes 0 to total-1, three a page, in both directions.
func servePages(total int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		from := 0
		if a := q.Get("after_id"); a != "" {
			from, _ = strconv.Atoi(a)
			from++
		}
		to := min(from+3, total)
		more := to < total
		if b := q.Get("before_id"); b != "" {
			to, _ = strconv.Atoi(b)
			from = max(to-3, 0)
			more = from > 0
		}
		var items []string
		for i := from; i < to; i++ {
			items = append(items, fmt.Sprintf(`{"id":"%d"}`, i))
		}
		first, last := "", ""
		if from < to {
			first, last = strconv.Itoa(from), strconv.Itoa(to-1)
		}
		answer(w, 200, fmt.Sprintf(`{"data":[%s],"first_id":%q,"last_id":%q,"has_more":%v}`, strings.Join(items, ","), first, last, more))
	}
}

func (tc *testClient) list(t *testing.T, p *noteParams, opts ...RequestOption) (*notePage, error) {
	return listPage(t.Context(), tc.core, &opList, nil, p, new(notePage), opts)
}

// anyNotes asks for all notes; what is required for creating one is set.
var anyNotes = &noteParams{Tags: []string{}}

func freshNotes() (page, func(int) *note) {
	p := new(notePage)
	return p, p.pageItem
}

func ids(p *notePage) string {
	var out []string
	for _, n := range p.Data {
		out = append(out, n.ID)
	}
	return strings.Join(out, " ")
}

func TestPages(t *testing.T) {
	c := newTestClient(t, servePages(8))
	ctx := t.Context()
	p, err := c.list(t, anyNotes)
	if err != nil || hasPrevious(p) || !hasNext(p) {
		t.Fatal(p, err)
	}
	var got []string
	for {
		got = append(got, ids(p))
		q, err := nextPage(ctx, p, new(notePage), nil)
		if errors.Is(err, ErrNoMorePages) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		p = q
	}
	for {
		q, err := previousPage(ctx, p, new(notePage), nil)
		if errors.Is(err, ErrNoMorePages) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		p = q
		got = append(got, ids(p))
	}
	if want := "0 1 2|3 4 5|6 7|3 4 5|0 1 2"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !hasNext(p) {
		t.Error("there is a way back")
	}
}

func TestPagesFromTheMiddle(t *testing.T) {
	c := newTestClient(t, servePages(8))
	p, err := c.list(t, &noteParams{Tags: []string{}, After: "4", Kinds: []string{"a", "b"}})
	if err != nil || ids(p) != "5 6 7" || hasNext(p) || !hasPrevious(p) {
		t.Fatal(p, err)
	}
	if p, err = previousPage(t.Context(), p, new(notePage), nil); err != nil || ids(p) != "2 3 4" {
		t.Error(p, err)
	}
	if _, err := nextPage(t.Context(), new(notePage), new(notePage), nil); !errors.Is(err, ErrNoMorePages) {
		t.Error("a page that nobody asked for has no neighbours:", err)
	}
}

func TestPageQuery(t *testing.T) {
	var queries []string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		queries = append(queries, r.URL.RawQuery)
		servePages(8)(w, r)
	})
	p, err := c.list(t, &noteParams{Tags: []string{}, Before: "7", Kinds: []string{"a&b"}}, WithQuery("x", "1"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = previousPage(t.Context(), p, new(notePage), []RequestOption{WithQuery("y", "2")}); err != nil {
		t.Fatal(err)
	}
	if _, err = nextPage(t.Context(), p, new(notePage), nil); err != nil {
		t.Fatal(err)
	}
	want := "before_id=7&kinds%5B%5D=a%26b&x=1 kinds%5B%5D=a%26b&x=1&y=2&before_id=4 kinds%5B%5D=a%26b&x=1&after_id=6"
	if got := strings.Join(queries, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAll(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		servePages(8)(w, r)
	})
	for _, test := range []struct {
		params *noteParams
		opts   []RequestOption
		want   string
		calls  int
	}{
		{anyNotes, nil, "0 1 2 3 4 5 6 7", 3},
		{anyNotes, []RequestOption{WithItemLimit(4)}, "0 1 2 3", 2},
		{anyNotes, []RequestOption{WithItemLimit(3)}, "0 1 2", 1},
		{anyNotes, []RequestOption{WithPageLimit(2)}, "0 1 2 3 4 5", 2},
		{&noteParams{Tags: []string{}, After: "3"}, nil, "4 5 6 7", 2},
		{&noteParams{Tags: []string{}, Before: "5"}, nil, "2 3 4 0 1", 2},
	} {
		calls = 0
		var got []string
		for n, err := range allItems(t.Context(), c.core, &opList, nil, test.params, freshNotes, test.opts) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, n.ID)
		}
		if strings.Join(got, " ") != test.want || calls != test.calls {
			t.Errorf("got %q, %d calls, want %q, %d", got, calls, test.want, test.calls)
		}
	}
	calls = 0
	for n, err := range allItems(t.Context(), c.core, &opList, nil, noParams{}, freshNotes, nil) {
		if err != nil || n.ID != "0" {
			t.Error(n, err)
		}
		break
	}
	if calls != 1 {
		t.Error("a consumer that stops costs no request:", calls)
	}
}

func TestAllFails(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 2 {
			answer(w, 400, `{}`)
			return
		}
		servePages(8)(w, r)
	})
	n, errs := 0, 0
	for _, err := range allItems(t.Context(), c.core, &opList, nil, noParams{}, freshNotes, nil) {
		if err != nil {
			errs++
		} else {
			n++
		}
	}
	if n != 3 || errs != 1 {
		t.Error(n, errs)
	}
}

// TestCursorsThatRepeat pins that pages which lead back end in an error.
func TestCursorsThatRepeat(t *testing.T) {
	next := map[string]string{"": "1", "1": "2", "2": "1", "x": "x"}
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"data":[{"id":"a"}],"last_id":"`+next[r.URL.Query().Get("after_id")]+`","has_more":true}`)
	})
	for start, want := range map[string]int{"": 3, "x": 1} {
		n := 0
		var last error
		for _, err := range allItems(t.Context(), c.core, &opList, nil, &noteParams{Tags: []string{}, After: start}, freshNotes, nil) {
			if last = err; err == nil {
				n++
			}
		}
		var e *ResponseError
		if !errors.As(last, &e) || !errors.Is(last, errSameCursor) || n != want {
			t.Errorf("%q: %d items, %v", start, n, last)
		}
	}
	p, err := c.list(t, &noteParams{Tags: []string{}, After: "x"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := nextPage(context.Background(), p, new(notePage), nil); !errors.Is(err, errSameCursor) {
		t.Error(err)
	}
}
