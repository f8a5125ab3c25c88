package sample

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/styled"
)

// Request is a call of an operation with every parameter set, and what has to
// arrive at the server. It is worked out from the document alone: that the
// client does the same is what a test is about.
type Request struct {
	Args   []Value
	Fields []Value // of the params, in order; those of a JSON body are in Body only
	Path   string  // escaped
	Query  string
	Header []string // "Name: value", sorted; Content-Type without parameters
	Body   []byte   // whole, unless the body is a multipart form
	Parts  []Part   // of a multipart form
}

// Value is a parameter with its value.
type Value struct {
	Field *ir.Field // nil for path parameters
	Arg   *ir.Arg
	JSON  []byte // nil for a file
}

// Part is a part of a multipart form. Type is its Content-Type.
type Part struct {
	Name, File, Type, Content string

	pair string // the part as it stands in an urlencoded form, if its style says so
}

// Awkward is what follows the text of a path parameter, to be escaped.
const Awkward = "/a?b#c%d é"

// RequestOf returns the request of an operation. Its Accept header depends on
// the method called: see [Accept].
func (s *Set) RequestOf(api *ir.API, op *ir.Operation) Request {
	m := maker{of: s}
	var r Request
	r.fixed(op)
	b := body{op: op}
	m.need(op.Params.Betas)
	for _, f := range op.Params.Fields {
		r.field(&m, &b, f)
	}
	r.Body, r.Parts = b.finish()
	r.path(s, op)
	r.addHeaders(api, op, m.betas)
	return r
}

