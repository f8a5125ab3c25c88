package runtime

import (
	"errors"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
)

// setURL puts base URL, path and query together. q holds what comes last.
func (r *request) setURL(args []string, params codable, q *queryString) error {
	home, documented := r.home()
	base, err := baseURL(home)
	if err != nil {
		return err
	}
	template, fixed, _ := strings.Cut(r.op.path, "?")
	path, err := expandPath(template, args, r.op.args)
	if err != nil {
		return err
	}
	prefix := strings.TrimRight(base.EscapedPath(), "/")
	if !documented {
		prefix = withoutVersion(collapse(prefix), path)
	}
	full := &queryString{}
	for _, p := range r.op.fixed {
		if p.in == inQuery {
			full.add(p.name, p.value)
		}
	}
	if params != nil {
		if err := query(params, full); err != nil {
			return err
		}
	}
	api := r.core.api
	beta := ""
	if api.betaQuery != "" && (r.op.beta || r.header.Get(api.betaHeader) != "") && !hasPair(fixed, api.betaQuery) {
		beta = api.betaQuery
	}
	for _, p := range r.set.query {
		full.add(p.name, *p.value.text)
	}
	u := *base
	u.RawQuery = joinQuery(base.RawQuery, fixed, full.String(), beta, q.String())
	u.Path, u.RawPath = "", ""
	escaped := prefix + path
	if u.Path, err = url.PathUnescape(escaped); err != nil {
		return err
	}
	u.RawPath = escaped
	r.url = &u
	return nil
}

// home returns the URL of the server that the request goes to: what the caller says, or
// the platform, before that of the operation, and that before the API's. documented is set
// if it is one of the document's.
func (r *request) home() (url string, documented bool) {
	if url := r.set.platformURL(); url != "" {
		return url, false
	}
	own := r.op.server
	switch {
	case own == nil || r.set.baseURL != "" && !r.set.documented:
		return r.set.baseURL, r.set.documented
	case own.env != "" && !r.set.noEnv:
		if v := strings.TrimSpace(os.Getenv(own.env)); v != "" {
			return v, false
		}
	}
	return own.url, true
}

// collapse makes one slash of several in the path of a base URL, which servers
// don't take for one.
func collapse(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

// withoutVersion takes the version off the end of a base URL's path if the
// operation's path begins with it: "https://host/v1" with "/v1/things" is meant
// as "https://host/v1/things".
func withoutVersion(prefix, path string) string {
	i := strings.LastIndexByte(prefix, '/')
	if i < 0 {
		return prefix
	}
	version := prefix[i:]
	if len(version) > 2 && version[1] == 'v' && '0' <= version[2] && version[2] <= '9' && strings.HasPrefix(path, version+"/") {
		return prefix[:i]
	}
	return prefix
}

// baseURL reads the URL that paths are appended to.
func baseURL(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, errors.New("no base URL: set WithBaseURL")
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, errors.New("base URL is invalid") // it may hold a password
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("base URL must begin with https:// or http:// and a host")
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if segment == "." || segment == ".." {
			return nil, errors.New("base URL must not have the segment " + strconv.Quote(segment) + " in its path")
		}
	}
	u.Fragment, u.RawFragment = "", "" // which are for browsers
	return u, nil
}

// expandPath fills the placeholders of a path. An argument can't leave its
// segment: what has a meaning in a URL is escaped, and what servers and proxies
// resolve as a relative path is refused.
func expandPath(template string, args []string, styles []*style) (string, error) {
	var b strings.Builder
	rest := template
	for {
		before, after, ok := strings.Cut(rest, "{")
		escapeLiteral(&b, before)
		if !ok {
			break
		}
		name, tail, ok := strings.Cut(after, "}")
		if !ok || len(args) == 0 {
			return "", errors.New("path " + template + " has more placeholders than arguments")
		}
		text := args[0]
		if len(styles) > 0 {
			var err error
			if text, err = styledArg(name, text, styles[0]); err != nil {
				return "", err
			}
			styles = styles[1:]
		} else {
			text = url.PathEscape(text)
		}
		if text == "" || text == "." || text == ".." {
			return "", errors.New("path parameter " + name + " is " + strconv.Quote(text))
		}
		b.WriteString(text)
		args, rest = args[1:], tail
	}
	for segment := range strings.SplitSeq(b.String(), "/") {
		if segment == "." || segment == ".." {
			return "", errors.New("path parameters make the segment " + strconv.Quote(segment))
		}
	}
	if !strings.HasPrefix(b.String(), "/") {
		return "/" + b.String(), nil
	}
	return b.String(), nil
}

// styledArg writes an argument in its style, if it has one. Then it is JSON, and
// empty if it can't be encoded.
func styledArg(name, arg string, s *style) (string, error) {
	if s == nil || arg == "" {
		return url.PathEscape(arg), nil
	}
	parts, err := s.write(&styled{s, name, inPath, arg})
	return strings.Join(parts, ""), err
}

// escapeLiteral writes the fixed part of a path. One character in it that a URL
// can't hold, and net/url would encode the whole path anew, so that arguments
// would leave their segments.
func escapeLiteral(b *strings.Builder, s string) {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>?\\^`|}", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hexUpper[c>>4])
			b.WriteByte(hexUpper[c&15])
		} else {
			b.WriteByte(c)
		}
	}
}

func joinQuery(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(parts, "&")
}

// hasPair reports whether a query has a pair, as in "beta=true".
func hasPair(query, pair string) bool {
	return slices.Contains(strings.Split(query, "&"), pair)
}

// setQuery replaces the parameters named drop of r's query by name=value.
func (r *request) setQuery(name, value string, drop ...string) {
	var kept []string
	for pair := range strings.SplitSeq(r.url.RawQuery, "&") {
		key, _, _ := strings.Cut(pair, "=")
		if k, err := url.QueryUnescape(key); err == nil && slices.Contains(drop, k) {
			continue
		}
		kept = append(kept, pair)
	}
	q := &queryString{}
	q.add(name, value)
	r.url.RawQuery = joinQuery(append(kept, q.String())...)
}

// queryValue returns the first value of a parameter of r's query.
func (r *request) queryValue(name string) string {
	if name == "" {
		return ""
	}
	return r.url.Query().Get(name)
}
