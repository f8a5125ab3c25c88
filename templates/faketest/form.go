package faketest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"reflect"
	"slices"
	"strings"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// formPart is a field of a form: text, or a file.
type formPart struct {
	name string
	text string
	file *client.File // nil for a part without a file name
	head textproto.MIMEHeader
	// escaped is the text as it came, or as it would come in a query.
	escaped string
	known   bool // a member of the params has this name
}

// content returns the part as a file.
func (p *formPart) content() client.File {
	if p.file != nil {
		return *p.file
	}
	return client.FileBytes("", []byte(p.text))
}

func wantText(got, want string) error {
	if got != want {
		return fmt.Errorf("is %q, and should be %q", got, want)
	}
	return nil
}

// readForm reads the body as a form.
func (in *input) readForm() {
	var err error
	if in.op.body == multipartBody {
		in.parts, err = multiParts(in.body, in.r.Header.Get("Content-Type"))
	} else {
		in.parts, err = formPairs(string(in.body))
	}
	if err != nil {
		in.problemf("the body is no form: %v", err)
	}
}

func formPairs(body string) ([]formPart, error) {
	var out []formPart
	for _, p := range pairs(body) {
		text, err := url.QueryUnescape(p.escaped)
		if err != nil {
			return nil, err
		}
		out = append(out, formPart{name: p.name, text: text, escaped: p.escaped})
	}
	return out, nil
}

// multiParts reads a multipart form. The names of files keep their folders.
func multiParts(body []byte, contentType string) ([]formPart, error) {
	if len(body) == 0 {
		return nil, nil
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, err
	}
	reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	var out []formPart
	for {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(p)
		if err != nil {
			return nil, err
		}
		_, disposition, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil {
			return nil, fmt.Errorf("content disposition: %w", err)
		}
		fp := formPart{name: disposition["name"], text: string(content), head: p.Header, escaped: strings.ReplaceAll(url.QueryEscape(string(content)), "%2C", ",")}
		if name, ok := disposition["filename"]; ok {
			f := client.FileBytes(name, content)
			f.ContentType = p.Header.Get("Content-Type")
			fp.file = &f
		}
		out = append(out, fp)
	}
}

// rest is a field for the parts that no other field has.
func rest(to any) member { return member{name: "body", in: inRest, to: to} }

// partJSON is a member of a form that is JSON, whatever its value.
func partJSON(name string, to any) member { return member{name: name, in: inPart, json: true, to: to} }

// partHeader is a header of a part.
func partHeader(of, name string, to any) member {
	return member{name: name, in: inPartHeader, of: of, to: to}
}

// wholeForm is a body that is a form of a type that may be several objects, to which
// forms point.
func wholeForm(to any, forms ...any) member {
	return member{name: "body", in: inWhole, to: to, forms: forms}
}

// isJSON reports whether the part says that it is JSON.
func (p *formPart) isJSON() bool {
	media, _, _ := mime.ParseMediaType(p.head.Get("Content-Type"))
	return strings.HasSuffix(media, "/json") || strings.HasSuffix(media, "+json")
}

// partsOf returns the parts of a name.
func (in *input) partsOf(name string) []*formPart {
	var out []*formPart
	for i := range in.parts {
		if p := &in.parts[i]; p.name == name {
			p.known = true
			out = append(out, p)
		}
	}
	return out
}

// partHeader returns the values of a header of a part.
func (in *input) partHeader(part, name string) []string {
	for _, p := range in.partsOf(part) {
		if v := p.head.Values(name); len(v) > 0 {
			return v
		}
	}
	return nil
}

// styledPart reads the parts of a member that has a style: they are those that it
// would have in a query.
func (m member) styledPart(in *input, t reflect.Type) (*values, error) {
	sub := &input{known: map[string]bool{}}
	for _, p := range in.parts {
		sub.query = append(sub.query, pair{p.name, p.escaped})
	}
	v, err := m.style.inQuery(m.name, sub, t)
	for i := range in.parts {
		p := &in.parts[i]
		p.known = p.known || sub.known[p.name]
	}
	return v, err
}

