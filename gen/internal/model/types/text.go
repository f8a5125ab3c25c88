package types

import (
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// text returns the Go type of a string: by contentEncoding, which is what the text
// is an encoding of, or by its format. JSON in a text stays text: what writes it
// there is not known, and neither is what spaces and order mean to it.
func (l *Lowerer) text(s *schema.View) ir.Type {
	switch s.Encoding {
	case "":
		if s.Contained != nil && openapi.IsJSON(s.Media) {
			l.Diags.Ungenerated("use of contentSchema", s.Contained, "the text holds JSON that contentSchema describes: it is a string, to be encoded and decoded by the caller")
		}
		return textFormat(s.Format)
	case "base64":
		return Basic(ir.Bytes)
	case "base64url":
		return Basic(ir.BytesURL)
	case "7bit", "8bit", "binary":
		return textFormat(s.Format) // the text as it is
	}
	l.Diags.Ungenerated("use of contentEncoding", schema.At(s.Nodes, "contentEncoding"), "contentEncoding %q is not decoded: the value is a string, as it travels", s.Encoding)
	return Basic(ir.String)
}

// HoldsJSON reports whether a text is JSON.
func HoldsJSON(v *schema.View) bool { return v.Contained != nil || openapi.IsJSON(v.Media) }

// textFormat returns the Go type of a string of some format.
func textFormat(format string) ir.Type {
	switch format {
	case "date-time":
		return Basic(ir.Time)
	case "date":
		return Basic(ir.Date)
	case "byte", "base64":
		return Basic(ir.Bytes)
	case "base64url":
		return Basic(ir.BytesURL)
	case "binary":
		return Basic(ir.File)
	}
	return Basic(ir.String)
}
