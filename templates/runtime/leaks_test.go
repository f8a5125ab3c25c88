package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const hardSecret = `sk-"é<&>/+ =%\x-0123456789`

// escapes are spellings in which servers send back what they were sent.
func escapes(s string) map[string]string {
	var units, entities, percents strings.Builder
	for _, r := range s {
		fmt.Fprintf(&units, `\u%04X`, r)
		fmt.Fprintf(&entities, "&#x%x;", r)
	}
	for _, b := range []byte(s) {
		fmt.Fprintf(&percents, "%%%02x", b)
	}
	return map[string]string{
		"plain": s, "JSON": strings.Trim(jsonOf(s), `"`), "JSON slashes": strings.ReplaceAll(strings.Trim(jsonOf(s), `"`), "/", `\/`), "all units": units.String(), "entities": entities.String(),
		"HTML": html.EscapeString(s), "query": url.QueryEscape(s), "path": url.PathEscape(s), "percents": percents.String(),
		"JSON in JSON": strings.Trim(jsonOf(jsonOf(s)), `"`), "twice": url.PathEscape(url.PathEscape(s)),
	}
}

func jsonOf(s string) string {
	var o output
	o.addString(s)
	return string(o.bytes())
}

func TestSecretsAreFound(t *testing.T) {
	t.Parallel()
	secrets := []string{hardSecret}
	for name, text := range escapes(hardSecret) {
		if name == "query" {
			text = strings.ReplaceAll(text, "+", "%20") // a plus is a space there, and a plus in the secret
		}
		if got := hide("<"+text+">", secrets); strings.Contains(got, "0123456789") || !strings.Contains(got, redacted) || len(got) > len(redacted)+8 {
			t.Errorf("%s: %s", name, got)
		}
		for n := 24; n < len(text); n++ { // cut anywhere
			if got := hide("<"+text[:n], secrets); len(got) > len("<")+len(redacted)+40 || strings.Contains(got, "0123456789") {
				t.Errorf("%s, cut at %d: %s", name, n, got)
			}
		}
	}
	for _, harmless := range []string{"", "sk-", "nothing", `\`, "&", "%", "%4", `\u00`, "&#x", strings.Repeat(`\`, 100)} {
		if got := hide(harmless, secrets); got != harmless {
			t.Errorf("%q: got %q", harmless, got)
		}
	}
}

// TestSecretsThatComeBack has a server echo the key wherever an answer has room.
func TestSecretsThatComeBack(t *testing.T) {
	const key = "sk-secret/0123+456789"
	var spelled string
	status, contentType, body := 401, "application/json", ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType+"; x="+url.QueryEscape(spelled))
		w.Header().Set("request-id", url.QueryEscape(spelled))
		w.Header().Set("X-Echo", url.PathEscape(spelled))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}, withCredential("key", key), WithMaxRetries(0))
	leaks := func(err error) bool {
		if err == nil {
			return false
		}
		var out strings.Builder
		var walk func(error)
		walk = func(err error) {
			fmt.Fprintf(&out, "%v %+v %s %#v\n", err, err, err, err)
			if e, ok := errors.AsType[*Error](err); ok {
				fmt.Fprintf(&out, "%s %s %s %s %v", e.Type, e.Message, e.RequestID, e.Body, e.Header)
			}
			if r, ok := errors.AsType[*ResponseError](err); ok {
				fmt.Fprintf(&out, "%s %s %s", r.ContentType, r.RequestID, r.Body)
			}
			if inner := errors.Unwrap(err); inner != nil {
				walk(inner)
			}
			if many, ok := err.(interface{ Unwrap() []error }); ok {
				for _, inner := range many.Unwrap() {
					walk(inner)
				}
			}
		}
		walk(err)
		return strings.Contains(out.String(), "0123+456789") || strings.Contains(out.String(), "0123%2B456789") || strings.Contains(out.String(), `\u002B456789`)
	}
	for name, text := range escapes(key) {
		spelled = text
		for _, body = range []string{
			`{"error":{"type":"` + spelled + `","message":"` + spelled + `"},"request_id":"` + spelled + `"}`, `<p>` + spelled, strings.Repeat("x", 1<<20-12) + spelled,
			`{"text":` + `"` + spelled,
		} {
			for _, status = range []int{401, 200} {
				_, err := c.get(t.Context())
				if err == nil || leaks(err) {
					t.Errorf("%s, %d: %.300v", name, status, err)
				}
			}
		}
	}
	broken := WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("proxy refused %s: %w", r.Header.Get("X-Test-Key"), io.ErrClosedPipe)
		})
	})
	_, err := c.get(t.Context(), broken)
	if err == nil || leaks(err) || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v", err)
	}
}

