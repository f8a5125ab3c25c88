package load

import (
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// checker holds what the structural rules share. A rule is one small function on the nodes of one role.
// What leaves the generator without a sound answer is an error; what real documents often get wrong and
// can be generated from all the same is a warning.
type checker struct {
	*diag.List
	doc        *Document
	words      *speller
	operations map[string]*Node  // by operationId
	templates  map[string]Member // paths by their form, e.g. "/pets/{}"
	fieldNames map[*shape][]string
	steps      int // parameters matched with paths
}

type rule func(c *checker, n *Node)

// rules run for every node of the role that is of the right kind and not a mere reference.
var rules = [numRoles][]rule{
	roleDocument:       {checkDocument, checkNewFields},
	rolePaths:          {checkPathKeys, checkPathVariables},
	rolePathItem:       {checkNewMethods},
	roleOperation:      {checkOperationID, checkResponsesPresent},
	roleParameters:     {checkDuplicateParameters},
	roleParameter:      {checkParameter, checkParameterValue},
	roleHeader:         {checkHeader},
	roleRequestBody:    {checkRequestBody},
	roleContent:        {checkMediaTypes},
	roleResponses:      {checkStatusCodes},
	roleServer:         {checkServer},
	roleRequirement:    {checkRequirement},
	roleSecurityScheme: {checkSecurityScheme},
	roleTags:           {checkTags},
	roleComponents:     {checkComponentNames},
	roleSchema:         {checkSchemaRefs, checkBounds, checkDefault, checkAccess},
	roleSchemaList:     {checkSchemaList},
	roleType:           {checkType},
	roleRequired:       {checkRequired},
	roleEnum:           {checkEnum},
	roleDiscriminator:  {checkDiscriminator},
}

// check runs every rule over the nodes that the document uses.
func check(l *loader) {
	c := &checker{List: l.diags, doc: l.doc, words: &l.words, operations: map[string]*Node{}, templates: map[string]Member{}, fieldNames: map[*shape][]string{}}
	for _, n := range l.doc.seen {
		c.checkNUL(n)
		if !c.checkKind(n) {
			continue
		}
		// Beside a $ref, only schemas and path items have members that count.
		if n.Has("$ref") && shapes[n.role].ref && n.role != roleSchema && n.role != rolePathItem {
			continue
		}
		c.checkMembers(n)
		for _, run := range rules[n.role] {
			run(c, n)
		}
	}
}

// checkNUL refuses NUL written as an escape: no name and no comment can hold it. Data may, and so may
// a pattern, which can only mean the character.
func (c *checker) checkNUL(n *Node) {
	if n.Kind == String && n.key != "pattern" && strings.IndexByte(n.Text, 0) >= 0 || strings.IndexByte(n.key, 0) >= 0 {
		c.Errorf(n, "NUL character in the text: remove it")
	}
}

// checkKind says whether a node is of a kind that its role allows, and reports it otherwise.
func (c *checker) checkKind(n *Node) bool {
	s := &shapes[n.role]
	if s.kinds.has(n.Kind) {
		return true
	}
	switch {
	case n.Kind == Null:
		c.checkNull(n)
	case n.role == roleText || n.role == roleNumber || n.role == roleLimit || n.role == roleExamples:
		c.Warnf(n, "%s must be %s, not %s", n.label(), s.name, n.Kind)
	case n.role == roleRequired && n.Kind == Bool:
		c.Warnf(n, "required is an array of property names: list this one in that of the schema around it")
	case n.role == roleSchema && n.Kind == Array && n.Parent.role == roleSchemas && shapes[roleSchema].fields[n.key] != roleNone:
		c.Warnf(n, "%s stands among the properties, and is none: move it beside them", n.label())
	default:
		c.Errorf(n, "%s must be %s, not %s%s", n.label(), s.name, n.Kind, kindHint(n))
	}
	return false
}

// checkNull is about values that were left out, as in "items:" with nothing behind it.
func (c *checker) checkNull(n *Node) {
	switch n.role {
	case rolePaths, rolePathItem, roleOperation, roleParameter, roleResponse, roleString, roleBool, roleMappingValue:
		c.Errorf(n, "%s must be %s, and is empty", n.label(), shapes[n.role].name)
		return
	case roleType:
		c.Warnf(n, "type is null: write \"null\" in quotes")
		return
	case roleSchema:
		c.Warnf(n, "empty schema: write {} if any value is allowed")
		return
	}
	c.Warnf(n, "%s is empty: remove it, or make it %s", n.label(), shapes[n.role].name)
}

// label names a node in a message: by its key, or by its place in an array.
func (n *Node) label() string {
	switch {
	case n.Parent == nil:
		return "the document"
	case n.Parent.Kind == Array:
		return "item of " + n.Parent.label()
	}
	return show(n.key)
}

// kindHint says what to do about common confusions.
func kindHint(n *Node) string {
	switch {
	case n.role == roleSchema && n.key == "items" && n.Kind == Array:
		return "; use prefixItems for a list of schemas"
	case n.role == roleDiscriminator && n.Kind == String:
		return "; write {propertyName: " + n.Text + "}"
	case n.role == roleSchema && n.Kind == String && n.key == "$ref", n.role == rolePathItem && n.key == "$ref":
		return "; a $ref cannot stand for all of them, refer to each by name"
	case n.role == roleString && (n.Kind == Number || n.Kind == Bool):
		return "; write it in quotes"
	case n.role == roleBool && n.Kind == String:
		return "; write it without quotes"
	case n.role == rolePaths && n.Kind == Array:
		return "; its keys are the paths"
	}
	return ""
}

// checkMembers reports members that nothing reads. In schemas any keyword is allowed, so there only those
// that look like a known one misspelt.
func (c *checker) checkMembers(n *Node) {
	s := &shapes[n.role]
	if n.Kind != Object || s.fields == nil {
		return
	}
	for _, m := range n.Members {
		if _, known := s.fields[m.Key]; known {
			continue
		}
		switch {
		case n.role == roleSchema:
			if near := c.nearField(m.Key, s); near != "" && len(m.Key) > 4 && !n.Has(near) {
				c.Warnf(m, "unknown keyword %s; did you mean %s?", show(m.Key), show(near))
			}
		case s.child(m.Key) != roleNone:
		case n.role == rolePathItem && m.Value.Kind == Object:
			c.Errorf(m, "unknown method %s%s", show(m.Key), hint(c.nearField(m.Key, s)))
		default:
			c.Warnf(m, "%s has no member %s: remove it or begin it with x-%s", s.name, show(m.Key), hint(c.nearField(m.Key, s)))
		}
	}
}

// nearField is the field of a shape that a key may be a misspelling of, or "".
func (c *checker) nearField(key string, s *shape) string {
	if strings.HasPrefix(key, "x-") {
		return ""
	}
	names := c.fieldNames[s]
	if names == nil {
		names = slices.Sorted(maps.Keys(s.fields)) // sorted, so that the first of two that are equally near is always the same
		c.fieldNames[s] = names
	}
	return c.words.near(key, names, max(1, min(2, len(key)/4)))
}
