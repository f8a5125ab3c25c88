package faketest

import (
	"encoding/json"
	"errors"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The styles in which parameters travel, read back. What a text means depends on
// the type of the field that it is for.

// styleInfo says how a parameter is written, by the words of OpenAPI; or as json,
// text or urlencoded, if it has content. No style is a single text, or in a query a
// text each time that the name is there.
type styleInfo struct {
	name    string
	explode bool
}

// styled is a member that has a style.
func styled(m member, style string, explode bool) member {
	m.style = styleInfo{style, explode}
	return m
}

// styledPath returns path parameter i, which has a style.
func styledPath[T any](in *input, i int, d decoder[T], style string, explode bool) T {
	var v T
	name := in.op.placeholders()[i]
	s := styleInfo{style, explode}
	n, err := s.inPath(name, in.args[i], d.typ)
	if err == nil {
		err = n.store(with(&v, d))
	}
	if err != nil {
		in.problemf("path parameter %s: %v", name, err)
	}
	return v
}

// styledPathIs checks a path parameter that has a style and always the same value.
func styledPathIs(in *input, i int, want, style string, explode bool) {
	name := in.op.placeholders()[i]
	v, err := styleInfo{style, explode}.inPath(name, in.args[i], reflect.TypeFor[string]())
	if err == nil {
		err = wantText(strings.Join(v.texts, ","), want)
	}
	if err != nil {
		in.problemf("path parameter %s: %v", name, err)
	}
}

// values are the texts of a parameter, and what is inside, by name.
type values struct {
	texts []string
	names []string // of inner, in their order
	inner map[string]*values
}

// at returns what is at a path inside, and makes it if need be.
func (v *values) at(path ...string) *values {
	for _, name := range path {
		if v.inner[name] == nil {
			if v.inner == nil {
				v.inner = map[string]*values{}
			}
			v.inner[name] = &values{}
			v.names = append(v.names, name)
		}
		v = v.inner[name]
	}
	return v
}

func (v *values) add(text string) { v.texts = append(v.texts, text) }

func (v *values) empty() bool { return v == nil || len(v.texts) == 0 && len(v.inner) == 0 }

// store stores what was read in a field.
func (v *values) store(to any) error {
	b, err := v.json(typeOf(to))
	if err != nil {
		return err
	}
	t := targetOf(to)
	if err = t.decode(b); err != nil && typeOf(to).Kind() == reflect.Interface && len(v.inner) == 0 {
		if t.decode([]byte("["+strings.Join(v.texts, ",")+"]")) == nil { // numbers, of a union that may be a list of them
			return nil
		}
	}
	if err != nil && typeOf(to).Kind() == reflect.Interface && len(v.inner) > 0 && t.decode(v.literal()) == nil {
		return nil // an object of a union, whose members have types that only the object knows
	}
	return err
}

// literal writes the values as JSON in which what looks like a number or a boolean is
// one.
func (v *values) literal() []byte {
	var list []string
	for _, text := range v.texts {
		if text == "true" || text == "false" || text != "" && strings.ContainsAny(text[:1], "-0123456789") && json.Valid([]byte(text)) {
			list = append(list, text)
		} else {
			list = append(list, string(quote(text)))
		}
	}
	for _, name := range v.names {
		inner := string(v.inner[name].literal())
		if !v.numbered() {
			inner = string(quote(name)) + ":" + inner
		}
		list = append(list, inner)
	}
	switch joined := strings.Join(list, ","); {
	case len(v.inner) > 0 && !v.numbered():
		return []byte("{" + joined + "}")
	case len(list) == 1 && len(v.inner) == 0:
		return []byte(joined)
	default:
		return []byte("[" + joined + "]")
	}
}

// json writes the values as the JSON of a type.
func (v *values) json(t reflect.Type) ([]byte, error) {
	t = deref(t)
	switch {
	case len(v.inner) == 0 && (isObjectType(t) || listType(t)) && len(v.texts) == 1 && json.Valid([]byte(v.texts[0])) && strings.ContainsAny(v.texts[0][:1], "[{"):
		return []byte(v.texts[0]), nil
	case len(v.inner) == 0 && isObjectType(t) && len(v.texts) == 0:
		return []byte("{}"), nil
	case len(v.inner) == 0:
		return jsonOf(t, v.texts)
	}
	if array := v.inner[""]; array != nil {
		return jsonOf(t, array.texts)
	}
	if listType(t) || t.Kind() == reflect.Interface && v.numbered() {
		elem := reflect.TypeFor[any]()
		if listType(t) {
			elem = t.Elem()
		}
		list := make([]json.RawMessage, len(v.names))
		for i, name := range v.names {
			b, err := v.inner[name].json(elem)
			if err != nil {
				return nil, err
			}
			list[i] = b
		}
		return json.Marshal(list)
	}
	object := map[string]json.RawMessage{}
	for _, name := range v.names {
		b, err := v.inner[name].json(memberType(t, name))
		if err != nil {
			return nil, errors.New("member " + name + ": " + err.Error())
		}
		object[name] = b
	}
	return json.Marshal(object)
}

// numbered reports whether the names inside are those of elements.
func (v *values) numbered() bool {
	return !slices.ContainsFunc(v.names, func(name string) bool {
		_, err := strconv.Atoi(name)
		return err != nil
	})
}

// isObjectType reports whether values of t have members.
func isObjectType(t reflect.Type) bool {
	return t.Kind() == reflect.Map || t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(textType)
}

// styledValues returns what a request has of a member that has a style.
func (m member) styledValues(in *input) (*values, error) {
	t := deref(typeOf(m.to))
	switch m.in {
	case inHeader:
		return m.style.inHeader(in.r.Header.Values(m.name), t)
	case inCookie:
		return m.style.inCookies(m.name, in.r.Header.Get("Cookie"), t)
	case inPart:
		return m.styledPart(in, t)
	case inPartHeader:
		return m.style.inHeader(in.partHeader(m.of, m.name), t)
	case inQuerystring:
		for _, p := range in.query {
			in.known[p.name] = true
		}
		if in.r.URL.RawQuery == "" {
			return nil, nil
		}
		return m.style.content(in.r.URL.RawQuery, t)
	}
	return m.style.inQuery(m.name, in, t)
}

// inQuery reads a parameter of the query, whose name and value are escaped.
func (s styleInfo) inQuery(name string, in *input, t reflect.Type) (*values, error) {
	out := &values{}
	var read []string
	defer func() {
		for _, name := range read {
			in.known[name] = true
		}
	}()
	for _, p := range in.query {
		base, path := brackets(p.name)
		switch {
		case s.name == "form" && s.explode && isObjectType(t):
			if in.known[p.name] || !hasMember(t, base) {
				continue
			}
			path = append([]string{base}, path...)
		case base != name && p.name != name:
			continue
		case p.name == name:
			path = nil
		}
		read = append(read, p.name)
		switch {
		case s.isContent():
			return s.content(p.escaped, t)
		case s.explode || s.name == "deepObject":
			text, err := url.QueryUnescape(p.escaped)
			if err != nil {
				return nil, err
			}
			out.at(path...).add(text)
		default:
			sep := map[string]string{"spaceDelimited": "%20", "pipeDelimited": "%7C"}[s.name]
			if sep == "" {
				sep = ","
			}
			if err := out.split(p.escaped, sep, false, t, url.QueryUnescape); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// isContent reports whether the value is a document of its own.
func (s styleInfo) isContent() bool {
	return s.name == "json" || s.name == "text" || s.name == "urlencoded"
}

// brackets takes apart a name like filter[owner][id].
func brackets(name string) (base string, path []string) {
	base, rest, ok := strings.Cut(name, "[")
	if !ok || !strings.HasSuffix(rest, "]") {
		return name, nil
	}
	return base, strings.Split(strings.TrimSuffix(rest, "]"), "][")
}

// content reads a value that is escaped as a whole.
func (s styleInfo) content(escaped string, t reflect.Type) (*values, error) {
	text, err := url.QueryUnescape(escaped)
	if err != nil {
		return nil, err
	}
	if s.name == "urlencoded" {
		out := &values{}
		for _, p := range pairs(text) {
			value, err := url.QueryUnescape(p.escaped)
			if err != nil {
				return nil, err
			}
			base, path := brackets(p.name)
			out.at(append([]string{base}, path...)...).add(value)
		}
		return out, nil
	}
	if s.name == "json" && !isObjectType(t) && !listType(t) {
		var scalar string
		if json.Unmarshal([]byte(text), &scalar) == nil {
			text = scalar
		}
	}
	return &values{texts: []string{text}}, nil
}

// split adds what stands between separators: the texts of an array, or names and
// values of an object, with equals between them or one after the other.
func (v *values) split(escaped, sep string, equals bool, t reflect.Type, unescape func(string) (string, error)) error {
	parts := []string{escaped}
	if isObjectType(t) || listType(t) || t.Kind() == reflect.Interface {
		parts = strings.Split(escaped, sep)
	}
	if isObjectType(t) {
		if equals {
			for i, p := range parts {
				parts[i] = strings.Replace(p, "=", sep, 1)
			}
			parts = strings.Split(strings.Join(parts, sep), sep)
		}
		if len(parts)%2 != 0 {
			return errOdd
		}
	}
	for i, p := range parts {
		text, err := unescape(p)
		if err != nil {
			return err
		}
		parts[i] = text
	}
	if !isObjectType(t) {
		v.texts = append(v.texts, parts...)
		return nil
	}
	for i := 0; i < len(parts); i += 2 {
		v.at(parts[i]).add(parts[i+1])
	}
	return nil
}

// inPath reads a parameter of the path, which is escaped.
func (s styleInfo) inPath(name, escaped string, t reflect.Type) (*values, error) {
	if s.isContent() {
		return s.content(strings.ReplaceAll(escaped, "+", "%2B"), t)
	}
	sep := ","
	ok := true
	switch s.name {
	case "label":
		escaped, ok = strings.CutPrefix(escaped, ".")
		if s.explode {
			sep = "."
		}
	case "matrix":
		escaped, ok = strings.CutPrefix(escaped, ";")
		switch {
		case !s.explode || !isObjectType(t) && !listType(t):
			escaped = strings.TrimPrefix(strings.TrimPrefix(escaped, name), "=")
		case isObjectType(t):
			sep = ";"
		default:
			sep = ";" + name + "="
			escaped = strings.TrimPrefix(escaped, name+"=")
		}
	}
	if !ok {
		return nil, errors.New(clip(escaped) + " is not in style " + s.name)
	}
	out := &values{}
	return out, out.split(escaped, sep, s.explode, t, url.PathUnescape)
}

// inHeader reads a header.
func (s styleInfo) inHeader(lines []string, t reflect.Type) (*values, error) {
	text := strings.Join(lines, ",")
	switch {
	case len(lines) == 0:
		return nil, nil
	case s.isContent():
		return s.content(url.QueryEscape(text), t)
	}
	out := &values{}
	// Commas in quotes separate nothing: elements are escaped where they are quoted.
	return out, out.split(escapeQuoted(text), ",", s.explode, t, url.PathUnescape)
}

// escapeQuoted replaces the quoted texts of a header by what URLs have for them.
func escapeQuoted(s string) string {
	var out, quoted strings.Builder
	in := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' && in:
			out.WriteString(url.PathEscape(quoted.String()))
			quoted.Reset()
			in = false
		case c == '"':
			in = true
		case in && c == '\\' && i+1 < len(s):
			i++
			quoted.WriteByte(s[i])
		case in:
			quoted.WriteByte(c)
		case c == '%':
			out.WriteString("%25")
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// inCookies reads what cookies hold.
func (s styleInfo) inCookies(name, header string, t reflect.Type) (*values, error) {
	unescape := url.PathUnescape
	if s.name == "cookie" {
		unescape = func(s string) (string, error) { return s, nil }
	}
	out := &values{}
	for c := range strings.SplitSeq(header, "; ") {
		key, value, _ := strings.Cut(c, "=")
		members := s.explode && isObjectType(t) && !s.isContent()
		switch {
		case members && hasMember(t, key):
			text, err := unescape(value)
			if err != nil {
				return nil, err
			}
			out.at(key).add(text)
		case members || key != name:
		case s.isContent():
			return s.content(strings.ReplaceAll(value, "+", "%2B"), t)
		case s.explode:
			text, err := unescape(value)
			if err != nil {
				return nil, err
			}
			out.add(text)
		default:
			if err := out.split(value, ",", false, t, unescape); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
