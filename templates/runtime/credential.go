package runtime

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
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
			if c == nil || strings.TrimSpace(*c.value.text) == "" {
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
func (c *core) authenticate(s *settings, op *operation, h http.Header, q *queryString) error {
	alternatives := op.security
	if alternatives == nil {
		alternatives = c.api.security
	}
	if s.anonymous || len(alternatives) == 0 {
		return nil
	}
	picked := s.pick(alternatives)
	if picked == nil && c.needs(s, alternatives) {
		return c.missingCredential(alternatives)
	}
	for _, id := range picked {
		value := *s.credential(id).value.text
		for i := range c.api.schemes {
			if sch := &c.api.schemes[i]; sch.id == id {
				if err := sch.add(value, h, q); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// needs reports whether credentials that nobody set are missing: unless the
// document takes calls without, the caller sent them by other options, or a
// transport of the caller's may add them.
func (c *core) needs(s *settings, alternatives [][]string) bool {
	if len(s.middleware) > 0 {
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
			if i := c.scheme(id); i >= 0 && c.api.schemes[i].givenBy(s) {
				return false
			}
			if given := s.credential(id); given != nil && given.level == fromCall && *given.value.text == "" {
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
func (sch *scheme) givenBy(s *settings) bool {
	header := sch.name
	switch sch.kind {
	case bearerScheme, basicScheme:
		header = "Authorization"
	case cookieScheme:
		header = "Cookie"
	case queryScheme:
		for _, q := range s.query {
			if q.name == sch.name {
				return true
			}
		}
		return false
	default:
	}
	for _, e := range s.headers {
		if strings.EqualFold(e.name, header) {
			return true
		}
	}
	return false
}

// missingCredential says what would be a credential, and how it is set.
func (c *core) missingCredential(alternatives [][]string) error {
	var ways []string
	for _, set := range alternatives {
		var parts []string
		for _, id := range set {
			part := "the credential " + id
			if i := c.scheme(id); i >= 0 && c.api.schemes[i].with != "" {
				part = c.api.schemes[i].with
				if env := c.api.schemes[i].env; env != "" {
					part += " (or " + env + " in the environment)"
				}
			}
			parts = append(parts, part)
		}
		ways = append(ways, strings.Join(parts, " and "))
	}
	return errors.New("no credential: set " + strings.Join(ways, ", or ") + "; or WithoutCredentials, for a gateway that adds it")
}

func (s *scheme) add(value string, h http.Header, q *queryString) error {
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
		if strings.ContainsFunc(value, noCookie) {
			return errors.New("the credential for cookie " + s.name + " has a character that a cookie can't hold")
		}
		return addCookie(h, s.name, value)
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

// hide takes secrets out of a text, also those that stand there escaped, as in
// JSON, HTML or a URL, and the beginning of one at the end, where the text may
// have been cut. Very short secrets are left: they would be found everywhere.
func hide(text string, secrets []string) string {
	for _, s := range secrets {
		if len(s) >= 8 {
			text = hideOne(text, s)
		}
	}
	return text
}

// leastCut is how much of a secret at the end of a text is taken for one.
const leastCut = 6

func hideOne(text, secret string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(text); {
		if c := text[i]; c != secret[0] && !strings.ContainsRune("\\%&+", rune(c)) {
			i++
			continue
		}
		n := matchEscaped(text[i:], secret)
		if n == 0 {
			i++
			continue
		}
		b.WriteString(text[done:i])
		b.WriteString(redacted)
		i += n
		done = i
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// matchEscaped returns how many bytes at the beginning of text are the secret,
// each of its characters escaped or not; 0 if they aren't.
func matchEscaped(text, secret string) int {
	pos, matched := 0, 0
	for matched < len(secret) {
		if pos == len(text) && matched >= leastCut {
			return pos
		}
		n, c := unescaped(text[pos:])
		if n == 0 || !strings.HasPrefix(secret[matched:], c) {
			if matched >= leastCut && pos+12 > len(text) && n == 0 {
				return len(text) // cut inside an escape
			}
			return 0
		}
		pos, matched = pos+n, matched+len(c)
	}
	return pos
}

// unescaped reads one character in any spelling that servers use: as it is, after
// backslashes, as \u0041, %41, +, &#65;, &#x41; or &amp;. n is 0 at the end, and for
// an escape that is cut.
func unescaped(s string) (n int, c string) {
	if s == "" {
		return 0, ""
	}
	switch rest := strings.TrimLeft(s, "\\"); {
	case len(rest) < len(s):
		n = len(s) - len(rest)
		if len(rest) > 4 && rest[0] == 'u' {
			if r, err := strconv.ParseUint(rest[1:5], 16, 16); err == nil {
				return n + 5, string(rune(r))
			}
		}
		if rest == "" || rest[0] == 'u' && len(rest) < 5 {
			return 0, ""
		}
		return n + 1, rest[:1]
	case s[0] == '%':
		for strings.HasPrefix(s[n:], "%25") {
			n += 2 // escaped more than once
			s = s[:n] + "%" + s[n+1:]
		}
		if len(s) < n+3 {
			return 0, ""
		}
		if v, err := strconv.ParseUint(s[n+1:n+3], 16, 8); err == nil {
			return n + 3, string([]byte{byte(v)})
		}
		if n > 0 {
			return n + 1, "%"
		}
	case s[0] == '&':
		if end := strings.IndexByte(s[:min(len(s), 10)], ';'); end > 0 {
			if c := entityChar(s[1:end]); c != "" {
				return end + 1, c
			}
		} else if len(s) < 10 {
			return 0, ""
		}
	case s[0] == '+':
		return 1, "+"
	}
	return 1, s[:1]
}

// entityChar returns the character that an entity of HTML stands for.
func entityChar(name string) string {
	switch name {
	case "amp":
		return "&"
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "quot":
		return `"`
	case "apos":
		return "'"
	}
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		return ""
	}
	base := 10
	if hex := strings.TrimLeft(number, "xX"); hex != number {
		number, base = hex, 16
	}
	if r, err := strconv.ParseUint(number, base, 31); err == nil {
		return string(rune(r))
	}
	return ""
}

// A concealed error says what another says, without the secrets in it. What it
// wraps stays out of reach, but for errors.Is.
type concealed struct {
	text  string
	inner error
}

func (e *concealed) Error() string { return e.text }

func (e *concealed) Is(target error) bool { return errors.Is(e.inner, target) }

// Format keeps fmt from reaching what is concealed.
func (e *concealed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.text) }

// conceal returns err, or what it says without the secrets in it.
func conceal(err error, secrets []string) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if hidden := hide(text, secrets); hidden != text {
		return &concealed{hidden, err}
	}
	return err
}
