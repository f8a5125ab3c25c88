// Package payload says what a body of a media type is, in a request or an answer: JSON, a form, a text that
// stands for a value, or a file. Where the media type leaves it open, the schema decides.
package payload

import (
	"bytes"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Pick chooses among the media types of a body: JSON, a form, then
// whatever comes first.
func Pick(content *node.Node) (string, *node.Node) {
	ms := content.Entries()
	for _, like := range []func(string) bool{openapi.IsJSON, openapi.IsMultipart, openapi.IsForm} {
		for _, m := range ms {
			if like(m.Key) {
				return m.Key, m.Value.Target()
			}
		}
	}
	if len(ms) > 0 {
		return ms[0].Key, ms[0].Value.Target()
	}
	return "", nil
}

// KindOf says how a body of a media type is written. A range of media types, such as
// */*, leaves that to the schema.
func KindOf(r schema.Reader, media string, mt *node.Node) ir.BodyKind {
	sn := mt.Get("schema")
	switch {
	case mt == nil:
		return ir.NoBody
	case openapi.IsJSON(media) && IsFile(r, sn):
		return ir.RawBody // a file that holds JSON
	case openapi.IsJSON(media):
		return ir.JSONBody
	case openapi.IsMultipart(media):
		return ir.MultipartBody
	case openapi.IsForm(media):
		return ir.FormBody
	case openapi.MatchesJSON(media) && sn != nil && !IsFile(r, sn) && !IsScalar(r, sn):
		return ir.JSONBody
	case openapi.BaseMedia(media) == "text/plain" && IsStructured(r, sn):
		return ir.JSONBody // the text of a value that isn't one
	}
	return ir.RawBody
}

// SentAs is the media type that a body is sent with. In place of a range it is that of
// what is written; the type of a file is known when it is sent.
func SentAs(r schema.Reader, media string, kind ir.BodyKind, mt *node.Node) string {
	switch {
	case !strings.Contains(openapi.BaseMedia(media), "*"):
		return media
	case kind == ir.JSONBody:
		return "application/json"
	case kind == ir.RawBody && IsText(r, media, mt.Get("schema")):
		return "text/plain"
	}
	return media
}

// CanBe reports whether what is written as a body of one kind can be written as one of another. Forms need
// members.
func CanBe(kind, other ir.BodyKind, spread bool) bool {
	switch other {
	case ir.JSONBody:
		return kind != ir.RawBody
	case ir.FormBody, ir.MultipartBody:
		return kind != ir.RawBody && spread
	}
	return kind == ir.RawBody
}

// IsText reports whether a body that is neither JSON nor a form is a text, which
// stands for a value of the schema, rather than a file.
func IsText(r schema.Reader, media string, sn *node.Node) bool {
	switch {
	case IsFile(r, sn) || IsStructured(r, sn):
		return false
	case strings.HasPrefix(openapi.BaseMedia(media), "text/"):
		return true
	}
	return strings.Contains(openapi.BaseMedia(media), "*") && openapi.MatchesJSON(media) && IsScalar(r, sn)
}

// IsFile reports whether a whole body of a schema is bytes as they are. With a media type of JSON, a
// schema of another text is one: that text in quotes.
func IsFile(r schema.Reader, sn *node.Node) bool {
	if sn == nil {
		return false
	}
	n := r.Resolve(sn)
	v := r.View(n)
	if v.Is("string") {
		return v.Format == "binary"
	}
	return v.Types == nil && !v.IsObject() && n.Has("contentMediaType") && !n.Has("contentEncoding") && !n.Has("contentSchema")
}

// IsScalar reports whether a schema is that of one string, number or boolean.
func IsScalar(r schema.Reader, sn *node.Node) bool {
	if sn == nil {
		return false
	}
	v := r.View(r.Resolve(sn))
	if len(v.Types) != 1 {
		return false
	}
	switch v.Types[0] {
	case "string", "integer", "number", "boolean":
		return true
	}
	return false
}

// IsStructured reports whether a schema is that of an object, an array or one of several
// types, for which plain text has no form.
func IsStructured(r schema.Reader, sn *node.Node) bool {
	if sn == nil {
		return false
	}
	v := r.View(r.Resolve(sn))
	groups := schema.WithoutConstraints(v.Groups)
	return v.IsObject() || v.Is("array") || len(v.Types) > 1 || len(groups) > 0 && len(v.Types) == 0
}

// SameScalar reports whether two schemas are of the same string, number or boolean.
func SameScalar(r schema.Reader, a, b *node.Node) bool {
	if !IsScalar(r, a) || !IsScalar(r, b) || IsFile(r, a) != IsFile(r, b) {
		return false
	}
	return r.View(r.Resolve(a)).Types[0] == r.View(r.Resolve(b)).Types[0]
}

// SameSchema reports whether two schemas are one, or say the same in the same words.
func SameSchema(r schema.Reader, a, b *node.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	a, b = r.Resolve(a), r.Resolve(b)
	return a == b || bytes.Equal(a.AppendJSON(nil), b.AppendJSON(nil))
}
