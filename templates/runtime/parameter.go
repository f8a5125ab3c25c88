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
		if !m.in.isQuery() {
			continue
		}
		if m.in.isObject() {
			if err := objectQuery(v, i, m, q); err != nil {
				return err
			}
			continue
		}
		vs, err := values(v, i)
		if err != nil {
			return err
		}
		if sep := m.in.separator(); sep != "" && len(vs) > 0 {
			q.addJoined(m.name(), vs, sep)
			continue
		}
		for _, text := range vs {
			q.add(m.name(), text)
		}
	}
	return nil
}

func (p place) separator() string {
	switch p {
	case inQueryComma:
		return ","
	case inQuerySpace:
		return "%20"
	case inQueryPipe:
		return "%7C"
	}
	return ""
}

// objectQuery adds an object, in one of the styles there are for it.
func objectQuery(v codable, i int, m *member, q *queryString) error {
	pairs, err := objectPairs(v, i)
	if err != nil || len(pairs) == 0 {
		return err
	}
	var flat []string
	for _, p := range pairs {
		switch m.in {
		case inQueryDeep:
			q.add(m.name()+"["+p.name+"]", p.value)
		case inQueryMembers:
			q.add(p.name, p.value)
		default:
			flat = append(flat, p.name, p.value)
		}
	}
	if flat != nil {
		q.addJoined(m.name(), flat, ",")
	}
	return nil
}

// objectPairs returns the members of an object as names and texts.
func objectPairs(v codable, i int) ([]pair, error) {
	c := coder{mode: encoding}
	v.field(&c, i)
	if c.err != nil || c.out.n == 0 {
		return nil, c.err
	}
	members, err := rawMembers(string(c.out.bytes()))
	if err != nil {
		return nil, err
	}
	out := make([]pair, len(members))
	for k, m := range members {
		out[k] = pair{m.name, m.value}
		if d := (coder{mode: decoding, src: m.value}); d.peek() == '"' {
			out[k].value = d.str()
		}
	}
	return out, nil
}

// pair is a name and its value, neither of them escaped.
type pair struct{ name, value string }

// headers adds the header and cookie members of v to h.
func headers(v codable, h http.Header) error {
	s := descriptorOf(v)
	for i := range s.members {
		m := &s.members[i]
		if m.in != inHeader && m.in != inCookie {
			continue
		}
		vs, err := values(v, i)
		if err != nil {
			return err
		}
		if len(vs) == 0 {
			continue
		}
		if m.in == inHeader {
			h.Set(m.name(), strings.Join(vs, ","))
		} else if err := addCookie(h, m.name(), escapeCookie(strings.Join(vs, ","))); err != nil {
			return err
		}
	}
	return nil
}

// addCookie adds a cookie to the one header that holds all of them.
func addCookie(h http.Header, name, value string) error {
	if !validToken(name) {
		return errors.New("cookie name " + strconv.Quote(clip(name)) + " is invalid")
	}
	c := name + "=" + value
	if have := h.Get("Cookie"); have != "" {
		c = have + "; " + c
	}
	h.Set("Cookie", c)
	return nil
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
		if c == '%' && i+2 < len(s) {
			_, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			escape = err == nil
		}
		if escape {
			b.WriteByte('%')
			b.WriteByte(hexUpper[c>>4])
			b.WriteByte(hexUpper[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
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

func (q *queryString) addJoined(name string, values []string, sep string) {
	q.name(name)
	for i, v := range values {
		if i > 0 {
			q.b.WriteString(sep)
		}
		q.b.WriteString(url.QueryEscape(v))
	}
}

func (q *queryString) String() string { return q.b.String() }

// A flattener receives a parameter's values one by one: text, or in a form a file,
// which is a *File. Its type is not said here, so that a package without files
// needs no code for them.
type flattener func(text string, file any)

// scalar hands a value to the flattener.
func (c *coder) scalar(text string) {
	if c.flat != nil {
		c.flat(text, nil)
	}
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
