package runtime

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
)

// secret is a credential's text. fmt reaches into unexported fields without
// calling methods on them, so the text stands behind a pointer, which prints as
// an address.
type secret struct{ text *string }

const redacted = "[redacted]"

func (s secret) String() string             { return redacted }
func (s secret) GoString() string           { return redacted }
func (s secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }
func (s secret) LogValue() slog.Value       { return slog.StringValue(redacted) }

// credential belongs to a scheme. For basic authentication it is user:password.
type credential struct {
	scheme string
	value  secret
	level  level
	source tokenSource // of values that change; nil for one that doesn't
}

func newCredential(scheme, value string, l level) credential {
	return credential{scheme, secret{&value}, l, nil}
}

// set reports whether there is something to send.
func (c *credential) set() bool {
	return c != nil && (c.source != nil || strings.TrimSpace(*c.value.text) != "")
}

// tokenSource has the credential for an attempt. It is an interface so that a package
// without schemes for tokens needs no code for them.
type tokenSource interface {
	get(ctx context.Context, client *http.Client) (string, error)
	drop(token string)
}

// tokens are the credentials of a request that are asked for before each attempt.
type tokens struct {
	schemes []*scheme
	sources []tokenSource
	sent    []string // of all attempts
	used    []string // of the last attempt
	renewed int      // how often a refused one was replaced
}

// authorize adds tokens to the header of an attempt.
func (a *attempt) authorize(ctx context.Context, h http.Header) error {
	t := &a.tokens
	t.used = nil
	for i, src := range t.sources {
		token, err := src.get(ctx, a.set.client)
		if err != nil {
			return err
		}
		t.used, t.sent = append(t.used, token), append(t.sent, token)
		if err := t.schemes[i].add(token, h, nil); err != nil {
			return err
		}
	}
	if t.sources == nil {
		return nil
	}
	return checkHeader(h)
}

// renew drops tokens that the server has refused, and reports whether the request is worth
// sending once more with new ones.
func (a *attempt) renew(o outcome) bool {
	t := &a.tokens
	if a.fault != faultNone || o.status != http.StatusUnauthorized || len(t.used) == 0 {
		return false
	}
	for i, token := range t.used {
		t.sources[i].drop(token)
	}
	t.renewed++
	return t.renewed == 1 && o.replayable
}

// withCredential sets the credential of a scheme. An empty one that is given to a
// call takes it away, and none is asked for.
func withCredential(scheme, value string) RequestOption {
	return func(s *settings) { s.credentials = append(s.credentials, newCredential(scheme, value, s.level)) }
}

// withBasic sets the credential of a scheme for basic authentication.
func withBasic(scheme, user, password string) RequestOption {
	return withCredential(scheme, user+":"+password)
}

// credential returns the last set for a scheme, or nil.
func (s *settings) credential(scheme string) *credential {
	scheme = s.api.owner(scheme)
	for i := len(s.credentials) - 1; i >= 0; i-- {
		if s.credentials[i].scheme == scheme {
			return &s.credentials[i]
		}
	}
	return nil
}

// owner returns the scheme whose credential a scheme has: itself, or another one.
func (api *apiInfo) owner(id string) string {
	for i := range api.schemes {
		if s := &api.schemes[i]; s.id == id && s.of != "" {
			return s.of
		}
	}
	return id
}