// service is what the generator writes.
type service struct{ core *core }

func TestPrintingAClient(t *testing.T) {
	t.Parallel()
	const key = "sk-secret-0123456789"
	c := newCore(&testAPI, []RequestOption{
		WithoutEnvironment(), WithBaseURL("https://me:" + key + "@host/"), withCredential("key", key), WithHeader("X-Auth", key), WithQuery("token", key),
	})
	stream := &Stream[event]{reader: &eventReader{}}
	page := &notePage{pager: pager{from: &pageRequest{core: c}}}
	for _, v := range []any{&service{c}, service{c}, stream, page, *page, &Download{src: &source{}}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			if s := fmt.Sprintf(verb, v); strings.Contains(s, key) {
				t.Errorf("%s of %T: %s", verb, v, s)
			}
		}
		var b strings.Builder
		slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v)
		if strings.Contains(b.String(), key) {
			t.Errorf("%T: %s", v, b.String())
		}
	}
}

func TestCookieValues(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain": "plain", "a,b": "a,b", "a;b": "a%3Bb", `say "hi"`: "say%20%22hi%22", "é": "%C3%A9", `a\b`: "a%5Cb", "a=b==": "a=b==", "100%": "100%", "%41": "%2541", "a\r\nb": "a%0D%0Ab", "": "",
	} {
		h := http.Header{}
		if err := addCookie(h, "c", escapeCookie(in)); err != nil || h.Get("Cookie") != "c="+want {
			t.Errorf("%q: got %q, %v, want %q", in, h.Get("Cookie"), err, want)
		}
		r := &http.Request{Header: h}
		got, err := r.Cookie("c")
		if err != nil {
			t.Fatal(err)
		}
		if back, err := url.PathUnescape(got.Value); in != "100%" && (err != nil || back != in) {
			t.Errorf("%q arrives as %q, %v", in, back, err)
		}
	}
	if err := addCookie(http.Header{}, "a b", "x"); err == nil {
		t.Error("a name with a space was taken")
	}
	c := newCore(&testAPI, []RequestOption{WithoutEnvironment(), WithBaseURL("http://localhost"), withCredential("cookie", "a;b")})
	if _, err := c.prepare(t.Context(), &opGet, []string{"x"}, noParams{}, nil, wantBody); err == nil || strings.Contains(err.Error(), "a;b") {
		t.Error("a credential isn't changed:", err)
	}
}

// FuzzCookie checks that what is sent is one cookie, and reads as what was given.
func FuzzCookie(f *testing.F) {
	for _, s := range []string{"", "a;b", `"`, "é", "%41", "%4", "\x00\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		h := http.Header{}
		if err := addCookie(h, "c", escapeCookie(in)); err != nil {
			t.Fatal(err)
		}
		if err := checkHeader(h); err != nil {
			t.Fatal(err)
		}
		cookies := (&http.Request{Header: h}).Cookies()
		if len(cookies) != 1 {
			t.Fatalf("%q: %d cookies", h, len(cookies))
		}
		if back, err := url.PathUnescape(cookies[0].Value); err == nil && back != in {
			t.Fatalf("%q arrives as %q", in, back)
		}
	})
}

