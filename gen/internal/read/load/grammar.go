package load

import "maps"

// role is what the document uses a node for. It decides where a $ref may stand, what the members mean
// and which rules apply; the same text is a schema in one place and an example in another.
type role uint8

const (
	roleNone   role = iota
	roleAny         // data: not looked into
	roleText        // a string that is only shown
	roleString      // a string that has a meaning
	roleStrings
	roleBool
	roleNumber
	roleLimit // exclusiveMinimum: a boolean in 3.0, a number since
	roleDocument
	roleInfo
	roleServers
	roleServer
	rolePaths
	rolePathItems
	rolePathItem
	roleOperations
	roleOperation
	roleParameters
	roleParameterMap
	roleParameter
	roleRequestBodies
	roleRequestBody
	roleContent
	roleMediaType
	roleEncodings
	roleEncodingList
	roleEncoding
	roleResponses
	roleResponseMap
	roleResponse
	roleHeaders
	roleHeader
	roleExamples
	roleExample
	roleLinks
	roleLink
	roleCallbacks
	roleCallback
	roleComponents
	roleSecuritySchemes
	roleSecurityScheme
	roleSecurity
	roleRequirement
	roleTags
	roleTag
	roleSchemas
	roleSchemaList
	roleSchema
	roleType
	roleRequired
	roleEnum
	roleDiscriminator
	roleMapping
	roleMappingValue
	numRoles
)

// shape is what a node of a role looks like.
type shape struct {
	name   string // as in messages, e.g. "a schema"
	kinds  kinds
	fields map[string]role
	others role // of the members that are not fields; roleNone means there should be none
	items  role
	ref    bool // a reference may stand here instead
	ext    bool // members that begin with x- are extensions; in other maps they are names
}

// kinds is a set of Kind.
type kinds uint8

func kindSet(ks ...Kind) (s kinds) {
	for _, k := range ks {
		s |= 1 << k
	}
	return s
}

func (s kinds) has(k Kind) bool { return s&(1<<k) != 0 }

var (
	objects = kindSet(Object)
	arrays  = kindSet(Array)
)

func mapOf(name string, of role) shape { return shape{name: name, kinds: objects, others: of} }

func listOf(name string, of role) shape { return shape{name: name, kinds: arrays, items: of} }

// child is the role of a member.
func (s *shape) child(key string) role {
	if r, ok := s.fields[key]; ok {
		return r
	}
	if s.ext && len(key) > 2 && (key[0] == 'x' || key[0] == 'X') && key[1] == '-' {
		return roleAny
	}
	return s.others
}

