package runtime

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// Parameters that are more than a text in the usual place: arrays, objects, and
// what may be either. Each is encoded as JSON first, so that what is written
// depends on the value alone, and then by the function of its style.

// as writes the parameter by a function of its style. There is nothing to write of
// what OpenAPI calls undefined: null, and arrays and objects without an element.
func (p *styled) as(write func(p *styled, v *jsonValue) ([]string, error)) ([]string, error) {
	v, err := parseValue(p.json)
	switch {
	case err != nil:
		return nil, err
	case !v.undefined():
		return write(p, v)
	case p.empty && v.kind != 'n':
		return []string{p.pair(p.name, "")}, nil
	}
	return nil, nil
}

// The functions of the styles, as generated code names them.
func formStyle(p *styled) ([]string, error)   { return p.as(writeForm) }
func deepStyle(p *styled) ([]string, error)   { return p.as(writeDeep) }
func simpleStyle(p *styled) ([]string, error) { return p.as(writeSimple) }
func labelStyle(p *styled) ([]string, error)  { return p.as(writeLabel) }
func matrixStyle(p *styled) ([]string, error) { return p.as(writeMatrix) }

// jsonContent writes a parameter whose content is JSON.
func jsonContent(p *styled) ([]string, error) { return p.content(p.json) }

// textContent writes a parameter whose content is text.
func textContent(p *styled) ([]string, error) {
	return p.as(func(p *styled, v *jsonValue) ([]string, error) { return p.content(v.flat()) })
}

// formContent writes a parameter whose content is a form.
func formContent(p *styled) ([]string, error) {
	form := &styled{&style{explode: true}, p.name, inQuery, p.json}
	pairs, err := formStyle(form)
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	return p.content(strings.Join(pairs, "&"))
}

// jsonValue is a JSON value taken apart.
type jsonValue struct {
	kind  byte   // 's' for a scalar, 'n' for null, '[', '{'
	text  string // of a scalar
	json  string
	names []string     // of the members
	items []*jsonValue // elements, or values of the members, without those that are null
}

// parseValue takes JSON apart into what the styles of parameters write.
func parseValue(src string) (*jsonValue, error) {
	v := &jsonValue{kind: 's', text: src, json: src}
	d := coder{mode: decoding, src: src}
	switch d.peek() {
	case 'n':
		v.kind = 'n'
	case '"':
		v.text = d.str()
	case '{':
		v.kind = '{'
		members, err := rawMembers(src)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if err := v.add(m.name, m.value); err != nil {
				return nil, err
			}
		}
	case '[':
		v.kind = '['
		if !d.open('[') || d.shut(']') {
			break
		}
		for d.err == nil {
			d.space()
			at := d.pos
			d.skip()
			if err := v.add("", src[at:d.pos]); err != nil {
				return nil, err
			}
			if !d.more(']') {
				break
			}
		}
	}
	return v, d.err
}

// add adds an element or a member unless it is null.
func (v *jsonValue) add(name, src string) error {
	e, err := parseValue(src)
	if err != nil || e.kind == 'n' {
		return err
	}
	v.items = append(v.items, e)
	if v.kind == '{' {
		v.names = append(v.names, name)
	}
	return nil
}

func (v *jsonValue) undefined() bool {
	return v.kind == 'n' || v.kind != 's' && len(v.items) == 0
}

// flat is the value as one text: JSON unless it is a scalar.
func (v *jsonValue) flat() string {
	if v.kind == 's' {
		return v.text
	}
	return v.json
}

// list writes the elements of the value: a scalar is the only one, and members
// are names and values, with equals between them or as elements of their own.
func (p *styled) list(v *jsonValue, equals bool) []string {
	if v.kind == 's' {
		return []string{p.escape(v.text)}
	}
	var out []string
	for i, e := range v.items {
		text := p.escape(e.flat())
		switch {
		case v.kind == '[':
			out = append(out, text)
		case equals:
			out = append(out, p.escape(v.names[i])+"="+text)
		default:
			out = append(out, p.escape(v.names[i]), text)
		}
	}
	return out
}

// pair is a name and a value that is escaped, as a query and cookies have them.
func (p *styled) pair(name, value string) string {
	if p.in == inCookie {
		return name + "=" + value
	}
	return url.QueryEscape(name) + "=" + value
}

// escape makes a text fit the place where the parameter travels.
func (p *styled) escape(s string) string {
	switch {
	case p.verbatim:
		return s
	case p.in == inHeader:
		return quoteElement(s)
	case p.reserved:
		return escapeExcept(s, reservedIn(p.in))
	case p.in == inQuery:
		return url.QueryEscape(s)
	case p.in == inCookie:
		return strings.ReplaceAll(escapeCookie(s), ",", "%2C")
	}
	return escapeExcept(s, "")
}

// reservedIn lists the characters of RFC 3986 that a place can hold and that don't
// end there what is a value.
func reservedIn(in place) string {
	if in == inPath {
		return ":/@!$&'()*+,;=%"
	}
	return ":/?@!$'()*,;=%"
}

