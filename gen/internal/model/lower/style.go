package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// styleOf decides how a parameter is written: by its style, explode, allowReserved and
// allowEmptyValue, or as its content. What the document asks for and OpenAPI has
// no form for is noted.
func (l *lowerer) styleOf(p *node.Node, in ir.Place, media string, t ir.Type) (ir.Place, ir.Style) {
	if in == ir.InQuerystring {
		return l.querystring(p, media, t)
	}
	if media != "" {
		return in, l.contentStyle(p, in, media, t)
	}
	s := l.statedStyle(p, in)
	if s.Kind == ir.DeepStyle {
		if single(t) {
			l.ungenerated("style of a parameter", p, "style deepObject is for objects: a single value is written as with style form")
			s.Kind = ir.FormStyle
		} else if isList(t) {
			l.ungenerated("style of a parameter", p, "style deepObject has no form for an array: each element is written as %s[]=", p.Str("name"))
		}
	}
	l.emptyValue(p, in, t, &s)
	if !s.Explode && nests(t) {
		l.ungenerated("style of a parameter", p, "style %s has no form for arrays and objects inside the value: they are written as JSON", s.Kind)
	}
	if plain(s, in, t) {
		return in, ir.Style{}
	}
	return in, s
}

// statedStyle reads style, explode and allowReserved of n.
func (l *lowerer) statedStyle(n *node.Node, in ir.Place) ir.Style {
	s := ir.Style{Kind: l.styleKind(n, in), Reserved: n.Bool("allowReserved") && in != ir.InHeader}
	s.Explode = s.Kind == ir.DeepStyle || n.Bool("explode") || n.Get("explode") == nil && (s.Kind == ir.FormStyle || s.Kind == ir.CookieStyle)
	if s.Explode && (s.Kind == ir.SpaceStyle || s.Kind == ir.PipeStyle) {
		l.ungenerated("style of a parameter", n, "style %s with explode has no form: the name is repeated, as with style form", s.Kind)
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

// styleKind returns the style of a parameter: the default of its place if it says
// none, or one that is for other places.
func (l *lowerer) styleKind(p *node.Node, in ir.Place) ir.StyleKind {
	styles, said := stylesOf[in], p.Get("style")
	if said == nil {
		return styles[0]
	}
	i := slices.IndexFunc(styles, func(k ir.StyleKind) bool { return k.String() == said.Text })
	if i < 0 {
		l.ungenerated("style of a parameter", said, "style %q is not for %s: it is written as with style %s", said.Text, placeNames[in], styles[0])
		return styles[0]
	}
	return styles[i]
}

// emptyValue makes an array that may be empty be sent when it is. Texts can be empty
// anyway, and other types have no such value.
func (l *lowerer) emptyValue(p *node.Node, in ir.Place, t ir.Type, s *ir.Style) {
	if in != ir.InQuery || !p.Bool("allowEmptyValue") {
		return
	}
	b, basic := t.(*ir.Basic)
	switch {
	case isList(t):
		s.Empty = true
	case !basic || b.Kind != ir.String:
		l.ungenerated("use of allowEmptyValue", p.Get("allowEmptyValue"), "no value of the parameter's type is empty: WithQuery(%q, \"\") sends it so", p.Str("name"))
	}
}

// plain reports whether a style makes no difference to values of t.
func plain(s ir.Style, in ir.Place, t ir.Type) bool {
	switch {
	case s.Reserved || s.Kind == ir.LabelStyle || s.Kind == ir.MatrixStyle || s.Kind == ir.CookieStyle:
		return false
	case in == ir.InPath:
		return !composite(t)
	case single(t):
		return true
	}
	l, ok := t.(*ir.List)
	return ok && single(l.Elem) && in == ir.InQuery && s.Kind == ir.FormStyle && s.Explode && !s.Empty
}

// querystring decides how a parameter is written that is the query as a whole.
func (l *lowerer) querystring(p *node.Node, media string, t ir.Type) (ir.Place, ir.Style) {
	form := media == "" || openapi.IsForm(media)
	if form && p.Get("content").Get(media).Has("encoding") {
		l.ungenerated("encoding of a query", p.Get("content").Get(media).Get("encoding"), "the encoding of a query is not looked at: names are repeated for arrays, and objects inside have brackets")
	}
	switch {
	case form && isObject(t):
		return ir.InQuery, ir.Style{Kind: ir.FormStyle, Explode: true}
	case form:
		l.Diags.Errorf(p, "in: querystring needs a schema of an object: its members are the parameters")
	}
	s := l.contentStyle(p, ir.InQuerystring, media, t)
	if s.IsPlain() {
		s.Kind = ir.TextContent
	}
	return ir.InQuerystring, s
}

// contentStyle decides how a parameter is written that has content.
func (l *lowerer) contentStyle(p *node.Node, in ir.Place, media string, t ir.Type) ir.Style {
	switch {
	case openapi.IsJSON(media):
		return ir.Style{Kind: ir.JSONContent}
	case openapi.IsForm(media):
		return ir.Style{Kind: ir.FormContent}
	case !strings.HasPrefix(media, "text/"):
		l.ungenerated("style of a parameter", p.Get("content"), "content %q is text that the caller writes", media)
	}
	if single(t) && (in != ir.InPath || !composite(t)) {
		return ir.Style{}
	}
	return ir.Style{Kind: ir.TextContent}
}

// single reports whether values of t are always one text.
func single(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Basic:
		return t.Kind != ir.Raw
	case *ir.Enum, *ir.Const:
		return true
	case *ir.Alias:
		return single(t.Of)
	case *ir.Pointer:
		return single(t.Elem)
	case *ir.Union:
		return !t.Opaque && !slices.ContainsFunc(t.Variants, func(v *ir.Variant) bool { return !single(v.Type) })
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
		return !t.Opaque && !single(t)
	}
	return !single(t)
}

// nests reports whether a value of t may hold arrays or objects.
func nests(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Alias:
		return nests(t.Of)
	case *ir.List:
		return !single(t.Elem)
	case *ir.Map:
		return !single(t.Elem)
	case *ir.Object:
		return slices.ContainsFunc(t.Fields, func(f *ir.Field) bool { return !single(f.Type) })
	}
	return false
}

func isObject(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Object, *ir.Map:
		return true
	case *ir.Alias:
		return isObject(t.Of)
	}
	return false
}

func isList(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.List:
		return true
	case *ir.Alias:
		return isList(t.Of)
	}
	return false
}
