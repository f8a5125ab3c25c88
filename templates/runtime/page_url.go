package runtime

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// pageURL is the URL of the next page, which the page has.
type pageURL struct{ end pageEnd }

func (s *pageURL) after(f *pageRequest, info pageInfo, items int) (string, error) {
	if info.next == "" || s.end.last(f, info, items, f.before+int64(items), 0) {
		return "", nil
	}
	return followed(f, info.next)
}

func (s *pageURL) ask(r *request, cursor string) error { return r.follow(cursor) }

// followed makes a URL that an answer has absolute, and refuses one of another host: the request
// that follows it has the caller's credentials. The scheme stays that of the request, since
// servers behind a proxy often name the one that they are called with.
func followed(f *pageRequest, ref string) (string, error) {
	u, err := f.url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return "", errors.New("the URL of the next page is invalid") // it may hold a secret
	}
	web := u.Scheme == "http" || u.Scheme == "https"
	if !web || u.User != nil || !sameHost(u, f.url) {
		return "", errors.New("the URL of the next page leads elsewhere, to " + oneLine(u.Scheme+"://"+u.Host, 120) + ", and is not followed")
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if segment == "." || segment == ".." {
			return "", errors.New("the URL of the next page has the segment " + segment + " in its path")
		}
	}
	u.Scheme, u.Host, u.User = f.url.Scheme, f.url.Host, f.url.User
	u.Fragment, u.RawFragment = "", ""
	if u.String() == f.url.String() {
		return "", errSameCursor
	}
	return u.String(), nil
}

// sameHost reports whether two URLs are of one server: the ports of http and https are alike if
// they are the usual ones.
func sameHost(a, b *url.URL) bool {
	usual := func(u *url.URL) string {
		port := u.Port()
		if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
			return ""
		}
		return port
	}
	return strings.EqualFold(a.Hostname(), b.Hostname()) && usual(a) == usual(b)
}

// follow changes where a request goes. Of its query, only what isn't a parameter of the operation stays: credentials,
// in place of what the URL has of them, and what the base URL and the caller's options add.
func (r *request) follow(to string) error {
	u, err := url.Parse(to)
	if err != nil {
		return errors.New("the URL of the next page is invalid")
	}
	own := r.credentialNames()
	kept := r.pairs(u.RawQuery, func(name string) bool { return !slices.Contains(own, name) })
	has := u.Query()
	kept = append(kept, r.pairs(r.url.RawQuery, func(name string) bool {
		return slices.Contains(own, name) || !has.Has(name) && r.staysInQuery(name)
	})...)
	u.RawQuery = joinQuery(kept...)
	r.url = u
	return nil
}

// credentialNames lists the parameters of the query that hold credentials.
func (r *request) credentialNames() []string {
	var out []string
	for _, s := range r.core.api.schemes {
		if s.kind == queryScheme && r.queryValue(s.name) != "" {
			out = append(out, s.name)
		}
	}
	return out
}

// staysInQuery reports whether a parameter of the query is sent whatever the operation.
func (r *request) staysInQuery(name string) bool {
	for _, p := range r.set.query {
		if p.name == name {
			return true
		}
	}
	beta, _, _ := strings.Cut(r.core.api.betaQuery, "=")
	home, _ := r.home()
	base, err := baseURL(home)
	return name != "" && name == beta || err == nil && base.Query().Has(name)
}

// pairs returns the pairs of a query whose name keep wants.
func (r *request) pairs(query string, keep func(name string) bool) []string {
	var out []string
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(key); err != nil || keep(name) {
			out = append(out, pair)
		}
	}
	return out
}
