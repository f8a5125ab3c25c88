package runtime

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// octetStream is the media type of what is not known better.
const (
	octetStream = "application/octet-stream"
	textMedia   = "text/plain"
)

// want says what becomes of an answer.
type want uint8

const (
	wantBody     want = iota // read as a whole, within an attempt
	wantEvents               // handed on as it comes
	wantLines                // likewise
	wantDownload             // likewise
)

// request is a call made ready: what doesn't change between attempts.
type request struct {
	core   *core
	op     *operation
	set    settings
	want   want
	client *http.Client
	url    *url.URL
	header http.Header
	host   string // in place of the URL's; mostly empty
	body   *payload
	tokens tokens // what changes
}

// prepare makes a call ready, and refuses what can't be sent.
func (c *core) prepare(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption, w want) (*request, error) {
	r := &request{core: c, op: op, set: c.settings(opts), want: w, client: c.client}
	if r.set.meta != nil {
		*r.set.meta = ResponseMeta{} // of an earlier call
	}
	if r.set.ownClient {
		r.client = c.httpClient(&r.set)
	}
	if err := r.build(ctx, args, params); err != nil {
		if invalid, ok := errors.AsType[*ValidationError](err); ok {
			return nil, invalid
		}
		return nil, &RequestError{op.id, err}
	}
	return r, nil
}

var errNoContext = errors.New("the context is nil")

// build makes the request that every attempt sends: body, URL and headers.
func (r *request) build(ctx context.Context, args []string, params codable) error {
	if r.set.err != nil {
		return r.set.err
	}
	if ctx == nil {
		return errNoContext
	}
	if err := r.chooseBody(); err != nil {
		return err
	}
	if params != nil {
		if err := r.op.validate(params); err != nil {
			return err
		}
		if err := r.tooLong(ctx, params); err != nil {
			return err
		}
	}
	var err error
	if r.body, err = newPayload(r.op, params, r.want == wantEvents); err != nil {
		return err
	}
	if err := r.body.limit(r.maxRequest()); err != nil {
		return err
	}
	q := &queryString{}
	if err := r.setHeader(params, q); err != nil {
		return err
	}
	return r.setURL(args, params, q)
}

// chooseBody makes the body the one that the caller asks for.
func (r *request) chooseBody() error {
	want := r.set.contentType
	if want == "" || r.op.body == nil {
		return nil
	}
	if r.op.others != nil {
		if op := r.op.others.as(r.op, want); op != nil {
			r.op = op
			return nil
		}
	}
	return errors.New("WithContentType: the document describes no body of this type that the params can be written as")
}

// maxRequest returns how large the body may be; 0 for no limit.
func (r *request) maxRequest() int64 {
	if r.set.maxRequest != 0 {
		return r.set.maxRequest
	}
	return r.op.maxBytes
}

// tooLong refuses a call without streaming that a connection may not outlast,
// unless the caller said how long it may take.
func (r *request) tooLong(ctx context.Context, params codable) error {
	l := r.op.longCall
	if l == nil || r.want != wantBody || r.set.patient || l.perHour <= 0 {
		return nil
	}
	if _, bounded := ctx.Deadline(); bounded {
		return nil
	}
	i := findMember(descriptorOf(params).members, l.member)
	if i < 0 {
		return nil
	}
	c := coder{mode: encoding}
	params.field(&c, i)
	given := string(c.out.bytes())
	n, err := strconv.ParseInt(given, 10, 64)
	if err != nil {
		return nil //nolint:nilerr // absent, or no number: the server will say
	}
	if float64(n)/float64(l.perHour)*float64(time.Hour) <= float64(l.limit) {
		return nil
	}
	return errors.New(l.member + " of " + given + " may take longer than " + l.limit.String() +
		", which connections don't outlast: stream the answer, set WithTimeout, or give the context a deadline")
}

// setHeader builds the header. Credentials that travel in the query go to q.
func (r *request) setHeader(params codable, q *queryString) error {
	h := make(http.Header, 12)
	r.header = h
	h.Set("User-Agent", r.userAgent())
	if a := r.accept(); a != "" {
		h.Set("Accept", a)
	}
	if r.want == wantDownload {
		// Without this the transport asks for gzip, and the size is not known.
		h.Set("Accept-Encoding", "identity")
	}
	if r.body != nil && r.body.contentType != "" {
		h.Set("Content-Type", r.body.contentType)
	}
	for _, p := range r.op.fixed {
		switch p.in {
		case inHeader:
			h.Set(p.name, p.value)
		case inCookie:
			if err := addCookie(h, p.name, p.value); err != nil {
				return err
			}
		default:
		}
	}
	if r.set.platform() == nil { // they are for the API's own servers, and gateways to them
		for _, e := range r.set.envHeaders {
			h.Set(e.name, *e.value.text)
		}
	}
	if params != nil {
		if err := headers(params, h); err != nil {
			return err
		}
	}
	if err := r.authenticate(h, q); err != nil {
		return err
	}
	if join := r.core.api.joinBetas; join != nil {
		join(r, params)
	}
	if err := r.editHeader(); err != nil {
		return err
	}
	if k := r.op.onceKey; k != "" && h.Get(k) == "" {
		h.Set(k, rand.Text())
	}
	return checkHeader(h)
}

func (r *request) accept() string {
	switch r.want {
	case wantEvents:
		return "text/event-stream"
	case wantDownload:
		return first(r.op.accept, "*/*")
	default:
		return first(r.op.accept, "application/json")
	}
}

// editHeader does what the caller's options say. The list of betas has been
// joined with theirs already.
func (r *request) editHeader() error {
	betas := http.CanonicalHeaderKey(r.core.api.betaHeader)
	for _, e := range r.set.headers {
		switch name := http.CanonicalHeaderKey(e.name); {
		case name == "Host":
			if r.host = *e.value.text; !validHost(r.host) {
				return errors.New("header Host: not the name of a host, with or without a port")
			}
		case e.del:
			r.header.Del(name)
			if name == "User-Agent" {
				r.header[name] = []string{""} // else net/http sends its own
			}
		case upToConnection(name):
			return errors.New("header " + name + " is up to the connection, and can't be set")
		case name != betas:
			r.header.Set(e.name, *e.value.text)
		}
	}
	return nil
}

// upToConnection reports whether a header says how the rest of the request is sent, and where to.
func upToConnection(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Host", "Content-Length", "Transfer-Encoding", "Trailer":
		return true
	}
	return false
}

// validHost reports whether s can be sent as a host: empty means that of the URL.
func validHost(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("/?#@\\\"<>^`{|}", r)
	})
}

// checkHeader refuses what would end a header early. The values stay out of the
// error: they may be secret.
func checkHeader(h http.Header) error {
	for name, vs := range h {
		if !validToken(name) {
			return errors.New("header name " + strconv.Quote(clip(name)) + " is invalid")
		}
		for _, v := range vs {
			if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
				return errors.New("header " + name + ": value with a line break or control character")
			}
		}
	}
	return nil
}

// validToken reports whether s is a token of RFC 9110.
func validToken(s string) bool {
	for i := range len(s) {
		b := s[i]
		letter := 'a' <= b|' ' && b|' ' <= 'z' || '0' <= b && b <= '9'
		if !letter && !strings.ContainsRune("!#$%&'*+-.^_`|~", rune(b)) {
			return false
		}
	}
	return s != ""
}
