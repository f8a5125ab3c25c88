package rules

import (
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// checkDuplicateParameters is about two parameters of one name in the same part of
// a request, of which only the first can be sent.
func checkDuplicateParameters(c *checker, n *node.Node) {
	first := make(map[string]*node.Node, len(n.Items))
	for _, p := range n.Items {
		t := p.Target()
		name, in := t.Str("name"), t.Str("in")
		if name == "" {
			continue
		}
		key := openapi.ParameterKey(t)
		if f, ok := first[key]; ok {
			c.AddDuplicate(diag.Warning, p, f, "duplicate "+in+" parameter "+diag.Quote(name)+" is ignored: remove or rename one")
			continue
		}
		first[key] = p
	}
}

// checkParameter is about name and in, without which nobody knows where a value
// goes. Words of Swagger 2.0 get an answer of their own.
func checkParameter(c *checker, n *node.Node) {
	if name := n.Get("name"); name == nil {
		c.Warnf(n, "parameter without name is ignored: name it")
	} else if name.Kind == node.String && name.Text == "" {
		c.Warnf(name, "the name of this parameter is empty, and it is ignored: name it")
	}
	in := n.Get("in")
	if in == nil {
		c.Errorf(n, "parameter without in: add query, header, path or cookie")
		return
	}
	switch in.Text {
	case "query", "header", "cookie":
	case "path":
		if !n.Bool("required") {
			c.Warnf(n, "path parameter %s must have \"required: true\"", diag.Quote(n.Str("name")))
		}
	case "querystring":
		if c.doc.Version < "3.2" {
			c.Errorf(in, "in: querystring needs openapi 3.2, and this document is %s", c.doc.Version)
		}
	case "body", "formData":
		c.Errorf(in, "in: %s is from Swagger 2.0: describe a requestBody", in.Text)
	default:
		if in.Kind == node.String {
			c.Errorf(in, "in must be query, header, path or cookie, not %s", diag.Quote(in.Text))
		}
	}
}

// checkParameterValue is about what describes the value: one of schema and content.
func checkParameterValue(c *checker, n *node.Node) {
	schema, content := n.Get("schema"), n.Get("content")
	switch {
	case schema == nil && content == nil && n.Has("type"):
		c.Errorf(n, "parameter %s has its type beside its name, as in Swagger 2.0: move it into schema", diag.Quote(n.Str("name")))
	case schema == nil && content == nil:
		c.Warnf(n, "parameter %s needs a schema or content", diag.Quote(n.Str("name")))
	case schema != nil && content != nil:
		c.Warnf(n, "parameter %s has schema and content: keep one", diag.Quote(n.Str("name")))
	}
	if content != nil && content.Kind == node.Object && len(content.Members) != 1 {
		c.Errorf(content, "the content of a parameter has one media type, not %d", len(content.Members))
	}
}

func checkHeader(c *checker, n *node.Node) {
	if !n.Has("schema") && !n.Has("content") {
		c.Warnf(n, "header without schema or content")
	}
}

func checkRequestBody(c *checker, n *node.Node) {
	if content := n.Get("content"); content == nil || content.Kind == node.Object && len(content.Members) == 0 {
		c.Warnf(n, "request body without content: say what it contains")
	}
}

// checkMediaTypes is for the keys of content; components.mediaTypes has names.
func checkMediaTypes(c *checker, n *node.Node) {
	if n.Key() == "mediaTypes" {
		return
	}
	for _, m := range n.Members {
		if !strings.Contains(m.Key, "/") {
			c.Warnf(m, "%s is not a media type, such as application/json", diag.Quote(m.Key))
		}
	}
}

var statusCode = regexp.MustCompile(`^([1-5]\d\d|[1-5]XX|default)$`)

func checkStatusCodes(c *checker, n *node.Node) {
	for _, m := range n.Members {
		switch {
		case m.Value.Role != openapi.RoleResponse || statusCode.MatchString(m.Key):
		case statusCode.MatchString(strings.ToUpper(m.Key)) || strings.EqualFold(m.Key, "default"):
			c.Warnf(m, "response %s: write 2XX and default in this case of letters", diag.Quote(m.Key))
		default:
			c.Errorf(m, "response %s must be a status code, a range such as 2XX, or default", diag.Quote(m.Key))
		}
	}
}

var serverVar = regexp.MustCompile(`\{([^{}]*)\}`)

// checkServer matches the variables of a server's URL with those that are
// described.
func checkServer(c *checker, n *node.Node) {
	url := n.Get("url")
	if url == nil {
		c.Errorf(n, "server without url")
		return
	}
	vars := n.Get("variables")
	for _, m := range serverVar.FindAllStringSubmatch(url.Text, openapi.MaxVariables) {
		if !vars.Has(m[1]) {
			c.Warnf(url, "the url has {%s}, and variables has not", m[1])
		}
	}
	for _, m := range vars.Entries() {
		if !m.Value.Has("default") {
			c.Warnf(m, "server variable %s needs a default", diag.Quote(m.Key))
		}
	}
}

func checkRequirement(c *checker, n *node.Node) {
	schemes := c.doc.Root.Get("components").Get("securitySchemes")
	for _, m := range n.Members {
		if !schemes.Has(openapi.SchemeID(m.Key)) {
			c.Warnf(m, "no security scheme %s under components%s", diag.Quote(m.Key), c.words.DidYouMean(m.Key, schemes))
		}
	}
}

// checkSecurityScheme is about what the type of a scheme needs for a credential to
// be sent.
func checkSecurityScheme(c *checker, n *node.Node) {
	need := func(keys ...string) {
		for _, key := range keys {
			if !n.Has(key) {
				c.Errorf(n, "security scheme of type %s needs %s", n.Str("type"), key)
			}
		}
	}
	typ := n.Get("type")
	if typ == nil {
		c.Errorf(n, "security scheme without type: add apiKey, http, oauth2, openIdConnect or mutualTLS")
		return
	}
	switch typ.Text {
	case "apiKey":
		need("name", "in")
		if in := n.Get("in"); in != nil && in.Text != "query" && in.Text != "header" && in.Text != "cookie" {
			c.Errorf(in, "in must be query, header or cookie, not %s", diag.Quote(in.Text))
		}
	case "http":
		need("scheme")
	case "oauth2", "openIdConnect":
		if key := map[string]string{"oauth2": "flows", "openIdConnect": "openIdConnectUrl"}[typ.Text]; !n.Has(key) {
			c.Warnf(n, "security scheme of type %s should have %s", typ.Text, key)
		}
	case "mutualTLS":
	case "basic":
		c.Errorf(typ, "type basic is from Swagger 2.0: write \"type: http\" and \"scheme: basic\"")
	default:
		if typ.Kind == node.String {
			c.Errorf(typ, "type must be apiKey, http, oauth2, openIdConnect or mutualTLS, not %s", diag.Quote(typ.Text))
		}
	}
}

func checkTags(c *checker, n *node.Node) {
	first := make(map[string]bool, len(n.Items))
	for _, t := range n.Items {
		name := t.Str("name")
		if t.Kind == node.Object && name == "" {
			c.Warnf(t, "tag without name")
		} else if first[name] {
			c.Warnf(t, "duplicate tag %s", diag.Quote(name))
		}
		first[name] = true
	}
}

var componentName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

func checkComponentNames(c *checker, n *node.Node) {
	for _, section := range n.Members {
		if o := openapi.ObjectOf(section.Value.Role); o.Fields != nil || o.Others == openapi.RoleNone {
			continue
		}
		for _, m := range section.Value.Members {
			if m.Key != "$ref" && !componentName.MatchString(m.Key) {
				c.Warnf(m, "component name %s should have only letters, digits, dot, dash and underscore", diag.Quote(m.Key))
			}
		}
	}
}
