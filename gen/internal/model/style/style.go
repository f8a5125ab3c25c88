// Package style decides how parameters, and the fields of forms, are written: what the
// document says in style, explode, allowReserved and content, and what OpenAPI has no
// form for.
package style

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Reader reads styles. What has no effect is noted.
type Reader struct {
	Notes *diag.Once
	Diags *diag.List
}

// Of decides how a parameter is written: by its style, explode, allowReserved and
// allowEmptyValue, or as its content. What the document asks for and OpenAPI has
// no form for is noted.
func (r Reader) Of(p *node.Node, in ir.Place, media string, t ir.Type) (ir.Place, ir.Style) {
	if in == ir.InQuerystring {
		return r.querystring(p, media, t)
	}
	if media != "" {
		return in, r.content(p, in, media, t)
	}
	s := r.Stated(p, in)
	if s.Kind == ir.DeepStyle {
		if Single(t) {
			r.Notes.Ungenerated("style of a parameter", p, "style deepObject is for objects: a single value is written as with style form")
			s.Kind = ir.FormStyle
		} else if IsList(t) {
			r.Notes.Ungenerated("style of a parameter", p, "style deepObject has no form for an array: each element is written as %s[]=", p.Str("name"))
		}
	}
	r.emptyValue(p, in, t, &s)
	if !s.Explode && Nests(t) {
		r.Notes.Ungenerated("style of a parameter", p, "style %s has no form for arrays and objects inside the value: they are written as JSON", s.Kind)
	}
	if plain(s, in, t) {
		return in, ir.Style{}
	}
	return in, s
}

// Stated reads style, explode and allowReserved of n.
func (r Reader) Stated(n *node.Node, in ir.Place) ir.Style {
	s := ir.Style{Kind: r.kind(n, in), Reserved: n.Bool("allowReserved") && in != ir.InHeader}
	s.Explode = s.Kind == ir.DeepStyle || n.Bool("explode") || n.Get("explode") == nil && (s.Kind == ir.FormStyle || s.Kind == ir.CookieStyle)
	if s.Explode && (s.Kind == ir.SpaceStyle || s.Kind == ir.PipeStyle) {
		r.Notes.Ungenerated("style of a parameter", n, "style %s with explode has no form: the name is repeated, as with style form", s.Kind)
		s.Kind = ir.FormStyle
	}
	return s
}

// stylesOf are the styles of each place, the default first.
var stylesOf = map[ir.Place][]ir.StyleKind{
	ir.InPath:   {ir.SimpleStyle, ir.LabelStyle, ir.MatrixStyle},
	ir.InQuery:  {ir.FormStyle, ir.SpaceStyle, ir.PipeStyle, ir.DeepStyle},
	ir.InHeader: {ir.SimpleStyle},
	ir.InCookie: {ir.FormStyle, ir.CookieStyle},
}

var placeNames = map[ir.Place]string{
	ir.InPath: "parameters in path", ir.InQuery: "parameters in query", ir.InHeader: "parameters in header", ir.InCookie: "parameters in cookie",
}

// kind returns the style of a parameter: the default of its place if it says
// none, or one that is for other places.
func (r Reader) kind(p *node.Node, in ir.Place) ir.StyleKind {
	styles, said := stylesOf[in], p.Get("style")
	if said == nil {
		return styles[0]
	}
	i := slices.IndexFunc(styles, func(k ir.StyleKind) bool { return k.String() == said.Text })
	if i < 0 {
		r.Notes.Ungenerated("style of a parameter", said, "style %q is not for %s: it is written as with style %s", said.Text, placeNames[in], styles[0])
		return styles[0]
	}
	return styles[i]
}