// fixed adds the parameters that are always sent.
func (r *Request) fixed(op *ir.Operation) {
	for _, p := range op.Fixed {
		switch p.In {
		case ir.InHeader:
			r.Header = append(r.Header, p.Name+": "+p.Value)
		case ir.InCookie:
			r.Header = append(r.Header, "Cookie: "+p.Name+"="+p.Value)
		default:
			r.Query = join(r.Query, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
		}
	}
}

// field gives a member of the params its value and puts it where it travels.
func (r *Request) field(m *maker, b *body, f *ir.Field) {
	if ir.HoldsFile(f.Type) {
		m.need(f.Betas)
		b.file(f)
		r.Fields = append(r.Fields, Value{Field: f})
		return
	}
	start := m.buf.Len()
	if f.Constant() == nil {
		m.need(f.Betas)
	}
	m.parameter(f)
	doc := slices.Clone(m.buf.Bytes()[start:])
	switch f.In {
	case ir.InBody:
		b.add(f.Wire, doc)
		if b.op.Body == ir.JSONBody {
			return
		}
	case ir.AsBody:
		b.whole = doc
		if b.op.IsForm() {
			for _, member := range jsondoc.Members(doc) {
				b.add(member.Key, member.Value)
			}
		}
	case ir.InPart: // what arrives of parts is compared without their other headers
	default:
		r.styled(f, doc)
	}
	r.Fields = append(r.Fields, Value{Field: f, JSON: doc})
}

// parameter writes the value of a member of the params. A list gets two
// elements where it is not JSON, so that their separator can be seen.
func (m *maker) parameter(f *ir.Field) {
	l, ok := f.Type.(*ir.List)
	if !ok || f.In == ir.InBody || f.In == ir.AsBody {
		m.value(f.Type, f.Wire)
		return
	}
	m.buf.WriteByte('[')
	m.value(l.Elem, f.Wire)
	m.buf.WriteByte(',')
	m.value(l.Elem, f.Wire)
	m.buf.WriteByte(']')
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "&" + b
}

// path fills the placeholders. Text arguments are awkward.
func (r *Request) path(s *Set, op *ir.Operation) {
	path, fixed, _ := strings.Cut(op.Path, "?")
	path = escapeLiteral(path)
	r.Query = join(fixed, r.Query)
	for i := range op.Args {
		a := &op.Args[i]
		m := maker{of: s}
		m.value(a.Type, a.Wire)
		text := strings.Join(jsondoc.Texts(m.buf.Bytes()), "")
		if IsText(a.Type) {
			text += Awkward
		}
		escaped := url.PathEscape(text)
		if !a.Style.IsPlain() {
			doc := m.buf.Bytes()
			if IsText(a.Type) {
				doc = []byte(jsondoc.Quote(text))
			}
			escaped = strings.Join(styled.Parameter(a.Wire, ir.InPath, a.Style, doc), "")
		}
		if _, constant := a.Type.(*ir.Const); !constant {
			r.Args = append(r.Args, Value{Arg: a, JSON: m.buf.Bytes()})
		}
		path = strings.ReplaceAll(path, "{"+escapeLiteral(a.Wire)+"}", escaped)
	}
	r.Path = path
}

// escapeLiteral escapes what a path can't hold. The braces of placeholders stay.
func escapeLiteral(path string) string {
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>?\\^`|", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// IsText reports whether t is any text at all.
func IsText(t ir.Type) bool {
	b, ok := t.(*ir.Basic)
	return ok && b.Kind == ir.String
}

// addHeaders adds what doesn't come from parameters.
func (r *Request) addHeaders(api *ir.API, op *ir.Operation, betas [][]string) {
	if t := contentType(op); t != "" {
		r.Header = append(r.Header, "Content-Type: "+t)
	}
	sent := chosen(append(betas, op.Betas))
	if api.Betas.Header == "" {
		sent = nil
	}
	if len(sent) > 0 {
		r.Header = append(r.Header, api.Betas.Header+": "+strings.Join(sent, ","))
	}
	if q := api.Betas.Query; q != "" && (op.Beta || len(sent) > 0) && !slices.Contains(strings.Split(r.Query, "&"), q) {
		r.Query = join(r.Query, q)
	}
	if api.RetryHeader != "" {
		r.Header = append(r.Header, api.RetryHeader+": 0")
	}
	r.credentials(api, op)
	slices.SortFunc(r.Header, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
}

// chosen returns the betas to send: the last of each set of alternatives, unless
// one of them is sent anyway.
func chosen(needs [][]string) []string {
	var out []string
	for _, alternatives := range needs {
		if len(alternatives) > 0 && !slices.ContainsFunc(alternatives, func(b string) bool { return slices.Contains(out, b) }) {
			out = append(out, alternatives[len(alternatives)-1])
		}
	}
	slices.Sort(out)
	return out
}

// Credential is the credential that tests use for a scheme.
func Credential(s ir.Scheme) string { return Text(cmp.Or(s.Of, s.ID)) }

// credentials adds those of the first alternative, as there is one for each
// scheme.
func (r *Request) credentials(api *ir.API, op *ir.Operation) {
	alternatives := op.Security
	if alternatives == nil {
		alternatives = api.Security
	}
	i := slices.IndexFunc(alternatives, func(set []string) bool { return len(set) > 0 })
	if i < 0 {
		return
	}
	for _, id := range alternatives[i] {
		for _, s := range api.Schemes {
			if s.ID == id {
				r.credential(s)
			}
		}
	}
}

// credential adds what a request carries for a security scheme.
func (r *Request) credential(s ir.Scheme) {
	v := Credential(s)
	switch s.Kind {
	case ir.SchemeHeader:
		r.Header = append(r.Header, s.Name+": "+v)
	case ir.SchemeBearer:
		r.Header = append(r.Header, "Authorization: Bearer "+v)
	case ir.SchemeHTTP:
		r.Header = append(r.Header, "Authorization: "+s.Prefix+" "+v)
	case ir.SchemeBasic:
		r.Header = append(r.Header, "Authorization: Basic "+base64.StdEncoding.EncodeToString([]byte(v+":"+v)))
	case ir.SchemeQuery:
		r.Query = join(r.Query, url.QueryEscape(s.Name)+"="+v)
	case ir.SchemeCookie:
		r.Header = append(r.Header, "Cookie: "+s.Name+"="+v)
	}
}

// contentType returns the media type of an operation's body.
func contentType(op *ir.Operation) string {
	switch op.Body {
	case ir.NoBody:
		return ""
	case ir.FormBody:
		return "application/x-www-form-urlencoded"
	}
	choices := strings.Split(op.MediaType, ", ")
	for _, c := range choices {
		if ranged := strings.Contains(c, "*"); ranged && (len(choices) == 1 || c == "*/*" || c == "text/*") {
			return "text/plain" // by the name of the file
		}
	}
	base, _, _ := strings.Cut(choices[0], ";")
	switch {
	case slices.Contains(choices, "text/plain"):
		return "text/plain"
	case strings.Contains(base, "*"):
		return "application/octet-stream"
	}
	return strings.TrimSpace(base)
}

// body collects the members of a request body.
type body struct {
	op    *ir.Operation
	whole []byte
	json  bytes.Buffer
	parts []Part
}

func (b *body) add(wire string, doc []byte) {
	if b.json.Len() > 0 {
		b.json.WriteByte(',')
	}
	b.json.WriteString(jsondoc.Quote(wire) + ":")
	b.json.Write(doc)
	if b.op.IsForm() {
		b.parts = append(b.parts, b.formParts(wire, doc)...)
	}
}

// formParts returns the parts of a form that hold the value of a member.
func (b *body) formParts(wire string, doc []byte) []Part {
	var f ir.FormField
	if said := b.op.FormField(wire); said != nil {
		f = *said
	}
	if !f.Style.IsPlain() {
		var out []Part
		for _, pair := range styled.Parameter(wire, ir.InQuery, f.Style, doc) {
			name, text, _ := strings.Cut(pair, "=")
			out = append(out, Part{Name: unescape(name), Type: f.ContentType, Content: unescape(text), pair: pair})
		}
		return out
	}
	items := styled.Elements(doc)
	if doc[0] != '[' || f.JSON {
		items = []json.RawMessage{doc}
	}
	var out []Part
	for _, e := range items {
		switch composite := e[0] == '[' || e[0] == '{'; {
		case string(e) == "null":
		case f.JSON:
			out = append(out, Part{Name: wire, Type: f.ContentType, Content: string(e)})
		case composite:
			out = append(out, Part{Name: wire, Type: "application/json", Content: string(e)})
		default:
			out = append(out, Part{Name: wire, Type: f.ContentType, Content: styled.Flat(e)})
		}
	}
	return out
}

func unescape(s string) string {
	out, err := url.QueryUnescape(s)
	if err != nil {
		return s
	}
	return out
}

// FileName is the name of the file that a member gets.
func FileName(f *ir.Field) string { return Text(f.Wire) + "/a.txt" }

// FileContent is the content of the file that a member gets.
func FileContent(f *ir.Field) string { return "content of " + Text(f.Wire) }

// file adds a part that is a file, with the name and the type that it is sent with.
func (b *body) file(f *ir.Field) {
	if f.In == ir.AsBody && b.op.Body == ir.RawBody {
		b.whole = []byte(FileContent(f))
		return
	}
	keys := mapsAround(f.Type)
	name := f.Wire
	if keys > 0 && f.In == ir.AsBody {
		name, keys = FileKey, keys-1
	}
	name += strings.Repeat("["+FileKey+"]", keys)
	typ := "text/plain; charset=utf-8"
	if said := b.op.FormField(name); said != nil && said.ContentType != "" {
		typ = said.ContentType
	}
	b.parts = append(b.parts, Part{Name: name, File: FileName(f), Type: typ, Content: FileContent(f)})
}

// mapsAround counts the maps in which a type has its files.
func mapsAround(t ir.Type) int {
	switch t := t.(type) {
	case *ir.List:
		return mapsAround(t.Elem)
	case *ir.Map:
		return 1 + mapsAround(t.Elem)
	case *ir.Alias:
		if ir.HoldsFile(t) { // and so doesn't lead back to itself
			return mapsAround(t.Of)
		}
	}
	return 0
}

// FileKey is the name that a file has in a map.
const FileKey = "key"

// finish is the body as it arrives: its bytes, or the parts of a multipart form.
func (b *body) finish() ([]byte, []Part) {
	switch b.op.Body {
	case ir.MultipartBody:
		return nil, b.parts
	case ir.FormBody:
		var q []string
		for _, p := range b.parts {
			if p.Content == "{}" {
				continue // an object without members has no pair
			}
			q = append(q, cmp.Or(p.pair, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Content)))
		}
		return []byte(strings.Join(q, "&")), nil
	case ir.RawBody:
		if texts := jsondoc.Texts(b.whole); len(texts) == 1 && len(b.whole) > 0 && b.whole[0] == '"' {
			return []byte(texts[0]), nil
		}
		return b.whole, nil
	case ir.JSONBody:
		if b.whole != nil {
			return b.whole, nil
		}
		return []byte("{" + b.json.String() + "}"), nil
	}
	return nil, nil
}

// styled adds a parameter to where it travels, as its style says.
func (r *Request) styled(f *ir.Field, doc []byte) {
	texts := styled.Parameter(f.Wire, f.In, f.Style, doc)
	switch f.In {
	case ir.InHeader:
		r.Header = append(r.Header, f.Wire+": "+strings.Join(texts, ","))
	case ir.InCookie:
		for _, t := range texts {
			r.Header = append(r.Header, "Cookie: "+t)
		}
	default:
		for _, t := range texts {
			r.Query = join(r.Query, t)
		}
	}
}
