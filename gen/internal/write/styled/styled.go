// Package styled writes a sample of a parameter in the style that its document asks for.
// It shares nothing with the runtime, which it is held against.
package styled

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
)

// Parameter writes a parameter in its style: name=value in a query and a cookie, the
// value elsewhere.
func Parameter(name string, in ir.Place, s ir.Style, doc []byte) []string {
	w := styleWriter{name, in, s}
	elems, members := Elements(doc), jsondoc.Members(doc)
	scalar := elems == nil && members == nil && string(doc) != "[]" && string(doc) != "{}"
	switch s.Kind {
	case ir.JSONContent:
		return []string{w.whole(string(doc))}
	case ir.TextContent:
		return []string{w.whole(Flat(doc))}
	case ir.FormContent:
		inner := styleWriter{name, ir.InQuery, ir.Style{Kind: ir.FormStyle, Explode: true}}
		return []string{w.whole(strings.Join(inner.exploded(doc), "&"))}
	case ir.LabelStyle:
		return []string{"." + strings.Join(w.flat(doc, s.Explode), w.sep("."))}
	case ir.MatrixStyle:
		if scalar || !s.Explode {
			return []string{";" + name + "=" + strings.Join(w.flat(doc, false), ",")}
		}
		var out string
		var outSb36 strings.Builder
		for _, t := range w.flat(doc, true) {
			if members == nil {
				t = name + "=" + t
			}
			outSb36.WriteString(";" + t)
		}
		out += outSb36.String()
		return []string{out}
	case ir.SimpleStyle:
		return []string{strings.Join(w.flat(doc, s.Explode), ",")}
	case ir.DeepStyle:
		if elems != nil && !deep(elems) {
			w.name += "[]"
		}
		return w.nested(w.name, doc)
	case ir.PlainStyle:
		switch in {
		case ir.InHeader, ir.InPath:
			return jsondoc.Texts(doc)
		case ir.InCookie:
			return []string{w.pair(name, strings.Join(jsondoc.Texts(doc), ","))}
		}
		return w.nested(name, doc)
	}
	if scalar || !s.Explode {
		return []string{w.pair(name, strings.Join(w.flat(doc, false), w.sep(",")))}
	}
	return w.exploded(doc)
}

type styleWriter struct {
	name string
	in   ir.Place
	ir.Style
}

// sep is what stands between elements.
func (w styleWriter) sep(exploded string) string {
	switch {
	case w.Explode:
		return exploded
	case w.Kind == ir.SpaceStyle:
		return "%20"
	case w.Kind == ir.PipeStyle:
		return "%7C"
	}
	return ","
}

func (w styleWriter) escape(s string) string {
	switch {
	case w.in == ir.InHeader || w.in == ir.InCookie:
		return s
	case w.in == ir.InPath && w.Reserved:
		return reservedPath.Replace(url.PathEscape(s))
	case w.in == ir.InQuery && !w.Reserved:
		return url.QueryEscape(s)
	}
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// reservedPath takes back what url.PathEscape escapes and a path may hold.
var reservedPath = strings.NewReplacer("%2F", "/", "%3B", ";", "%2C", ",", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*")

func (w styleWriter) pair(name, value string) string {
	if w.in == ir.InQuery {
		name = url.QueryEscape(name)
	}
	return name + "=" + value
}

// whole is content as a parameter.
func (w styleWriter) whole(text string) string {
	if w.in == ir.InQuery || w.in == ir.InCookie {
		if w.in == ir.InCookie {
			text = cookieText.Replace(text)
		}
		return w.pair(w.name, w.escape(text))
	}
	return w.escape(text)
}

// cookieText escapes what samples have and a cookie can't hold.
var cookieText = strings.NewReplacer(`"`, "%22", ",", "%2C", " ", "%20")

// flat writes elements, or members and their values, as texts.
func (w styleWriter) flat(doc []byte, equals bool) []string {
	var out []string
	for _, e := range Elements(doc) {
		out = append(out, w.element(Flat(e)))
	}
	for _, m := range jsondoc.Members(doc) {
		if string(m.Value) == "null" {
			continue
		}
		value := w.element(Flat(m.Value))
		if equals {
			out = append(out, w.element(m.Key)+"="+value)
		} else {
			out = append(out, w.element(m.Key), value)
		}
	}
	if out == nil {
		out = []string{w.escape(Flat(doc))}
	}
	return out
}

// element is an escaped text beside others, which no comma separates.
func (w styleWriter) element(text string) string {
	switch {
	case w.in == ir.InHeader && strings.ContainsAny(text, `,"`):
		return strconv.Quote(text)
	case w.in == ir.InCookie:
		return cookieText.Replace(text)
	}
	return w.escape(text)
}

// exploded writes elements and members one by one.
func (w styleWriter) exploded(doc []byte) []string {
	members := jsondoc.Members(doc)
	if members == nil {
		return w.nested(w.name, doc)
	}
	var out []string
	for _, m := range members {
		out = append(out, w.nested(m.Key, m.Value)...)
	}
	return out
}

// nested writes a pair for each text in a document.
func (w styleWriter) nested(name string, doc []byte) []string {
	var out []string
	elems, members := Elements(doc), jsondoc.Members(doc)
	for i, e := range elems {
		inner := name
		if deep(elems) {
			inner += "[" + strconv.Itoa(i) + "]"
		}
		out = append(out, w.nested(inner, e)...)
	}
	for _, m := range members {
		out = append(out, w.nested(name+"["+m.Key+"]", m.Value)...)
	}
	if elems == nil && members == nil && len(jsondoc.Texts(doc)) > 0 && string(doc) != "{}" {
		out = append(out, w.pair(name, w.element(Flat(doc))))
	}
	return out
}

// Elements are those of an array.
func Elements(doc []byte) []json.RawMessage {
	var list []json.RawMessage
	if len(doc) == 0 || doc[0] != '[' || json.Unmarshal(doc, &list) != nil {
		return nil
	}
	return list
}

// deep reports whether an element is an array or an object.
func deep(elems []json.RawMessage) bool {
	for _, e := range elems {
		if e[0] == '[' || e[0] == '{' {
			return true
		}
	}
	return false
}

// Flat is a value as one text: JSON unless it is a scalar.
func Flat(doc []byte) string {
	var s string
	if len(doc) > 0 && doc[0] == '"' && json.Unmarshal(doc, &s) == nil {
		return s
	}
	return string(doc)
}
