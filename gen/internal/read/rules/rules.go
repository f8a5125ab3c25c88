// Package rules checks what a document says against what OpenAPI allows it to say,
// and what a generator needs it to.
package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
)

// checker holds what the structural rules share. A rule is one small function on the nodes of one role.
// What leaves the generator without a sound answer is an error; what real documents often get wrong and
// can be generated from all the same is a warning.
type checker struct {
	*diag.List
	doc        *openapi.Document
	words      *spell.Speller
	operations map[string]*node.Node  // by operationId
	templates  map[string]node.Member // paths by their form, e.g. "/pets/{}"
	fieldNames map[*openapi.Object][]string
	steps      int // parameters matched with paths
}

type rule func(c *checker, n *node.Node)

// rules run for every node of the role that is of the right kind and not a mere reference.
var rules = map[node.Role][]rule{
	openapi.RoleDocument:       {checkDocument, checkNewFields, checkDialect},
	openapi.RolePaths:          {checkPathKeys, checkPathVariables},
	openapi.RolePathItem:       {checkNewMethods, checkItemSiblings},
	openapi.RoleOperation:      {checkOperationID, checkResponsesPresent, checkCallbacks, checkToolLoop},
	openapi.RoleParameters:     {checkDuplicateParameters},
	openapi.RoleParameter:      {checkParameter, checkParameterValue},
	openapi.RoleHeader:         {checkHeader},
	openapi.RoleRequestBody:    {checkRequestBody},
	openapi.RoleContent:        {checkMediaTypes, checkXML},
	openapi.RoleResponses:      {checkStatusCodes},
	openapi.RoleResponse:       {checkLinks},
	openapi.RoleServer:         {checkServer},
	openapi.RoleRequirement:    {checkRequirement},
	openapi.RoleSecurityScheme: {checkSecurityScheme},
	openapi.RoleTags:           {checkTags},
	openapi.RoleComponents:     {checkComponentNames},
	openapi.RoleSchema:         {checkSchemaRefs, checkBounds, checkDefault, checkAccess, checkConditions, checkDialect},
	openapi.RoleSchemaList:     {checkSchemaList},
	openapi.RoleType:           {checkType},
	openapi.RoleRequired:       {checkRequired},
	openapi.RoleEnum:           {checkEnum},
	openapi.RoleDiscriminator:  {checkDiscriminator},
}

// Check runs every rule over the nodes that a document uses.
func Check(doc *openapi.Document, words *spell.Speller, diags *diag.List) {
	c := &checker{
		List: diags, doc: doc, words: words, operations: map[string]*node.Node{}, templates: map[string]node.Member{}, fieldNames: map[*openapi.Object][]string{},
	}
	for _, n := range doc.Nodes {
		c.checkNUL(n)
		if !c.checkKind(n) {
			continue
		}
		// Beside a $ref, only schemas and path items have members that count.
		if n.Has("$ref") && openapi.ObjectOf(n.Role).Ref && n.Role != openapi.RoleSchema && n.Role != openapi.RolePathItem {
			checkBesideRef(c, n)
			continue
		}
		c.checkMembers(n)
		checkGaps(c, n)
		for _, run := range rules[n.Role] {
			run(c, n)
		}
	}
}

// checkNUL refuses NUL written as an escape: no name and no comment can hold it. Data may, and so may
// a pattern, which can only mean the character.
func (c *checker) checkNUL(n *node.Node) {
	if n.Kind == node.String && n.Key() != "pattern" && strings.IndexByte(n.Text, 0) >= 0 || strings.IndexByte(n.Key(), 0) >= 0 {
		c.Errorf(n, "NUL character in the text: remove it")
	}
}

