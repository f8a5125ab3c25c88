package rules

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// A gap is what a generated package doesn't do although the document says it.
type gap struct {
	kind string // what it is counted as
	why  string // what that means for the package
}

// gaps are fields that have no effect wherever they stand, by the object that has them. The table of keywords in
// gen/KEYWORDS.md has a row for each.
var gaps = map[node.Role]map[string]gap{
	openapi.RoleFlows: {
		"implicit":            {"OAuth flow", "the client sends the token that it is given, and asks nobody for one"},
		"password":            loginGap,
		"authorizationCode":   loginGap,
		"deviceAuthorization": loginGap,
	},
	openapi.RoleSecurityScheme: {
		"openIdConnectUrl":  {"discovery of an OpenID provider", "the client sends the token that it is given, and asks nobody for one"},
		"oauth2MetadataUrl": {"discovery of an OAuth server", "the client sends the token that it is given, and asks nobody for one"},
	},
	openapi.RoleMediaType: {
		"prefixEncoding": {"encoding by position", "parts of a multipart body have names: the caller writes those that have none"},
		"itemEncoding":   {"encoding by position", "parts of a multipart body have names: the caller writes those that have none"},
	},
	openapi.RoleEncoding: {
		"encoding":       {"nested encoding", "the caller writes a part that is multipart or a form itself"},
		"prefixEncoding": {"nested encoding", "the caller writes a part that is multipart or a form itself"},
		"itemEncoding":   {"nested encoding", "the caller writes a part that is multipart or a form itself"},
	},
	openapi.RoleTag: {
		"parent": {"nested tag", "services are nested by the dots of operationIds"},
	},
	openapi.RoleSchema: {
		"prefixItems":       {"use of prefixItems", "all items are raw JSON, as Go has no list of items of different types"},
		"not":               {"use of not", "no Go type can say it, and values are not checked against it"},
		"if":                {"use of if", "if, then and else are ignored: no type can depend on them"},
		"dependentSchemas":  {"use of dependentSchemas", "no type can depend on which members are there, and values are not checked against it"},
		"dependentRequired": {"use of dependentRequired", "no type can depend on which members are there, and values are not checked against it"},
		"dependencies":      {"use of dependencies", "no type can depend on which members are there, and values are not checked against it"},
		"contains":          {"use of contains", "values are not checked against it"},
		"minContains":       {"use of minContains", "values are not checked against it"},
		"maxContains":       {"use of maxContains", "values are not checked against it"},
		"propertyNames":     {"use of propertyNames", "names of members are any strings, and are not checked against it"},
		"unevaluatedItems":  {"use of unevaluatedItems", "further items are raw JSON, and values are not checked against it"},
		"additionalItems":   {"use of additionalItems", "it is from before JSON Schema 2020-12: use items beside prefixItems"},
		"xml":               {"use of xml", "values are written as JSON only"},
		"$vocabulary":       {"use of $vocabulary", "it is for dialects of JSON Schema, and all keywords of OpenAPI's are known"},
		"$dynamicAnchor":    {"use of $dynamicAnchor", "it is an $anchor for $ref, and nothing else replaces it"},
		"$recursiveAnchor":  {"use of $recursiveAnchor", "it is from before JSON Schema 2020-12"},
	},
}

var loginGap = gap{"OAuth flow", "the client asks no user to log in: it takes the refresh token that a login leaves"}

// checkGaps says what of an object has no effect.
func checkGaps(c *checker, n *node.Node) {
	words := gaps[n.Role]
	if words == nil || n.Kind != node.Object {
		return
	}
	for _, m := range n.Members {
		if g, ok := words[m.Key]; ok {
			c.Ungenerated(g.kind, m, "%s has no effect: %s", m.Key, g.why)
		}
	}
}

// checkConditions is about then and else, which have no meaning without if.
func checkConditions(c *checker, n *node.Node) {
	for _, key := range []string{"then", "else"} {
		if m := n.Get(key); m != nil && !n.Has("if") {
			c.Ungenerated("use of "+key, m, "%s has no effect without if", key)
		}
	}
}

// checkLinks is about what a response leads to. It is counted where a response names it, not where components
// describe it.
func checkLinks(c *checker, n *node.Node) {
	for _, m := range n.Get("links").Entries() {
		c.Ungenerated("link", m, "link %s has no effect: call the operation that it leads to", diag.Quote(m.Key))
	}
}

// checkCallbacks is about requests that the API sends.
func checkCallbacks(c *checker, n *node.Node) {
	for _, m := range n.Get("callbacks").Entries() {
		c.Ungenerated("callback", m, "only the bodies of callback %s have types: nothing receives it", diag.Quote(m.Key))
	}
}

// checkXML is about bodies in XML, which the caller writes and reads.
func checkXML(c *checker, n *node.Node) {
	if n.Key() == "mediaTypes" {
		return
	}
	for _, m := range n.Members {
		if openapi.IsXML(m.Key) && m.Value.Target().Has("schema") {
			c.Ungenerated("XML body", m, "XML has no types: the caller writes and reads %s as text, unless there is JSON beside it", diag.Quote(m.Key))
		}
	}
}

// standard are the identifiers of the dialects that are read as what they are.
var standard = []string{
	"https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/", "https://spec.openapis.org/oas/3.2/dialect/",
}

// checkDialect is about schemas in another language than that of OpenAPI.
func checkDialect(c *checker, n *node.Node) {
	for _, key := range []string{"jsonSchemaDialect", "$schema"} {
		m := n.Get(key)
		if m == nil || m.Kind != node.String || (key == "$schema") != (n.Role == openapi.RoleSchema) {
			continue
		}
		if !slices.ContainsFunc(standard, func(s string) bool { return strings.HasPrefix(m.Text, s) }) {
			c.Ungenerated("dialect of JSON Schema", m, "%s is not known as a dialect: schemas are read as JSON Schema 2020-12 with the words of OpenAPI", diag.Quote(m.Text))
		}
	}
}

// checkBesideRef is about members beside a $ref that don't count.
func checkBesideRef(c *checker, n *node.Node) {
	for _, m := range n.Members {
		if m.Key == "$ref" || m.Key == "summary" || m.Key == "description" || strings.HasPrefix(m.Key, "x-") {
			continue
		}
		c.Ungenerated("member beside a $ref", m, "%s has no effect beside a $ref, which stands for all of it", diag.Quote(m.Key))
	}
}

// checkKeyword is about a member of a schema that is no keyword. Any may stand there, but what was meant is often
// one that there is.
func (c *checker) checkKeyword(n *node.Node, m node.Member, o *openapi.Object) {
	switch near := c.nearField(m.Key, o); {
	case o.Extensible && strings.HasPrefix(m.Key, "x-"):
	case near != "" && len(m.Key) > 3 && !n.Has(near):
		c.Warnf(m, "unknown keyword %s%s", diag.Quote(m.Key), spell.Hint(near))
	default:
		c.Ungenerated("unknown keyword", m, "%s is not a keyword that is known here, and has no effect", diag.Quote(m.Key))
	}
}