// TestEmptyPages serves pages without items before one with some.
func TestEmptyPages(t *testing.T) {
	for _, empty := range []int{1, 2, 20} {
		n := 0
		c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
			if n++; n <= empty {
				answer(w, 200, fmt.Sprintf(`{"data":[],"last_id":"c%d","has_more":true}`, n))
				return
			}
			answer(w, 200, `{"data":[`+okNote+`],"last_id":"z","has_more":false}`)
		})
		for name, opts := range map[string][]RequestOption{"no limit": nil, "limit": {WithItemLimit(5)}} {
			n = 0
			items := 0
			for _, err := range allItems(t.Context(), c.core, &opList, nil, noParams{}, func() (page, func(int) *note) { p := new(notePage); return p, p.pageItem }, opts) {
				if err != nil {
					t.Fatal(err)
				}
				items++
			}
			if items != 1 || n != empty+1 {
				t.Errorf("%d empty pages, %s: %d items of %d pages", empty, name, items, n)
			}
		}
	}
}

// lostPage is a page of an API that says whether there is more.
type lostPage struct{ notePage }

func (x *lostPage) pageInfo() pageInfo {
	i := x.notePage.pageInfo()
	i.says = true
	return i
}

func TestPageWithoutCursor(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 200, `{"data":[`+okNote+`],"last_id":null,"has_more":true}`)
	})
	p, err := listPage(t.Context(), c.core, &opList, nil, noParams{}, new(lostPage), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := nextPage(t.Context(), p, new(lostPage), nil); !errors.Is(err, errNoCursor) || errors.Is(err, ErrNoMorePages) {
		t.Error(err)
	}
	var errs []error
	for _, err := range allItems(t.Context(), c.core, &opList, nil, noParams{}, func() (page, func(int) *note) { p := new(lostPage); return p, p.pageItem }, nil) {
		errs = append(errs, err)
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], errNoCursor) {
		t.Error(errs)
	}
}

// keptPage is a page that keeps what doesn't fit.
type keptPage struct {
	notePage
	Extra json.RawMessage
}

func (x *keptPage) field(c *coder, i int) *descriptor {
	if i == len(notePageDescriptor.members) {
		extra(c, &x.Extra)
	}
	return x.notePage.field(c, i)
}

// TestPageWhoseItemsDontFit pins that going through all pages doesn't pass over items
// that can't be read.
func TestPageWhoseItemsDontFit(t *testing.T) {
	body := ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, body) })
	all := func() (n int, last error) {
		for _, err := range allItems(t.Context(), c.core, &opList, nil, noParams{}, func() (page, func(int) *note) { p := new(keptPage); return p, p.pageItem }, nil) {
			if last = err; err == nil {
				n++
			}
		}
		return n, last
	}
	body = `{"data":{"a":` + okNote + `},"has_more":false}`
	var e *ResponseError
	if n, err := all(); n != 0 || !errors.As(err, &e) || !strings.Contains(err.Error(), "member data") {
		t.Error(n, err)
	}
	body = `{"data":[` + okNote + `],"first_id":5,"has_more":false}`
	if n, err := all(); n != 1 || err != nil {
		t.Error(n, err)
	}
}

func TestBackoffsThatOverflow(t *testing.T) {
	t.Parallel()
	const longest = time.Duration(math.MaxInt64)
	for n := 1; n < 200; n++ {
		for _, shortest := range []time.Duration{1, time.Second, longest / 3, longest} {
			for _, random := range []float64{0, 0.5, 1} {
				if d := backoff(n, shortest, longest, random); d < 0 || random == 1 && d < shortest-1024 {
					t.Fatalf("%d, %v, %v: %v", n, shortest, random, d)
				}
			}
		}
	}
}

func TestTimesWithoutAForm(t *testing.T) {
	t.Parallel()
	for _, year := range []int{10000, 292277026, -1} {
		at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		if b, err := encodeJSON(walker(func(c *coder) { timestamp(c, &at) })); err == nil {
			t.Errorf("%s", b)
		}
		if got := argument(at); got != "" {
			t.Error(got)
		}
	}
	for _, d := range []Date{{2024, 2, 30}, {2024, 13, 1}, {10000, 1, 1}, {2024, 1, 0}} {
		if b, err := encodeJSON(walker(func(c *coder) { date(c, &d) })); err == nil || argument(d) != "" {
			t.Errorf("%s %s", b, argument(d))
		}
	}
	var none Date
	c := coder{mode: validating}
	date(&c, &none)
	if len(c.missed) != 1 || argument(none) != "" || argument(Date{2024, 2, 29}) != "2024-02-29" {
		t.Error(c.missed, argument(none))
	}
}
