package openapi

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// BaseMedia is a media type in lower case and without its parameters.
func BaseMedia(media string) string {
	base, _, _ := strings.Cut(strings.ToLower(media), ";")
	return strings.TrimSpace(base)
}

// IsJSON reports whether a media type is that of one JSON value.
func IsJSON(media string) bool {
	b := BaseMedia(media)
	return b == "application/json" || b == "text/json" || strings.HasSuffix(b, "+json")
}

// MatchesJSON reports whether a media type, or a range of them, may be that of one JSON value.
func MatchesJSON(media string) bool {
	b := BaseMedia(media)
	return IsJSON(media) || b == "*/*" || b == "application/*"
}

// IsLines reports whether a media type is that of a sequence of JSON values.
func IsLines(media string) bool {
	switch BaseMedia(media) {
	case "application/x-jsonl", "application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines", "application/jsonlines":
		return true
	}
	return IsRecords(media)
}

// IsRecords reports whether a media type is that of a JSON text sequence (RFC 7464).
func IsRecords(media string) bool {
	b := BaseMedia(media)
	return b == "application/json-seq" || strings.HasSuffix(b, "+json-seq")
}

// IsEvents reports whether a media type is that of server-sent events.
func IsEvents(media string) bool { return BaseMedia(media) == "text/event-stream" }

// IsForm reports whether a media type is that of a form without files.
func IsForm(media string) bool { return BaseMedia(media) == "application/x-www-form-urlencoded" }

// IsMultipart reports whether a media type is that of a form with files, or of parts
// that are written like those of one.
func IsMultipart(media string) bool { return strings.HasPrefix(BaseMedia(media), "multipart/") }

// IsXML reports whether a media type is that of XML.
func IsXML(media string) bool {
	b := BaseMedia(media)
	return b == "application/xml" || b == "text/xml" || strings.HasSuffix(b, "+xml")
}

// IsText reports whether a media type is that of text.
func IsText(media string) bool {
	b := BaseMedia(media)
	return strings.HasPrefix(b, "text/") || b == "application/xml" || strings.HasSuffix(b, "+xml") || b == "application/yaml" || b == "application/javascript"
}

// IsStructured reports whether what a media type holds has members.
func IsStructured(media string) bool {
	b := BaseMedia(media)
	for _, format := range []string{"json", "xml", "yaml"} {
		if strings.HasSuffix(b, format) {
			return true
		}
	}
	return IsLines(b) || IsEvents(b) || IsForm(b) || IsMultipart(b)
}

// ItemSchema is the schema of each item of a stream, or nil for what is described
// as a whole. In a document for OpenAPI 3.1 it is an extension.
func ItemSchema(mediaType *node.Node) *node.Node {
	if s := mediaType.Get("itemSchema"); s != nil {
		return s
	}
	return mediaType.Get("x-itemSchema")
}

// Item is ItemSchema for a media type that is a sequence: an array as its schema stands for
// the items too.
func Item(media string, mediaType *node.Node) *node.Node {
	if s := ItemSchema(mediaType); s != nil || !IsLines(media) && !IsEvents(media) {
		return s
	}
	s := mediaType.Get("schema").Target()
	if t := s.Get("type"); t != nil && t.Text == "array" {
		return s.Get("items")
	}
	return nil
}

// IsEventField reports whether a name is that of a field of server-sent events.
func IsEventField(name string) bool {
	return name == "event" || name == "data" || name == "id" || name == "retry"
}

// Payload is the schema of what a body consists of, or of what a stream repeats. If
// that is an event as a whole, it is the schema of the event's data.
func Payload(media string, mediaType *node.Node) *node.Node {
	s := Item(media, mediaType)
	if s == nil {
		return mediaType.Get("schema")
	}
	if !IsEvents(media) {
		return s
	}
	data := s.Target().Get("properties").Get("data")
	switch inner := data.Target().Get("contentSchema"); {
	case inner != nil:
		return inner
	case data != nil:
		return data
	}
	return s
}

// Streams reports whether an operation answers with events or with something else, as is asked for.
func Streams(op *node.Node) bool {
	for _, a := range op.Get("responses").Entries() {
		media := a.Value.Target().Get("content").Entries()
		events := 0
		for _, m := range media {
			if IsEvents(m.Key) {
				events++
			}
		}
		if events > 0 && events < len(media) && (strings.HasPrefix(a.Key, "2") || a.Key == "default") {
			return true
		}
	}
	return false
}