var shapes = [numRoles]shape{
	roleAny:     {name: "any value", kinds: ^kinds(0)},
	roleText:    {name: "a string", kinds: kindSet(String)},
	roleString:  {name: "a string", kinds: kindSet(String)},
	roleStrings: listOf("an array of strings", roleString),
	roleBool:    {name: "a boolean", kinds: kindSet(Bool)},
	roleNumber:  {name: "a number", kinds: kindSet(Number)},
	roleLimit:   {name: "a number", kinds: kindSet(Number, Bool)},
	roleDocument: {name: "an OpenAPI document", kinds: objects, ext: true, fields: map[string]role{
		"openapi": roleAny, "$self": roleText, "info": roleInfo, "jsonSchemaDialect": roleText, "servers": roleServers,
		"paths": rolePaths, "webhooks": rolePathItems, "components": roleComponents, "security": roleSecurity,
		"tags": roleTags, "externalDocs": roleAny,
	}},
	roleInfo: {name: "an info object", kinds: objects, ext: true, fields: map[string]role{
		"title": roleText, "summary": roleText, "description": roleText, "termsOfService": roleText,
		"contact": roleAny, "license": roleAny, "version": roleText,
	}},
	roleServers: listOf("an array of servers", roleServer),
	roleServer: {name: "a server", kinds: objects, ext: true, fields: map[string]role{
		"url": roleString, "description": roleText, "name": roleText, "variables": roleAny,
	}},
	rolePaths:     {name: "an object of paths", kinds: objects, ext: true, others: rolePathItem},
	rolePathItems: mapOf("an object of path items", rolePathItem),
	rolePathItem: {name: "a path item", kinds: objects, ext: true, ref: true, fields: map[string]role{
		"$ref": roleAny, "summary": roleText, "description": roleText, "servers": roleServers, "parameters": roleParameters,
		"get": roleOperation, "put": roleOperation, "post": roleOperation, "delete": roleOperation, "options": roleOperation,
		"head": roleOperation, "patch": roleOperation, "trace": roleOperation, "query": roleOperation,
		"additionalOperations": roleOperations,
	}},
	roleOperations: mapOf("an object of operations", roleOperation),
	roleOperation: {name: "an operation", kinds: objects, ext: true, fields: map[string]role{
		"tags": roleStrings, "summary": roleText, "description": roleText, "externalDocs": roleAny, "operationId": roleString,
		"parameters": roleParameters, "requestBody": roleRequestBody, "responses": roleResponses, "callbacks": roleCallbacks,
		"deprecated": roleBool, "security": roleSecurity, "servers": roleServers,
	}},
	roleParameters:   listOf("an array of parameters", roleParameter),
	roleParameterMap: mapOf("an object of parameters", roleParameter),
	roleParameter: {name: "a parameter", kinds: objects, ext: true, ref: true, fields: parameterFields(map[string]role{
		"name": roleString, "in": roleString, "allowEmptyValue": roleBool, "allowReserved": roleBool,
	})},
	roleHeaders: mapOf("an object of headers", roleHeader),
	roleHeader: {name: "a header", kinds: objects, ext: true, ref: true, fields: parameterFields(map[string]role{
		"name": roleText, "in": roleText, // not allowed, and harmless
	})},
	roleRequestBodies: mapOf("an object of request bodies", roleRequestBody),
	roleRequestBody: {name: "a request body", kinds: objects, ext: true, ref: true, fields: map[string]role{
		"$ref": roleAny, "summary": roleText, "description": roleText, "content": roleContent, "required": roleBool,
	}},
	roleContent: mapOf("an object of media types", roleMediaType),
	roleMediaType: {name: "a media type", kinds: objects, ext: true, ref: true, fields: map[string]role{
		"$ref": roleAny, "schema": roleSchema, "itemSchema": roleSchema, "x-itemSchema": roleSchema, "example": roleAny, "examples": roleExamples,
		"encoding": roleEncodings, "prefixEncoding": roleEncodingList, "itemEncoding": roleEncoding, "description": roleText,
	}},
	roleEncodings:    mapOf("an object of encodings", roleEncoding),
	roleEncodingList: listOf("an array of encodings", roleEncoding),
	roleEncoding: {name: "an encoding", kinds: objects, ext: true, fields: map[string]role{
		"contentType": roleString, "headers": roleHeaders, "style": roleString, "explode": roleBool, "allowReserved": roleBool,
		"encoding": roleEncodings, "prefixEncoding": roleEncodingList, "itemEncoding": roleEncoding,
	}},
	roleResponses:   {name: "an object of responses", kinds: objects, ext: true, others: roleResponse},
	roleResponseMap: mapOf("an object of responses", roleResponse),
	roleResponse: {name: "a response", kinds: objects, ext: true, ref: true, fields: map[string]role{
		"$ref": roleAny, "summary": roleText, "description": roleText, "headers": roleHeaders, "content": roleContent, "links": roleLinks,
	}},
	roleExamples:  mapOf("an object of examples", roleExample),
	roleExample:   {name: "an example", kinds: ^kinds(0), ref: true, others: roleAny},
	roleLinks:     mapOf("an object of links", roleLink),
	roleLink:      {name: "a link", kinds: objects, ref: true, others: roleAny},
	roleCallbacks: mapOf("an object of callbacks", roleCallback),
	roleCallback:  {name: "a callback", kinds: objects, ext: true, ref: true, fields: map[string]role{"$ref": roleAny}, others: rolePathItem},
	roleComponents: {name: "a components object", kinds: objects, ext: true, fields: map[string]role{
		"schemas": roleSchemas, "responses": roleResponseMap, "parameters": roleParameterMap, "examples": roleExamples,
		"requestBodies": roleRequestBodies, "headers": roleHeaders, "securitySchemes": roleSecuritySchemes, "links": roleLinks,
		"callbacks": roleCallbacks, "pathItems": rolePathItems, "mediaTypes": roleContent,
	}},
	roleSecuritySchemes: mapOf("an object of security schemes", roleSecurityScheme),
	roleSecurityScheme: {name: "a security scheme", kinds: objects, ext: true, ref: true, fields: map[string]role{
		"$ref": roleAny, "type": roleString, "description": roleText, "name": roleString, "in": roleString, "scheme": roleString,
		"bearerFormat": roleText, "flows": roleAny, "openIdConnectUrl": roleText, "oauth2MetadataUrl": roleText,
		"deprecated": roleBool, "summary": roleText,
	}},
	roleSecurity:    listOf("an array of security requirements", roleRequirement),
	roleRequirement: mapOf("a security requirement", roleStrings),
	roleTags:        listOf("an array of tags", roleTag),
	roleTag: {name: "a tag", kinds: objects, ext: true, fields: map[string]role{
		"name": roleString, "summary": roleText, "description": roleText, "externalDocs": roleAny, "parent": roleString, "kind": roleText,
	}},
	roleSchemas:    mapOf("an object of schemas", roleSchema),
	roleSchemaList: listOf("an array of schemas", roleSchema),
	roleSchema:     {name: "a schema", kinds: kindSet(Object, Bool), ext: true, ref: true, others: roleAny, fields: schemaFields()},
	roleType:       {name: "a type name or an array of them", kinds: kindSet(String, Array)},
	roleRequired:   listOf("an array of property names", roleString),
	roleEnum:       listOf("an array of values", roleAny),
	roleDiscriminator: {name: "an object with propertyName", kinds: objects, ext: true, fields: map[string]role{
		"propertyName": roleString, "mapping": roleMapping, "defaultMapping": roleMappingValue, "x-defaultMapping": roleMappingValue,
	}},
	roleMapping:      mapOf("an object of schema names or references", roleMappingValue),
	roleMappingValue: {name: "a schema name or a reference", kinds: kindSet(String)},
}

