package advice

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// kinWriter writes the files of a document for kin-openapi, as JSON, so that both see the same values. Every member and item
// is on a line of its own: a line that kin-openapi names is a node. What is right in the document's version and what
// kin-openapi doesn't know yet is written in words that it knows. Leaving out its findings instead would not do: it looks
// no further in a schema or a response once it has found something there.
type kinWriter struct {
	doc   *openapi.Document
	files map[string]*node.File
	lines map[string][]*node.Node // by the name that kin-openapi has for a file; the node of each line
	file  *node.File              // that is being written
	now   []*node.Node            // its lines
}

func newKinWriter(doc *openapi.Document) *kinWriter {
	w := &kinWriter{doc: doc, files: map[string]*node.File{}, lines: map[string][]*node.Node{}}
	for _, f := range doc.Files {
		w.files[f.String()] = f
	}
	return w
}

// read returns the text of a file.
func (w *kinWriter) read(u *url.URL) ([]byte, error) {
	name := path.Clean(u.Path)
	if u.Host != "" {
		name, _ = urls.Resolve("", u.String())
	}
	f := w.files[name]
	if f == nil {
		return nil, fmt.Errorf("%s is not part of the document", u)
	}
	w.file, w.now = f, []*node.Node{nil, f.Root} // lines count from 1
	text := w.value(nil, f.Root)
	w.lines[u.String()] = w.now
	// YAML, which kin-openapi reads this as, breaks lines at U+0085.
	return bytes.ReplaceAll(text, []byte("\u0085"), []byte(`\u0085`)), nil
}

// line begins the line of a member or an item.
func (w *kinWriter) line(b []byte, n *node.Node) []byte {
	w.now = append(w.now, n)
	return append(b, '\n')
}

// value appends a value.
func (w *kinWriter) value(b []byte, n *node.Node) []byte {
	switch n.Kind {
	case node.Object:
		return w.object(b, n)
	case node.Array:
		b = append(b, '[')
		for i, it := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = w.value(w.line(b, it), it)
		}
		return append(b, ']')
	default:
		return n.AppendJSON(b)
	}
}

// object appends an object with the members that kin-openapi understands.
func (w *kinWriter) object(b []byte, n *node.Node) []byte {
	if n.Role == openapi.RoleMediaType && n.Ref() != nil && w.doc.Version == "3.2" {
		n = n.Target() // kin-openapi knows no references to media types
	}
	b = append(b, '{')
	first := true
	member := func(key string, at *node.Node) {
		if !first {
			b = append(b, ',')
		}
		// An item is for kin-openapi where its first member is.
		if !first || n.Parent == nil || n.Parent.Kind != node.Array {
			b = w.line(b, at)
		}
		first = false
		b = append(node.AppendString(b, key), ':')
	}
	for _, m := range n.Members {
		switch {
		case m.Key == "$ref" && n.Ref() != nil:
			member(m.Key, m.Value)
			b = node.AppendString(b, w.reference(n, m.Value.Text))
		case m.Key == "openapi" && n == w.doc.Root:
			member(m.Key, m.Value)
			b = node.AppendString(b, m.Value.Text) // authors may have written a number
		case w.unreadable(n, m):
		case m.Value.IsNull() && n.Role == openapi.RoleExample && m.Key == "value":
			member("externalValue", m.Value) // a null is a value, which kin-openapi takes for none
			b = node.AppendString(b, "null")
		default:
			member(w.key(n, m.Key), m.Value)
			b = w.value(b, m.Value)
		}
	}
	if n.Role == openapi.RoleResponse && w.doc.Version == "3.2" && n.Ref() == nil && !n.Has("description") {
		member("description", n)
		b = node.AppendString(b, "")
	}
	return append(b, '}')
}

// reference returns what a $ref is for kin-openapi: a file and a pointer, as seen from the file that is being written. It knows neither anchors, $id and $self, nor
// "#" for a file that is no OpenAPI document.
func (w *kinWriter) reference(n *node.Node, ref string) string {
	target := n.Ref()
	if target.Tree() == w.file && strings.HasPrefix(ref, "#/") {
		return ref
	}
	u := url.URL{Fragment: target.Pointer()}
	switch home := target.Tree(); {
	case home == w.file && u.Fragment != "":
	case home.URL != "":
		return strings.TrimSuffix(home.URL+"#"+u.EscapedFragment(), "#")
	default:
		rel, err := filepath.Rel(path.Dir(w.file.Name), home.Name)
		if err != nil {
			return ref
		}
		u.Path = filepath.ToSlash(rel)
	}
	return u.String()
}

// since are the members that kin-openapi doesn't know, by role, with the version that brought them.
var since = map[node.Role]map[string]string{
	openapi.RoleServer:         {"name": "3.2"},
	openapi.RoleTag:            {"summary": "3.2", "parent": "3.2", "kind": "3.2"},
	openapi.RoleResponse:       {"summary": "3.2"},
	openapi.RoleMediaType:      {"prefixEncoding": "3.2", "itemEncoding": "3.2"},
	openapi.RoleEncoding:       {"encoding": "3.2", "prefixEncoding": "3.2", "itemEncoding": "3.2"},
	openapi.RoleDiscriminator:  {"defaultMapping": "3.2"},
	openapi.RoleSecurityScheme: {"oauth2MetadataUrl": "3.2", "deprecated": "3.2"},
}