// escapeExcept escapes as URLs do all but letters, digits, -._~ and the
// characters listed. A percent sign among those stays where it begins an escape.
func escapeExcept(s, allowed string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		plain := 'a' <= c|' ' && c|' ' <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 || strings.IndexByte(allowed, c) >= 0
		if plain && (c != '%' || isEscape(s[i:])) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hexUpper[c>>4])
		b.WriteByte(hexUpper[c&15])
	}
	return b.String()
}

// quoteElement writes an element of a header's list so that it stays one: in
// quotes, as RFC 9110 has it, if it has a comma or quotes, or would lose spaces.
func quoteElement(s string) string {
	if !strings.ContainsAny(s, `,"`) && strings.TrimSpace(s) == s {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// writeForm writes parameters of the query and cookies:
//
//	tags=a,b  point=x,1,y,2       without explode
//	tags=a&tags=b  x=1&y=2        with it
//
// Where explode has no name for what is inside, it is that of PHP, Rails and qs:
// x[y]=1 for members, x[0][y]=1 for those of elements.
func writeForm(p *styled, v *jsonValue) ([]string, error) {
	if v.kind == 's' || !p.explode {
		sep := p.sep
		if sep == "" {
			sep = ","
		}
		return p.cookies([]string{p.pair(p.name, strings.Join(p.list(v, false), sep))})
	}
	if v.kind == '[' {
		return p.cookies(p.nested(nil, p.name, v))
	}
	var out []string
	for i, e := range v.items {
		out = p.nested(out, v.names[i], e)
	}
	return p.cookies(out)
}

// writeDeep writes deepObject: filter[name]=a&filter[owner][id]=1. Of an array
// as a whole, which OpenAPI has no form for, each element is tags[]=a.
func writeDeep(p *styled, v *jsonValue) ([]string, error) {
	name := p.name
	if v.kind == '[' && !v.holdsMore() {
		name += "[]"
	}
	return p.nested(nil, name, v), nil
}

// nested appends a pair for each scalar of v, which is called name.
func (p *styled) nested(out []string, name string, v *jsonValue) []string {
	if v.kind == 's' {
		return append(out, p.pair(name, p.escape(v.text)))
	}
	for i, e := range v.items {
		inner := name
		switch {
		case v.kind == '{':
			inner += "[" + v.names[i] + "]"
		case v.holdsMore():
			inner += "[" + itoa(i) + "]"
		}
		out = p.nested(out, inner, e)
	}
	return out
}

// holdsMore reports whether an element is an array or an object itself.
func (v *jsonValue) holdsMore() bool {
	for _, e := range v.items {
		if e.kind != 's' {
			return true
		}
	}
	return false
}

// cookies refuses what no cookie can be. Other places have nothing to refuse.
func (p *styled) cookies(pairs []string) ([]string, error) {
	for _, pair := range pairs {
		if p.in != inCookie {
			break
		}
		name, value, _ := strings.Cut(pair, "=")
		switch {
		case !validToken(name):
			return nil, errors.New("cookie name " + strconv.Quote(clip(name)) + " is invalid")
		case strings.ContainsFunc(value, noCookie):
			return nil, errors.New("cookie " + name + " has a character that a cookie can't hold")
		}
	}
	return pairs, nil
}

// writeSimple writes what stands in a header, or as part of a path:
//
//	a,b  x,1,y,2     without explode
//	a,b  x=1,y=2     with it
func writeSimple(p *styled, v *jsonValue) ([]string, error) {
	if v.kind == 's' && p.in == inHeader {
		return []string{v.text}, nil
	}
	return []string{strings.Join(p.list(v, p.explode), ",")}, nil
}

// writeLabel writes what stands in a path after a dot:
//
//	.a,b  .x,1,y,2     without explode
//	.a.b  .x=1.y=2     with it
func writeLabel(p *styled, v *jsonValue) ([]string, error) {
	sep := ","
	if p.explode {
		sep = "."
	}
	return []string{"." + strings.Join(p.list(v, p.explode), sep)}, nil
}

// writeMatrix writes what stands in a path after a semicolon and its name:
//
//	;tags=a,b  ;point=x,1,y,2       without explode
//	;tags=a;tags=b  ;x=1;y=2        with it
func writeMatrix(p *styled, v *jsonValue) ([]string, error) {
	texts := p.list(v, true)
	name := ";" + escapeExcept(p.name, "")
	switch {
	case v.kind == 's' && v.text == "":
		return []string{name}, nil
	case v.kind == 's' || !p.explode:
		return []string{name + "=" + strings.Join(p.list(v, false), ",")}, nil
	case v.kind == '[':
		return []string{name + "=" + strings.Join(texts, name+"=")}, nil
	}
	return []string{";" + strings.Join(texts, ";")}, nil
}

// content writes a text that is the value as a whole.
func (p *styled) content(text string) ([]string, error) {
	switch p.in {
	case inHeader:
		return []string{text}, nil
	case inCookie, inQuery:
		return p.cookies([]string{p.pair(p.name, p.escape(text))})
	}
	return []string{p.escape(text)}, nil
}