// secrets returns the credentials, in the forms in which they travel.
func (s *settings) secrets() []string {
	var out []string
	for _, c := range s.credentials {
		v := *c.value.text
		if _, password, ok := strings.Cut(v, ":"); ok && password != "" {
			out = append(out, password, base64.StdEncoding.EncodeToString([]byte(v)))
		}
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

// secrets returns what must not be seen: credentials, also those that the
// caller put into a header, the query or the base URL.
func (r *request) secrets() []string {
	out := append(r.set.secrets(), r.tokens.sent...)
	for _, e := range slices.Concat(r.set.envHeaders, r.set.headers) {
		if r.core.api.sensitive(e.name) {
			v := *e.value.text
			out = append(append(out, v), strings.FieldsFunc(v, separates)...) // "Bearer x", "a=x; b=y"
		}
	}
	for _, q := range r.set.query {
		if r.core.api.sensitive(q.name) {
			out = append(out, *q.value.text)
		}
	}
	if r.url != nil {
		out = append(out, r.url.User.Username())
		if password, ok := r.url.User.Password(); ok {
			out = append(out, password)
		}
		for name, vs := range r.url.Query() {
			if r.core.api.sensitive(name) {
				out = append(out, vs...)
			}
		}
	}
	return out
}

// pick chooses among alternatives the set of schemes for which there are
// credentials, those given for the call before those of the client and of the
// environment. It returns nil if there is none.
func (s *settings) pick(alternatives [][]string) []string {
	var best []string
	rank := -1
	for _, set := range alternatives {
		lowest := int(fromCall)
		for _, id := range set {
			c := s.credential(id)
			if !c.set() {
				lowest = -1
				break
			}
			lowest = min(lowest, int(c.level))
		}
		if len(set) > 0 && lowest > rank {
			best, rank = set, lowest
		}
	}
	return best
}

// authenticate adds the credentials of an operation to h and q. A call that
// needs some and has none is refused here: the server would only say no.
func (r *request) authenticate(h http.Header, q *queryString) error {
	c, s := r.core, &r.set
	alternatives := r.op.security
	if alternatives == nil {
		alternatives = c.api.security
	}
	if s.anonymous || s.platform() != nil || len(alternatives) == 0 {
		return nil
	}
	picked := s.pick(alternatives)
	if picked == nil && c.needs(s, alternatives) {
		return c.missingCredential(alternatives)
	}
	for _, id := range picked {
		i := c.scheme(id)
		if i < 0 {
			continue
		}
		sch, cred := &c.api.schemes[i], s.credential(id)
		if cred.source != nil {
			r.useTokens(sch, cred.source, h)
		} else if err := sch.add(*cred.value.text, h, q); err != nil {
			return err
		}
	}
	return nil
}

// useTokens makes attempts ask for a token, unless the caller's options put something in its
// place, and adds the headers that go with it.
func (r *request) useTokens(sch *scheme, source tokenSource, h http.Header) {
	if sch.givenBy(r.set.headers, r.set.query) {
		return
	}
	r.tokens.schemes, r.tokens.sources = append(r.tokens.schemes, sch), append(r.tokens.sources, source)
	for _, with := range sch.tokens.header() {
		if strings.EqualFold(with.name, r.core.api.betaHeader) {
			h.Add(with.name, with.value) // to be joined
		} else {
			h.Set(with.name, with.value)
		}
	}
}

// needs reports whether credentials that nobody set are missing: unless the
// document takes calls without, the caller sent them by other options, or a
// transport of the caller's may add them.
func (c *core) needs(s *settings, alternatives [][]string) bool {
	if len(s.middleware) > 0 || s.transport != nil {
		return false
	}
	if s.client != nil && s.client.Transport != nil {
		if _, plain := s.client.Transport.(*http.Transport); !plain {
			return false
		}
	}
	for _, set := range alternatives {
		if len(set) == 0 {
			return false
		}
		for _, id := range set {
			if i := c.scheme(id); i >= 0 && c.api.schemes[i].givenBy(slices.Concat(s.envHeaders, s.headers), s.query) {
				return false
			}
			if given := s.credential(id); given != nil && given.level == fromCall && !given.set() {
				return false // taken away on purpose
			}
		}
	}
	base, err := baseURL(s.baseURL)
	return err != nil || base.User == nil
}

// scheme returns the index of a scheme, or -1.
func (c *core) scheme(id string) int {
	for i := range c.api.schemes {
		if c.api.schemes[i].id == id {
			return i
		}
	}
	return -1
}

// givenBy reports whether the caller's options send what the scheme would, or
// take it out on purpose.
func (sch *scheme) givenBy(headers []headerEdit, query []queryEdit) bool {
	header := sch.name
	switch sch.kind {
	case bearerScheme, basicScheme, httpScheme:
		header = "Authorization"
	case cookieScheme:
		header = "Cookie"
	case queryScheme:
		for _, q := range query {
			if q.name == sch.name {
				return true
			}
		}
		return false
	default:
	}
	for _, e := range headers {
		if strings.EqualFold(e.name, header) {
			return true
		}
	}
	return false
}

// missingCredential says what would be a credential, and how it is set.
func (c *core) missingCredential(alternatives [][]string) error {
	var ways []string
	source := ""
	for _, set := range alternatives {
		var parts []string
		for _, id := range set {
			part := "the credential " + id
			if i := c.scheme(id); i >= 0 && c.api.schemes[i].with != "" {
				part = c.api.schemes[i].with
				if c.api.schemes[i].tokens != nil {
					source = "; or WithTokenSource, for a token that expires"
				}
				if env := c.api.schemes[i].env; env != "" {
					part += " (or " + env + " in the environment)"
				}
			}
			parts = append(parts, part)
		}
		ways = append(ways, strings.Join(parts, " and "))
	}
	return errors.New("no credential: set " + strings.Join(ways, ", or ") + source + "; or WithoutCredentials, for a gateway that adds it")
}

// add puts a credential where its scheme says that it travels.
func (sch *scheme) add(value string, h http.Header, q *queryString) error {
	switch sch.kind {
	case headerScheme:
		h.Set(sch.name, value)
	case bearerScheme:
		h.Set("Authorization", "Bearer "+value)
	case basicScheme:
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(value)))
	case httpScheme:
		h.Set("Authorization", sch.prefix+" "+value)
	case queryScheme:
		q.add(sch.name, value)
	case cookieScheme:
		if strings.ContainsFunc(value, noCookie) {
			return errors.New("the credential for cookie " + sch.name + " has a character that a cookie can't hold")
		}
		return addCookie(h, sch.name, value)
	}
	return nil
}

func separates(r rune) bool { return strings.ContainsRune(" ;,=", r) }

// sensitive reports whether the value of a header or parameter may be a secret.
func (api *apiInfo) sensitive(name string) bool {
	for _, s := range api.schemes {
		if s.name != "" && strings.EqualFold(s.name, name) {
			return true
		}
	}
	name = strings.ToLower(name)
	if strings.HasSuffix(name, "token") {
		return true
	}
	for _, part := range []string{"auth", "cookie", "secret", "password", "api-key", "apikey", "signature", "credential"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// receivedHeader returns a copy of the header of an answer, as it came but for cookies and what the caller
// has sent as a secret.
func receivedHeader(h http.Header, secrets []string) http.Header {
	out := make(http.Header, len(h))
	for k, vs := range h {
		if k == "Set-Cookie" {
			out[k] = []string{redacted}
			continue
		}
		for _, v := range vs {
			out[k] = append(out[k], hide(v, secrets))
		}
	}
	return out
}

// redact returns a copy of h without the values of sensitive headers.
func (api *apiInfo) redact(h http.Header, secrets []string) http.Header {
	out := make(http.Header, len(h))
	for k, vs := range h {
		if api.sensitive(k) {
			out[k] = []string{redacted}
			continue
		}
		for _, v := range vs {
			out[k] = append(out[k], hide(v, secrets))
		}
	}
	return out
}
