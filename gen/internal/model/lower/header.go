package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// headersApart are the headers that no parameter sets: OpenAPI says to ignore the
// first three, and the others are about the connection. Each with what rules it.
var headersApart = map[string]string{
	"accept":            "what the operation answers says it; WithHeader asks for something else",
	"content-type":      "the request body says it; WithHeader says something else",
	"authorization":     "the security schemes say it; WithHeader sends something else",
	"content-length":    "the request body has it",
	"transfer-encoding": "the connection has it",
	"connection":        "the connection has it",
	"keep-alive":        "the connection has it",
	"proxy-connection":  "the connection has it",
	"upgrade":           "the connection has it",
	"trailer":           "the request has none",
	"host":              "the server's URL has it; WithHeader names another",
}

// headerApart reports whether a header parameter is no field, because the client
// sets it itself, and notes why.
func (l *lowerer) headerApart(p *node.Node, wire string) bool {
	name := strings.ToLower(wire)
	if why := headersApart[name]; why != "" {
		l.Notes.Ungenerated("header parameter", p, "header %s is no parameter: %s", wire, why)
		return true
	}
	return l.betaParam != "" && name == l.betaParam
}

// accepted lists the media types that an operation can be asked for, by what its
// parameter Accept may be; none if it has no such list.
func (l *lowerer) accepted(item, n *node.Node) []string {
	for _, p := range openapi.Parameters(item, n) {
		if p.Str("in") != "header" || !strings.EqualFold(p.Str("name"), "Accept") {
			continue
		}
		s := l.Reader.Resolve(p.Get("schema"))
		if only := l.Reader.OnlyValue(p.Get("schema")); only != nil {
			return []string{openapi.BaseMedia(only.Text)}
		}
		var out []string
		for _, v := range schema.Items(s.Get("enum")) {
			out = append(out, openapi.BaseMedia(v.Text))
		}
		return out
	}
	return nil
}

// chosen are the bodies of the media types listed: several operations may share a path
// and what it answers, and each ask for its own. If there is none of these, they are all.
func chosen(all []*body, media []string) []*body {
	isListed := func(b *body) bool { return slices.Contains(media, openapi.BaseMedia(b.media)) }
	if !slices.ContainsFunc(all, isListed) {
		return all
	}
	return slices.DeleteFunc(all, func(b *body) bool { return !isListed(b) })
}
