package lower

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
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