// checkKind reports whether a node is of a kind that its role allows, and reports it otherwise.
func (c *checker) checkKind(n *node.Node) bool {
	o := openapi.ObjectOf(n.Role)
	if o.Kinds.Has(n.Kind) {
		return true
	}
	switch {
	case n.Kind == node.Null:
		c.checkNull(n)
	case o.Lax:
		c.Warnf(n, "%s must be %s, not %s", label(n), o.Name, n.Kind)
	case n.Role == openapi.RoleRequired && n.Kind == node.Bool:
		c.Warnf(n, "required is an array of property names: list this one in that of the schema around it")
	case n.Role == openapi.RoleSchema && n.Kind == node.Array && n.Parent.Role == openapi.RoleSchemas && openapi.ObjectOf(openapi.RoleSchema).Fields[n.Key()] != openapi.RoleNone:
		c.Warnf(n, "%s stands among the properties, and is none: move it beside them", label(n))
	default:
		c.Errorf(n, "%s must be %s, not %s%s", label(n), o.Name, n.Kind, kindHint(n))
	}
	return false
}

// checkNull is about values that were left out, as in "items:" with nothing behind it.
func (c *checker) checkNull(n *node.Node) {
	switch n.Role {
	case openapi.RolePaths, openapi.RolePathItem, openapi.RoleOperation, openapi.RoleParameter, openapi.RoleResponse, openapi.RoleString, openapi.RoleBool, openapi.RoleMappingValue:
		c.Errorf(n, "%s must be %s, and is empty", label(n), openapi.ObjectOf(n.Role).Name)
		return
	case openapi.RoleType:
		c.Warnf(n, "type is null: write \"null\" in quotes")
		return
	case openapi.RoleSchema:
		c.Warnf(n, "empty schema: write {} if any value is allowed")
		return
	}
	c.Warnf(n, "%s is empty: remove it, or make it %s", label(n), openapi.ObjectOf(n.Role).Name)
}

// label names a node in a message: by its key, or by its place in an array.
func label(n *node.Node) string {
	switch {
	case n.Parent == nil:
		return "the document"
	case n.Parent.Kind == node.Array:
		return "item of " + label(n.Parent)
	}
	return diag.Quote(n.Key())
}

// kindHint says what to do about common confusions.
func kindHint(n *node.Node) string {
	switch {
	case n.Role == openapi.RoleSchema && n.Key() == "items" && n.Kind == node.Array:
		return "; use prefixItems for a list of schemas"
	case n.Role == openapi.RoleDiscriminator && n.Kind == node.String:
		return "; write {propertyName: " + n.Text + "}"
	case n.Role == openapi.RoleSchema && n.Kind == node.String && n.Key() == "$ref", n.Role == openapi.RolePathItem && n.Key() == "$ref":
		return "; a $ref cannot stand for all of them, refer to each by name"
	case n.Role == openapi.RoleString && (n.Kind == node.Number || n.Kind == node.Bool):
		return "; write it in quotes"
	case n.Role == openapi.RoleBool && n.Kind == node.String:
		return "; write it without quotes"
	case n.Role == openapi.RolePaths && n.Kind == node.Array:
		return "; its keys are the paths"
	}
	return ""
}

// checkMembers reports members that nothing reads. In schemas any keyword is allowed, so there only those
// that look like a known one misspelt.
func (c *checker) checkMembers(n *node.Node) {
	o := openapi.ObjectOf(n.Role)
	if n.Kind != node.Object || o.Fields == nil {
		return
	}
	for _, m := range n.Members {
		if _, known := o.Fields[m.Key]; known {
			continue
		}
		switch {
		case n.Role == openapi.RoleSchema:
			c.checkKeyword(n, m, o)
		case o.Child(m.Key) != openapi.RoleNone:
		case n.Role == openapi.RolePathItem && m.Value.Kind == node.Object:
			c.Errorf(m, "unknown method %s%s", diag.Quote(m.Key), spell.Hint(c.nearField(m.Key, o)))
		default:
			c.Warnf(m, "%s has no member %s: remove it or begin it with x-%s", o.Name, diag.Quote(m.Key), spell.Hint(c.nearField(m.Key, o)))
		}
	}
}

// nearField is the field of an object that a key may be a misspelling of, or "".
func (c *checker) nearField(key string, o *openapi.Object) string {
	if strings.HasPrefix(key, "x-") {
		return ""
	}
	names := c.fieldNames[o]
	if names == nil {
		names = slices.Sorted(maps.Keys(o.Fields)) // sorted, so that the first of two that are equally near is always the same
		c.fieldNames[o] = names
	}
	return c.words.Near(key, names, max(1, min(2, len(key)/4)))
}