// key is what a member is called for kin-openapi.
func (w *kinWriter) key(n *node.Node, key string) string {
	known := since[n.Role][key]
	switch {
	case n.Role == openapi.RoleExample && w.doc.Version == "3.2" && !n.Has("value") && key == "dataValue":
		return "value"
	case n.Role == openapi.RoleExample && w.doc.Version == "3.2" && key == "serializedValue" && (n.Has("value") || n.Has("dataValue")):
		known = "3.2"
	case n.Role == openapi.RoleExample && w.doc.Version == "3.2" && key == "serializedValue":
		return "externalValue"
	case n.Role == openapi.RoleSchema && w.doc.Version >= "3.1" && !kinKeywords[key]:
		known = "3.1" // any keyword may stand in a schema
	case n.Key() == "flows" && n.Parent.Role == openapi.RoleSecurityScheme && key == "deviceAuthorization",
		n.Key() == "xml" && n.Parent.Role == openapi.RoleSchema && key == "nodeType":
		known = "3.2"
	}
	if known == "" || known > w.doc.Version || strings.HasPrefix(key, "x-") {
		return key
	}
	return "x-" + key
}

// kinKeywords are the keywords of a schema that kin-openapi knows.
var kinKeywords = func() map[string]bool {
	known := map[string]bool{"$ref": true}
	t := reflect.TypeFor[openapi3.Schema]()
	for field := range t.Fields() {
		tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		known[tag] = true
	}
	return known
}()

// sections are the members of the root and of components that kin-openapi doesn't know and that keep their names, since references
// lead through them.
func (w *kinWriter) sections() []string {
	switch w.doc.Version {
	case "3.0":
		return nil
	case "3.1":
		return []string{"pathItems"}
	}
	return []string{"$self", "pathItems", "mediaTypes"}
}

// unreadable reports whether a member is an example of a media type or a parameter which kin-openapi would compare with the
// schema although it can't: a text that isn't JSON, or one that stands elsewhere.
func (w *kinWriter) unreadable(n *node.Node, m node.Member) bool {
	if n.Role == openapi.RoleMediaType && m.Key == "example" {
		return m.Value.Kind == node.String && !isJSON(n.Key())
	}
	if n.Role != openapi.RoleExamples || n.Parent == nil || n.Parent.Role == openapi.RoleComponents {
		return false
	}
	example := m.Value.Target()
	if example.Has("value") || example.Has("dataValue") {
		v := example.Get("value")
		return v.IsNull() || v != nil && v.Kind == node.String && n.Parent.Role == openapi.RoleMediaType && !isJSON(n.Parent.Key())
	}
	return example.Has("externalValue") || w.doc.Version == "3.2" && example.Has("serializedValue")
}

// isJSON reports whether examples of a media type are written as what they are.
func isJSON(name string) bool {
	t, _, err := mime.ParseMediaType(name)
	return err == nil && (strings.HasSuffix(t, "/json") || strings.HasSuffix(t, "+json"))
}

// origin is the node of the innermost place that an error names, or nil.
func (w *kinWriter) origin(err error) (at *node.Node) {
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.Indirect(reflect.ValueOf(err))
		if v.Kind() != reflect.Struct {
			continue
		}
		f := v.FieldByName("Origin")
		if !f.IsValid() {
			continue
		}
		o, _ := reflect.TypeAssert[*openapi3.Origin](f)
		n := w.node(o)
		if n == nil || inside(at, n) {
			continue
		}
		at = n
		switch e := err.(type) { //nolint:errorlint // one context at a time, from the outside in
		case *openapi3.DefaultViolatesSchema:
			at = or(at.Get(e.ValueKind), at)
		case *openapi3.ExampleViolatesSchema:
			at = or(at.Get(e.ValueKind), at)
		case *openapi3.ExtraSiblingFieldsError:
			at = or(at.Get(e.Fields[0]), at)
		case *openapi3.SchemaPatternRegexError:
			at = or(at.Get("pattern"), at)
		}
	}
	return at
}

// inside reports whether the node is another one or a part of it.
func inside(n, other *node.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == other {
			return true
		}
	}
	return false
}

// node is the object that an origin is about. Where that has members with a place, those tell: the key that kin-openapi has for a schema in
// an item of a list is that of the item.
func (w *kinWriter) node(o *openapi3.Origin) *node.Node {
	if o == nil {
		return nil
	}
	for _, f := range o.Fields {
		if n := w.at(f); n != nil && n.Key() == f.Name {
			return n.Parent
		}
	}
	if o.Key == nil {
		return nil
	}
	return w.at(*o.Key)
}

// at is the node whose line a place is in.
func (w *kinWriter) at(l openapi3.Location) *node.Node {
	lines := w.lines[l.File]
	if l.Line <= 0 || l.Line >= len(lines) {
		return nil
	}
	return lines[l.Line]
}

func or(n, otherwise *node.Node) *node.Node {
	if n != nil {
		return n
	}
	return otherwise
}
