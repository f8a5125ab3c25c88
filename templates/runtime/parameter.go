package runtime

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Parameters in queries, headers and cookies.

// query adds the query members of v to q.
func query(v codable, q *queryString) error {
	s := descriptorOf(v)
	for i := range s.members {
		m := &s.members[i]
		if m.in != inQuery && m.in != inQuerystring {
			continue
		}
		if m.as != nil {
			parts, err := styledMember(v, i, m)
			if err != nil {
				return err
			}
			q.addEscaped(parts...)
			continue
		}
		vs, err := values(v, i)
		if err != nil {
			return err
		}
		for _, text := range vs {
			q.add(m.name(), text)
		}
	}
	return nil
}

// styledMember writes member i, which has a style; nothing if it is not set.
func styledMember(v codable, i int, m *member) ([]string, error) {
	c := coder{mode: encoding}
	v.field(&c, i)
	if c.err != nil || c.out.n == 0 {
		return nil, c.err
	}
	return m.as.write(&styled{m.as, m.name(), m.in, string(c.out.bytes())})
}

// headers adds the header and cookie members of v to h.
func headers(v codable, h http.Header) error {
	s := descriptorOf(v)
	for i := range s.members {
		m := &s.members[i]
		if m.in != inHeader && m.in != inCookie {
			continue
		}
		vs, err := values(v, i)
		if m.as != nil {
			vs, err = styledMember(v, i, m)
		}
		switch {
		case err != nil:
			return err
		case len(vs) == 0:
		case m.in == inHeader:
			h.Set(m.name(), strings.Join(vs, ","))
		case m.as != nil:
			joinCookies(h, vs...)
		default:
			if err := addCookie(h, m.name(), escapeCookie(vs[0])); err != nil {
				return err
			}
		}
	}
	return nil
}

// addCookie adds a cookie to the one header that holds all of them.
func addCookie(h http.Header, name, value string) error {
	if !validToken(name) {
		return errors.New("cookie name " + strconv.Quote(clip(name)) + " is invalid")
	}
	joinCookies(h, name+"="+value)
	return nil
}

// joinCookies adds pairs to the header.
func joinCookies(h http.Header, pairs ...string) {
	if have := h.Get("Cookie"); have != "" {
		pairs = append([]string{have}, pairs...)
	}
	h.Set("Cookie", strings.Join(pairs, "; "))
}

// noCookie reports whether a character ends a cookie's value, or is lost in it.
func noCookie(r rune) bool { return r <= ' ' || r >= 0x7f || r == '"' || r == ';' || r == '\\' }

// escapeCookie writes what a cookie can't hold as a URL would: spaces, quotes,
// semicolons, backslashes, control characters and what is no ASCII, and a percent
// sign that would be read as the beginning of such an escape.
func escapeCookie(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		escape := noCookie(rune(c))
		if escape || isEscape(s[i:]) {
			b.WriteByte('%')
			b.WriteByte(hexUpper[c>>4])
			b.WriteByte(hexUpper[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isEscape reports whether s begins with an escape of URLs, like %2F.
func isEscape(s string) bool {
	if len(s) < 3 || s[0] != '%' {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}

// queryString builds a query whose parameters keep their order.
type queryString struct{ b strings.Builder }

func (q *queryString) name(name string) {
	if q.b.Len() > 0 {
		q.b.WriteByte('&')
	}
	q.b.WriteString(url.QueryEscape(name))
	q.b.WriteByte('=')
}

func (q *queryString) add(name, value string) {
	q.name(name)
	q.b.WriteString(url.QueryEscape(value))
}

// addEscaped adds what is escaped already.
func (q *queryString) addEscaped(parts ...string) {
	for _, p := range parts {
		if q.b.Len() > 0 {
			q.b.WriteByte('&')
		}
		q.b.WriteString(p)
	}
}

func (q *queryString) String() string { return q.b.String() }

// A flattener receives a parameter's values one by one: text, or in a form a file,
// which is a *File. Its type is not said here, so that a package without files
// needs no code for them.
type flattener func(text string, file any)

// scalar hands a value to the flattener.
func (c *coder) scalar(text string) {
	c.handed = true
	if c.flat != nil {
		c.flat(text, nil)
	}
}

// hasText reports whether member i is written as a text, which may be empty. It
// leaves c as it was: a coder of its own would be an allocation.
func (c *coder) hasText(v codable, i int) bool {
	mode, flat, err := c.mode, c.flat, c.err
	c.mode, c.flat, c.handed = flattening, nil, false
	v.field(c, i)
	c.mode, c.flat, c.err = mode, flat, err
	return c.handed
}

// flattenObject hands on an object that stands where a parameter has room for
// text only: as JSON.
func (c *coder) flattenObject(v codable) {
	e := coder{mode: encoding}
	e.walk(v)
	if e.err != nil {
		c.fail(e.err)
		return
	}
	c.scalar(string(e.out.bytes()))
}

// values collects the texts of member i.
func values(v codable, i int) ([]string, error) {
	var out []string
	c := coder{mode: flattening, flat: func(text string, _ any) { out = append(out, text) }}
	v.field(&c, i)
	return out, c.err
}