// emptyValue makes an array that may be empty be sent when it is. Texts can be empty
// anyway, and other types have no such value.
func (r Reader) emptyValue(p *node.Node, in ir.Place, t ir.Type, s *ir.Style) {
	if in != ir.InQuery || !p.Bool("allowEmptyValue") {
		return
	}
	b, basic := t.(*ir.Basic)
	switch {
	case IsList(t):
		s.Empty = true
	case !basic || b.Kind != ir.String:
		r.Notes.Ungenerated("use of allowEmptyValue", p.Get("allowEmptyValue"), "no value of the parameter's type is empty: WithQuery(%q, \"\") sends it so", p.Str("name"))
	}
}

// plain reports whether a style makes no difference to values of t.
func plain(s ir.Style, in ir.Place, t ir.Type) bool {
	switch {
	case s.Reserved || s.Kind == ir.LabelStyle || s.Kind == ir.MatrixStyle || s.Kind == ir.CookieStyle:
		return false
	case in == ir.InPath:
		return !composite(t)
	case Single(t):
		return true
	}
	l, ok := t.(*ir.List)
	return ok && Single(l.Elem) && in == ir.InQuery && s.Kind == ir.FormStyle && s.Explode && !s.Empty
}

// querystring decides how a parameter is written that is the query as a whole.
func (r Reader) querystring(p *node.Node, media string, t ir.Type) (ir.Place, ir.Style) {
	form := media == "" || openapi.IsForm(media)
	if form && p.Get("content").Get(media).Has("encoding") {
		r.Notes.Ungenerated("encoding of a query", p.Get("content").Get(media).Get("encoding"), "the encoding of a query is not looked at: names are repeated for arrays, and objects inside have brackets")
	}
	switch {
	case form && IsObject(t):
		return ir.InQuery, ir.Style{Kind: ir.FormStyle, Explode: true}
	case form:
		r.Diags.Errorf(p, "in: querystring needs a schema of an object: its members are the parameters")
	}
	s := r.content(p, ir.InQuerystring, media, t)
	if s.IsPlain() {
		s.Kind = ir.TextContent
	}
	return ir.InQuerystring, s
}

// content decides how a parameter is written that has content.
func (r Reader) content(p *node.Node, in ir.Place, media string, t ir.Type) ir.Style {
	switch {
	case openapi.IsJSON(media):
		return ir.Style{Kind: ir.JSONContent}
	case openapi.IsForm(media):
		return ir.Style{Kind: ir.FormContent}
	case !strings.HasPrefix(media, "text/"):
		r.Notes.Ungenerated("style of a parameter", p.Get("content"), "content %q is text that the caller writes", media)
	}
	if Single(t) && (in != ir.InPath || !composite(t)) {
		return ir.Style{}
	}
	return ir.Style{Kind: ir.TextContent}
}

// Single reports whether values of t are always one text.
func Single(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Basic:
		return t.Kind != ir.Raw
	case *ir.Enum, *ir.Const:
		return true
	case *ir.Alias:
		return Single(t.Of)
	case *ir.Pointer:
		return Single(t.Elem)
	case *ir.Union:
		return !t.Opaque && !slices.ContainsFunc(t.Variants, func(v *ir.Variant) bool { return !Single(v.Type) })
	}
	return false
}

// composite reports whether t is an array or an object, or may be one: as part
// of a path, such a value is no text that callers write themselves.
func composite(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Basic:
		return t.Kind.IsBytes()
	case *ir.Union:
		return !t.Opaque && !Single(t)
	}
	return !Single(t)
}

// Nests reports whether a value of t may hold arrays or objects.
func Nests(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Alias:
		return Nests(t.Of)
	case *ir.List:
		return !Single(t.Elem)
	case *ir.Map:
		return !Single(t.Elem)
	case *ir.Object:
		return slices.ContainsFunc(t.Fields, func(f *ir.Field) bool { return !Single(f.Type) })
	}
	return false
}

// IsObject reports whether values of t are objects.
func IsObject(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Object, *ir.Map:
		return true
	case *ir.Alias:
		return IsObject(t.Of)
	}
	return false
}

// IsList reports whether values of t are arrays.
func IsList(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.List:
		return true
	case *ir.Alias:
		return IsList(t.Of)
	}
	return false
}