// part stores the parts of a form that have the member's name.
func (m member) part(in *input) (bool, error) {
	parts := in.partsOf(m.name)
	switch {
	case len(parts) == 0:
		return false, nil
	case m.to == nil:
		return true, wantText(parts[0].text, m.want)
	}
	if done, err := assignFiles(m.to, contents(parts)); done {
		return true, err
	}
	if m.json {
		return true, targetOf(m.to).decode([]byte(parts[0].text))
	}
	b, err := partsJSON(typeOf(m.to), parts)
	if err != nil {
		return true, err
	}
	return true, targetOf(m.to).decode(b)
}

func contents(parts []*formPart) []client.File {
	var out []client.File
	for _, p := range parts {
		out = append(out, p.content())
	}
	return out
}

// partsJSON writes parts of one name as the JSON of a type.
func partsJSON(t reflect.Type, parts []*formPart) ([]byte, error) {
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.text)
	}
	if d := deref(t); listType(d) && !listType(deref(d.Elem())) && len(texts) == 1 && strings.HasPrefix(texts[0], "[") && json.Valid([]byte(texts[0])) && parts[0].isJSON() {
		return []byte(texts[0]), nil // the list as a whole
	}
	if !parts[0].isJSON() {
		return jsonOf(t, texts)
	}
	if listType(deref(t)) || len(texts) > 1 {
		return []byte("[" + strings.Join(texts, ",") + "]"), nil
	}
	return []byte(texts[0]), nil
}

// rest stores the parts that no other member has: their names are free.
func (m member) rest(in *input) error {
	var names []string
	for _, p := range in.parts {
		if !p.known && !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return in.formInto(m.to, typeOf(m.to), names)
}

// form stores the whole form. If it may be several objects, it is the first that it can
// be decoded as.
func (m member) form(in *input) error {
	var names []string
	for _, p := range in.parts {
		if !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	if len(m.forms) == 0 {
		return in.formInto(m.to, typeOf(m.to), names)
	}
	var err error
	for _, f := range m.forms {
		if err = in.formInto(m.to, reflect.TypeOf(f).Elem(), names); err != nil {
			continue
		}
		if got := reflect.ValueOf(targetOf(m.to).value).Elem().Elem(); got.Type() == reflect.TypeOf(f) {
			return setFiles(got.Elem(), in)
		}
	}
	if err == nil {
		err = errors.New("the form is none that the document knows")
	}
	return err
}

// formInto stores parts as the members of an object or map of type t.
func (in *input) formInto(to any, t reflect.Type, names []string) error {
	t = deref(t)
	object := map[string]json.RawMessage{}
	files := map[string]client.File{}
	for _, name := range names {
		parts := in.partsOf(name)
		if t.Kind() == reflect.Map && t.Elem() == fileType {
			files[name] = parts[0].content()
			continue
		}
		b, err := partsJSON(memberType(t, name), parts)
		if err != nil {
			return fmt.Errorf("member %s: %w", name, err)
		}
		object[name] = b
	}
	if len(files) > 0 {
		reflect.ValueOf(to).Elem().Set(reflect.ValueOf(files).Convert(t))
		return nil
	}
	b, err := json.Marshal(object)
	if err != nil {
		return err
	}
	return targetOf(to).decode(b)
}

// setFiles stores files in the fields of a form that are for files.
func setFiles(v reflect.Value, in *input) error {
	for f, field := range v.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		parts := in.partsOf(name)
		if name == "" || len(parts) == 0 || !f.IsExported() {
			continue
		}
		if _, err := assignFiles(field.Addr().Interface(), contents(parts)); err != nil {
			return fmt.Errorf("member %s: %w", name, err)
		}
	}
	return nil
}
