package runtime

import (
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
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
}

func newCredential(scheme, value string, l level) credential {
	return credential{scheme, secret{&value}, l}
}

// withCredential sets the credential of a scheme. An empty one takes it away.
func withCredential(scheme, value string) RequestOption {
	return func(s *settings) { s.credentials = append(s.credentials, newCredential(scheme, value, s.level)) }
}

// withBasic sets the credential of a scheme for basic authentication.
func withBasic(scheme, user, password string) RequestOption {
	return withCredential(scheme, user+":"+password)
}

// credential returns the last set for a scheme, or nil.
func (s *settings) credential(scheme string) *credential {
	for i := len(s.credentials) - 1; i >= 0; i-- {
		if s.credentials[i].scheme == scheme {
			return &s.credentials[i]
		}
	}
	return nil
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
	out := r.set.secrets()
	for _, e := range r.set.headers {
		if r.core.api.sensitive(e.name) {
			out = append(append(out, e.value), strings.FieldsFunc(e.value, separates)...) // "Bearer x", "a=x; b=y"
		}
	}
	for _, q := range r.set.query {
		if r.core.api.sensitive(q.name) {
			out = append(out, q.value)
		}
	}
	if r.url != nil {
		if password, ok := r.url.User.Password(); ok {
			out = append(out, password)
		}
	}
	return out
}

// pick chooses among alternatives the set of schemes for which there are
// credentials, those given for the call before those of the client and of the
// environment. Without any, nothing is picked: a gateway or a transport may
// add what is missing.
func (s *settings) pick(alternatives [][]string) []string {
	var best []string
	rank := -1
	for _, set := range alternatives {
		lowest := int(fromCall)
		for _, id := range set {
			c := s.credential(id)
			if c == nil || *c.value.text == "" {
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

// authenticate adds the credentials of an operation to h and q.
func (c *core) authenticate(s *settings, op *operation, h http.Header, q *queryString) {
	alternatives := op.security
	if alternatives == nil {
		alternatives = c.api.security
	}
	for _, id := range s.pick(alternatives) {
		value := *s.credential(id).value.text
		for i := range c.api.schemes {
			if sch := &c.api.schemes[i]; sch.id == id {
				sch.add(value, h, q)
			}
		}
	}
}

func (s *scheme) add(value string, h http.Header, q *queryString) {
	switch s.kind {
	case headerScheme:
		h.Set(s.name, value)
	case bearerScheme:
		h.Set("Authorization", "Bearer "+value)
	case basicScheme:
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(value)))
	case queryScheme:
		q.add(s.name, value)
	case cookieScheme:
		addCookie(h, s.name, value)
	}
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

// hide takes secrets out of a text. Very short ones are left: they would be
// found everywhere.
func hide(text string, secrets []string) string {
	for _, s := range secrets {
		if len(s) >= 8 {
			text = strings.ReplaceAll(text, s, redacted)
			text = strings.ReplaceAll(text, url.QueryEscape(s), redacted)
		}
	}
	return text
}
