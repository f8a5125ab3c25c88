package lower

import (
	"bytes"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// bodyKind says how a body of a media type is written. A range of media types, such as
// */*, leaves that to the schema.
func (l *lowerer) bodyKind(media string, mt *node.Node) ir.BodyKind {
	sn := mt.Get("schema")
	switch {
	case mt == nil:
		return ir.NoBody
	case openapi.IsJSON(media) && l.isFile(sn):
		return ir.RawBody // a file that holds JSON
	case openapi.IsJSON(media):
		return ir.JSONBody
	case openapi.IsMultipart(media):
		return ir.MultipartBody
	case openapi.IsForm(media):
		return ir.FormBody
	case openapi.MatchesJSON(media) && sn != nil && !l.isFile(sn) && !l.isScalar(sn):
		return ir.JSONBody
	case openapi.BaseMedia(media) == "text/plain" && l.isStructured(sn):
		return ir.JSONBody // the text of a value that isn't one
	}
	return ir.RawBody
}

// sentAs is the media type that a body is sent with. In place of a range it is that of
// what is written; the type of a file is known when it is sent.
func (l *lowerer) sentAs(media string, kind ir.BodyKind, mt *node.Node) string {
	switch {
	case !strings.Contains(openapi.BaseMedia(media), "*"):
		return media
	case kind == ir.JSONBody:
		return "application/json"
	case kind == ir.RawBody && l.isTextBody(media, mt.Get("schema")):
		return "text/plain"
	}
	return media
}

// isTextBody reports whether a body that is neither JSON nor a form is a text, which
// stands for a value of the schema, rather than a file.
func (l *lowerer) isTextBody(media string, sn *node.Node) bool {
	switch {
	case l.isFile(sn) || l.isStructured(sn):
		return false
	case strings.HasPrefix(openapi.BaseMedia(media), "text/"):
		return true
	}
	return strings.Contains(openapi.BaseMedia(media), "*") && openapi.MatchesJSON(media) && l.isScalar(sn)
}

// isFile reports whether a whole body of a schema is bytes as they are. With a media type of JSON, a
// schema of another text is one: that text in quotes.
func (l *lowerer) isFile(sn *node.Node) bool {
	if sn == nil {
		return false
	}
	n := l.Reader.Resolve(sn)
	v := l.Reader.View(n)
	if v.Is("string") {
		return v.Format == "binary"
	}
	return v.Types == nil && !v.IsObject() && n.Has("contentMediaType") && !n.Has("contentEncoding") && !n.Has("contentSchema")
}

// isScalar reports whether a schema is that of one string, number or boolean.
func (l *lowerer) isScalar(sn *node.Node) bool {
	if sn == nil {
		return false
	}
	v := l.Reader.View(l.Reader.Resolve(sn))
	if len(v.Types) != 1 {
		return false
	}
	switch v.Types[0] {
	case "string", "integer", "number", "boolean":
		return true
	}
	return false
}

// isStructured reports whether a schema is that of an object, an array or one of several
// types, for which plain text has no form.
func (l *lowerer) isStructured(sn *node.Node) bool {
	if sn == nil {
		return false
	}
	v := l.Reader.View(l.Reader.Resolve(sn))
	groups := schema.WithoutConstraints(v.Groups)
	return v.IsObject() || v.Is("array") || len(v.Types) > 1 || len(groups) > 0 && len(v.Types) == 0
}

// isUnion reports whether a body of several members is nevertheless one value of several
// types: the base of a family, which its discriminator makes one of its heirs.
func (l *lowerer) isUnion(sn, target *node.Node, h types.Hint) bool {
	if l.Components[target] == "" {
		return false
	}
	_, ok := l.TypeOf(sn, h).Type.(*ir.Union)
	return ok
}

// otherBodies deals with the media types of a request body beside the one that is sent by default: the
// caller can choose those that the same params can be written as.
func (l *lowerer) otherBodies(op *ir.Operation, body *node.Node) {
	content := body.Get("content")
	media, mt := pickMedia(content)
	spread := slices.ContainsFunc(op.Params.Fields, func(f *ir.Field) bool { return f.In == ir.InBody })
	files := op.Body == ir.RawBody && !l.isTextBody(media, mt.Get("schema"))
	seen := map[string]bool{openapi.BaseMedia(media): true}
	for _, m := range content.Entries() {
		other := m.Value.Target()
		kind := l.bodyKind(m.Key, other)
		if seen[openapi.BaseMedia(m.Key)] {
			continue
		}
		seen[openapi.BaseMedia(m.Key)] = true
		switch {
		case files && kind == ir.RawBody && !l.isTextBody(m.Key, other.Get("schema")):
			op.MediaType += ", " + m.Key // the file says which
			op.Params.Fields[0].Doc.Text = "Body is the whole request body. Its ContentType, or else its name, says which of these it is: " + op.MediaType + "."
		case l.sameSchema(mt.Get("schema"), other.Get("schema")) && canBe(op.Body, kind, spread) && !other.Has("encoding"):
			op.OtherBodies = append(op.OtherBodies, ir.OtherBody{Media: l.sentAs(m.Key, kind, other), Body: kind})
		default:
			l.Diags.Ungenerated("request body of another media type", m, "the body is not sent as %s: the client sends %s, which has another form", diag.Quote(m.Key), media)
		}
	}
}

// canBe reports whether what is written as a body of one kind can be written as one of another. Forms need
// members.
func canBe(kind, other ir.BodyKind, spread bool) bool {
	switch other {
	case ir.JSONBody:
		return kind != ir.RawBody
	case ir.FormBody, ir.MultipartBody:
		return kind != ir.RawBody && spread
	}
	return kind == ir.RawBody
}

// sameSchema reports whether two schemas are one, or say the same in the same words.
func (l *lowerer) sameSchema(a, b *node.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	a, b = l.Reader.Resolve(a), l.Reader.Resolve(b)
	return a == b || bytes.Equal(a.AppendJSON(nil), b.AppendJSON(nil))
}
