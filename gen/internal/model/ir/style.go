package ir

// Place says where a field travels.
type Place uint8

// The places.
const (
	InBody Place = iota
	InQuery
	InQuerystring // the query as a whole
	InHeader
	InCookie
	InPath
	AsBody
	InPart // a header of a part of a form
)

// Style says how a parameter is written. The zero value is that of what is a single
// text, and of arrays of texts in a query, where the name is repeated.
type Style struct {
	Kind     StyleKind
	Explode  bool // elements and members stand apart
	Reserved bool // what has a meaning in a URL is not escaped
	Empty    bool // an array without elements is sent as an empty text
}

// StyleKind is one of OpenAPI's styles, or how the content of a parameter is
// written.
type StyleKind uint8

// The styles.
const (
	PlainStyle StyleKind = iota
	FormStyle
	SpaceStyle
	PipeStyle
	DeepStyle
	SimpleStyle
	LabelStyle
	MatrixStyle
	CookieStyle
	JSONContent
	TextContent
	FormContent
)

var styleNames = [...]string{"", "form", "spaceDelimited", "pipeDelimited", "deepObject", "simple", "label", "matrix", "cookie", "json", "text", "urlencoded"}

// String is the style as OpenAPI calls it, or what the content is.
func (k StyleKind) String() string { return styleNames[k] }

// IsPlain reports whether values are written as texts are.
func (s Style) IsPlain() bool { return s == Style{} }
