package lower

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/payload"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

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
	media, mt := payload.Pick(content)
	spread := slices.ContainsFunc(op.Params.Fields, func(f *ir.Field) bool { return f.In == ir.InBody })
	files := op.Body == ir.RawBody && !payload.IsText(l.Reader, media, mt.Get("schema"))
	seen := map[string]bool{openapi.BaseMedia(media): true}
	for _, m := range content.Entries() {
		other := m.Value.Target()
		kind := payload.KindOf(l.Reader, m.Key, other)
		if seen[openapi.BaseMedia(m.Key)] {
			continue
		}
		seen[openapi.BaseMedia(m.Key)] = true
		switch {
		case files && kind == ir.RawBody && !payload.IsText(l.Reader, m.Key, other.Get("schema")):
			op.MediaType += ", " + m.Key // the file says which
			op.Params.Fields[0].Doc.Text = "Body is the whole request body. Its ContentType, or else its name, says which of these it is: " + op.MediaType + "."
		case payload.SameSchema(l.Reader, mt.Get("schema"), other.Get("schema")) && payload.CanBe(op.Body, kind, spread) && !other.Has("encoding"):
			op.OtherBodies = append(op.OtherBodies, ir.OtherBody{Media: payload.SentAs(l.Reader, m.Key, kind, other), Body: kind})
		default:
			l.Diags.Ungenerated("request body of another media type", m, "the body is not sent as %s: the client sends %s, which has another form", diag.Quote(m.Key), media)
		}
	}
}