// parameterFields adds what parameters and headers share.
func parameterFields(fields map[string]role) map[string]role {
	maps.Copy(fields, map[string]role{
		"$ref": roleAny, "summary": roleText, "description": roleText, "required": roleBool, "deprecated": roleBool,
		"style": roleString, "explode": roleBool, "schema": roleSchema, "example": roleAny, "examples": roleExamples,
		"content": roleContent,
	})
	return fields
}

func schemaFields() map[string]role {
	fields := map[string]role{
		"type": roleType, "required": roleRequired, "enum": roleEnum, "discriminator": roleDiscriminator,
		"minProperties": roleNumber, "exclusiveMinimum": roleLimit, "exclusiveMaximum": roleLimit,
	}
	for r, keys := range map[role][]string{
		roleAny: {"$ref", "const", "default", "example", "examples", "xml", "externalDocs", "dependentRequired", "dependencies",
			"$vocabulary", "$dynamicRef", "$recursiveRef", "$recursiveAnchor"},
		roleText: {"title", "description", "format", "pattern", "$comment", "$schema", "$id", "$anchor", "$dynamicAnchor",
			"contentMediaType", "contentEncoding"},
		roleBool: {"nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"},
		roleNumber: {"minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
			"minProperties", "maxProperties", "minContains", "maxContains"},
		roleSchemas:    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"},
		roleSchemaList: {"oneOf", "anyOf", "allOf", "prefixItems"},
		roleSchema: {"items", "additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems",
			"propertyNames", "contains", "not", "if", "then", "else", "contentSchema"},
	} {
		for _, key := range keys {
			fields[key] = r
		}
	}
	return fields
}
