package compat

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/compare/values"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// parameters adds the parameters of one duplicate: those of its path that it doesn't
// replace, and its own.
func (d *document) parameters(op *operation, item, n *node.Node, names []string) {
	for _, p := range openapi.Parameters(item, n) {
		op.addParameter(p, names)
	}
}

// addParameter adds a parameter to that of the same name and place, or to those
// that the operation has.
func (o *operation) addParameter(p *node.Node, names []string) {
	key := parameterKey(p, names)
	if key == "" {
		return
	}
	i := slices.IndexFunc(o.params, func(x *parameter) bool { return x.key == key })
	if i < 0 {
		i = len(o.params)
		o.params = append(o.params, &parameter{in: p.Str("in"), name: p.Str("name"), key: key, at: p, style: style(p)})
	}
	if p.Bool("required") {
		o.params[i].required++
	}
	s := p.Get("schema")
	if content := p.Get("content"); s == nil && content != nil && len(content.Members) > 0 {
		s = content.Members[0].Value.Target().Get("schema")
	}
	o.params[i].schemas = append(o.params[i].schemas, values.AllOf{s})
}

// parameterKey is what two documents have in common: the position of a path
// parameter, the name of others. It is empty for headers that OpenAPI doesn't
// count as parameters.
func parameterKey(p *node.Node, names []string) string {
	in, name := p.Str("in"), p.Str("name")
	switch in {
	case "path":
		return "path." + strconv.Itoa(slices.Index(names, name))
	case "header":
		name = strings.ToLower(name)
		if name == "accept" || name == "content-type" || name == "authorization" {
			return ""
		}
	}
	return in + "." + name
}

// style is how an array or an object is written.
func style(p *node.Node) string {
	if content := p.Get("content"); content != nil && len(content.Members) > 0 {
		return content.Members[0].Key
	}
	s := p.Str("style")
	if s == "" {
		s = "simple"
		if in := p.Str("in"); in == "query" || in == "cookie" {
			s = "form"
		}
	}
	explode := p.Bool("explode")
	if !p.Has("explode") {
		explode = s == "form"
	}
	if explode {
		return s + ", exploded"
	}
	return s
}

// encoding is how a member of a form is written, and where the document says so.
type encoding struct {
	text string // e.g. "application/json; style form, exploded"
	at   *node.Node
}

// encodingsOf lists what Encoding Objects say of the members of a form, by their names. Duplicates
// of an operation say the same, or the first counts.
func encodingsOf(m *media) map[string]encoding {
	out := map[string]encoding{}
	for _, all := range m.encodings {
		for _, e := range all.Entries() {
			if _, ok := out[e.Key]; !ok {
				out[e.Key] = encoding{encodingText(e.Value), e.Value}
			}
		}
	}
	return out
}

// encodingText is what an Encoding Object says, whatever the order in which it does.
func encodingText(e *node.Node) string {
	var words []string
	if t := e.Str("contentType"); t != "" {
		words = append(words, t)
	}
	if e.Has("style") || e.Has("explode") {
		explode := e.Bool("explode") || !e.Has("explode") && (!e.Has("style") || e.Str("style") == "form")
		words = append(words, "style "+cmp.Or(e.Str("style"), "form"))
		if explode {
			words[len(words)-1] += " exploded"
		}
	}
	if e.Bool("allowReserved") {
		words = append(words, "reserved characters as they are")
	}
	var headers []string
	for _, h := range e.Get("headers").Entries() {
		headers = append(headers, h.Key)
	}
	if slices.Sort(headers); len(headers) > 0 {
		words = append(words, "headers "+strings.Join(headers, " "))
	}
	return strings.Join(words, ", ")
}

// security notes which headers and parameters carry a credential: another document
// may describe them as ordinary parameters.
func (d *document) security(op *operation, n *node.Node) {
	needs := n.Get("security")
	if needs == nil {
		needs = d.doc.Root.Get("security")
	}
	if needs == nil {
		return
	}
	for _, need := range needs.Items {
		for _, m := range need.Members {
			s := d.doc.Root.Get("components").Get("securitySchemes").Get(m.Key).Target()
			if s.Str("type") == "apiKey" {
				op.credentials[parameterKey(s, nil)] = true
			}
		}
	}
}
