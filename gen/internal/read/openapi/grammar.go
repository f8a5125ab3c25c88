package openapi

import (
	"maps"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// What a document uses a node for. It decides where a $ref may stand, what the
// members mean and which rules apply; the same text is a schema in one place and
// an example in another.
const (
	RoleNone   node.Role = iota
	RoleAny              // data: not looked into
	RoleText             // a string that is only shown
	RoleString           // a string that has a meaning
	RoleStrings
	RoleBool
	RoleNumber
	RoleLimit // exclusiveMinimum: a boolean in 3.0, a number since
	RoleDocument
	RoleInfo
	RoleContact
	RoleLicense
	RoleExternalDocs
	RoleServers
	RoleServer
	RoleServerVariables
	RoleServerVariable
	RolePaths
	RolePathItems
	RolePathItem
	RoleOperations
	RoleOperation
	RoleParameters
	RoleParameterMap
	RoleParameter
	RoleRequestBodies
	RoleRequestBody
	RoleContent
	RoleMediaType
	RoleEncodings
	RoleEncodingList
	RoleEncoding
	RoleResponses
	RoleResponseMap
	RoleResponse
	RoleHeaders
	RoleHeader
	RoleExamples
	RoleExample
	RoleLinks
	RoleLink
	RoleCallbacks
	RoleCallback
	RoleComponents
	RoleSecuritySchemes
	RoleSecurityScheme
	RoleFlows
	RoleFlow
	RoleSecurity
	RoleRequirement
	RoleTags
	RoleTag
	RoleSchemas
	RoleSchemaList
	RoleSchema
	RoleType
	RoleRequired
	RoleEnum
	RoleDiscriminator
	RoleMapping
	RoleMappingValue
	RoleXML
	numRoles int = iota
)

// Object is what the specification says of the nodes of a role.
type Object struct {
	Name       string // as in messages, e.g. "a schema"
	Kinds      Kinds
	Fields     map[string]node.Role // nil for a map or a list
	Others     node.Role            // of the members that are not fields; RoleNone means there should be none
	Items      node.Role
	Ref        bool // a reference may stand here instead
	Extensible bool // members that begin with x- are extensions; in other maps they are names
	Lax        bool // a value of another kind is a warning: nothing that is sent depends on it
}

// Kinds is a set of kinds.
type Kinds uint8

func kindSet(ks ...node.Kind) (s Kinds) {
	for _, k := range ks {
		s |= 1 << k
	}
	return s
}

// Has reports whether a kind is in the set.
func (s Kinds) Has(k node.Kind) bool { return s&(1<<k) != 0 }

var (
	anyKind = ^Kinds(0)
	objects = kindSet(node.Object)
	arrays  = kindSet(node.Array)
)

// ObjectOf is what the specification says of the nodes of a role.
func ObjectOf(r node.Role) *Object { return &specified[r] }

func mapOf(name string, of node.Role) Object { return Object{Name: name, Kinds: objects, Others: of} }

func listOf(name string, of node.Role) Object { return Object{Name: name, Kinds: arrays, Items: of} }

// Child is the role of a member.
func (o *Object) Child(key string) node.Role {
	if r, ok := o.Fields[key]; ok {
		return r
	}
	if o.Extensible && len(key) > 2 && strings.EqualFold(key[:2], "x-") {
		return RoleAny
	}
	return o.Others
}

var specified = [numRoles]Object{
	RoleAny:     {Name: "any value", Kinds: anyKind},
	RoleText:    {Name: "a string", Kinds: kindSet(node.String), Lax: true},
	RoleString:  {Name: "a string", Kinds: kindSet(node.String)},
	RoleStrings: listOf("an array of strings", RoleString),
	RoleBool:    {Name: "a boolean", Kinds: kindSet(node.Bool)},
	RoleNumber:  {Name: "a number", Kinds: kindSet(node.Number), Lax: true},
	RoleLimit:   {Name: "a number", Kinds: kindSet(node.Number, node.Bool), Lax: true},
	RoleDocument: {Name: "an OpenAPI document", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"openapi": RoleAny, "$self": RoleText, "info": RoleInfo, "jsonSchemaDialect": RoleText, "servers": RoleServers,
		"paths": RolePaths, "webhooks": RolePathItems, "components": RoleComponents, "security": RoleSecurity,
		"tags": RoleTags, "externalDocs": RoleExternalDocs,
	}},
	RoleInfo: {Name: "an info object", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"title": RoleText, "summary": RoleText, "description": RoleText, "termsOfService": RoleText,
		"contact": RoleContact, "license": RoleLicense, "version": RoleText,
	}},
	RoleContact: {Name: "a contact", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"name": RoleText, "url": RoleText, "email": RoleText,
	}},
	RoleLicense: {Name: "a license", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"name": RoleText, "identifier": RoleText, "url": RoleText,
	}},
	RoleExternalDocs: {Name: "an object with url", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"description": RoleText, "url": RoleText,
	}},
	RoleServers: listOf("an array of servers", RoleServer),
	RoleServer: {Name: "a server", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"url": RoleString, "description": RoleText, "name": RoleText, "variables": RoleServerVariables,
	}},
	RoleServerVariables: {Name: "an object of server variables", Kinds: objects, Others: RoleServerVariable, Lax: true},
	RoleServerVariable: {Name: "a server variable", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"enum": RoleAny, "default": RoleAny, "description": RoleText,
	}},
	RolePaths:     {Name: "an object of paths", Kinds: objects, Extensible: true, Others: RolePathItem},
	RolePathItems: mapOf("an object of path items", RolePathItem),
	RolePathItem: {Name: "a path item", Kinds: objects, Extensible: true, Ref: true, Fields: methodFields(map[string]node.Role{
		"$ref": RoleAny, "summary": RoleText, "description": RoleText, "servers": RoleServers, "parameters": RoleParameters,
		"additionalOperations": RoleOperations,
	})},
	RoleOperations: mapOf("an object of operations", RoleOperation),
	RoleOperation: {Name: "an operation", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"tags": RoleStrings, "summary": RoleText, "description": RoleText, "externalDocs": RoleExternalDocs, "operationId": RoleString,
		"parameters": RoleParameters, "requestBody": RoleRequestBody, "responses": RoleResponses, "callbacks": RoleCallbacks,
		"deprecated": RoleBool, "security": RoleSecurity, "servers": RoleServers,
	}},
	RoleParameters:   listOf("an array of parameters", RoleParameter),
	RoleParameterMap: mapOf("an object of parameters", RoleParameter),
	RoleParameter: {Name: "a parameter", Kinds: objects, Extensible: true, Ref: true, Fields: parameterFields(map[string]node.Role{
		"name": RoleString, "in": RoleString, "allowEmptyValue": RoleBool, "allowReserved": RoleBool,
	})},
	RoleHeaders: mapOf("an object of headers", RoleHeader),
	RoleHeader: {Name: "a header", Kinds: objects, Extensible: true, Ref: true, Fields: parameterFields(map[string]node.Role{
		"name": RoleText, "in": RoleText, // not allowed, and harmless
	})},
	RoleRequestBodies: mapOf("an object of request bodies", RoleRequestBody),
	RoleRequestBody: {Name: "a request body", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{
		"$ref": RoleAny, "summary": RoleText, "description": RoleText, "content": RoleContent, "required": RoleBool,
	}},
	RoleContent: mapOf("an object of media types", RoleMediaType),
	RoleMediaType: {Name: "a media type", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{
		"$ref": RoleAny, "schema": RoleSchema, "itemSchema": RoleSchema, "x-itemSchema": RoleSchema, "example": RoleAny, "examples": RoleExamples,
		"encoding": RoleEncodings, "prefixEncoding": RoleEncodingList, "itemEncoding": RoleEncoding, "description": RoleText,
	}},
	RoleEncodings:    mapOf("an object of encodings", RoleEncoding),
	RoleEncodingList: listOf("an array of encodings", RoleEncoding),
	RoleEncoding: {Name: "an encoding", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"contentType": RoleString, "headers": RoleHeaders, "style": RoleString, "explode": RoleBool, "allowReserved": RoleBool,
		"encoding": RoleEncodings, "prefixEncoding": RoleEncodingList, "itemEncoding": RoleEncoding,
	}},
	RoleResponses:   {Name: "an object of responses", Kinds: objects, Extensible: true, Others: RoleResponse},
	RoleResponseMap: mapOf("an object of responses", RoleResponse),
	RoleResponse: {Name: "a response", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{
		"$ref": RoleAny, "summary": RoleText, "description": RoleText, "headers": RoleHeaders, "content": RoleContent, "links": RoleLinks,
	}},
	RoleExamples: {Name: "an object of examples", Kinds: objects, Others: RoleExample, Lax: true},
	RoleExample: {Name: "an example", Kinds: anyKind, Ref: true, Others: RoleAny, Fields: map[string]node.Role{
		"$ref": RoleAny, "summary": RoleAny, "description": RoleAny, "value": RoleAny, "externalValue": RoleAny, "dataValue": RoleAny, "serializedValue": RoleAny,
	}},
	RoleLinks: mapOf("an object of links", RoleLink),
	RoleLink: {Name: "a link", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{
		"$ref": RoleAny, "operationRef": RoleText, "operationId": RoleText, "parameters": RoleAny, "requestBody": RoleAny, "description": RoleText, "server": RoleAny,
	}},
	RoleCallbacks: mapOf("an object of callbacks", RoleCallback),
	RoleCallback:  {Name: "a callback", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{"$ref": RoleAny}, Others: RolePathItem},
	RoleComponents: {Name: "a components object", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"schemas": RoleSchemas, "responses": RoleResponseMap, "parameters": RoleParameterMap, "examples": RoleExamples,
		"requestBodies": RoleRequestBodies, "headers": RoleHeaders, "securitySchemes": RoleSecuritySchemes, "links": RoleLinks,
		"callbacks": RoleCallbacks, "pathItems": RolePathItems, "mediaTypes": RoleContent,
	}},
	RoleSecuritySchemes: mapOf("an object of security schemes", RoleSecurityScheme),
	RoleSecurityScheme: {Name: "a security scheme", Kinds: objects, Extensible: true, Ref: true, Fields: map[string]node.Role{
		"$ref": RoleAny, "type": RoleString, "description": RoleText, "name": RoleString, "in": RoleString, "scheme": RoleString,
		"bearerFormat": RoleText, "flows": RoleFlows, "openIdConnectUrl": RoleText, "oauth2MetadataUrl": RoleText,
		"deprecated": RoleBool, "summary": RoleText,
	}},
	RoleFlows: {Name: "an object of OAuth flows", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"implicit": RoleFlow, "password": RoleFlow, "clientCredentials": RoleFlow, "authorizationCode": RoleFlow, "deviceAuthorization": RoleFlow,
	}},
	RoleFlow: {Name: "an OAuth flow", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"authorizationUrl": RoleText, "deviceAuthorizationUrl": RoleText, "tokenUrl": RoleText, "refreshUrl": RoleText, "scopes": RoleAny,
	}},
	RoleSecurity:    listOf("an array of security requirements", RoleRequirement),
	RoleRequirement: mapOf("a security requirement", RoleStrings),
	RoleTags:        listOf("an array of tags", RoleTag),
	RoleTag: {Name: "a tag", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"name": RoleString, "summary": RoleText, "description": RoleText, "externalDocs": RoleExternalDocs, "parent": RoleString, "kind": RoleText,
	}},
	RoleSchemas:    mapOf("an object of schemas", RoleSchema),
	RoleSchemaList: listOf("an array of schemas", RoleSchema),
	RoleSchema:     {Name: "a schema", Kinds: kindSet(node.Object, node.Bool), Extensible: true, Ref: true, Others: RoleAny, Fields: schemaFields()},
	RoleType:       {Name: "a type name or an array of them", Kinds: kindSet(node.String, node.Array)},
	RoleRequired:   listOf("an array of property names", RoleString),
	RoleEnum:       listOf("an array of values", RoleAny),
	RoleDiscriminator: {Name: "an object with propertyName", Kinds: objects, Extensible: true, Fields: map[string]node.Role{
		"propertyName": RoleString, "mapping": RoleMapping, "defaultMapping": RoleMappingValue, "x-defaultMapping": RoleMappingValue,
	}},
	RoleMapping:      mapOf("an object of schema names or references", RoleMappingValue),
	RoleMappingValue: {Name: "a schema name or a reference", Kinds: kindSet(node.String)},
	RoleXML: {Name: "an object about XML", Kinds: objects, Extensible: true, Lax: true, Fields: map[string]node.Role{
		"nodeType": RoleText, "name": RoleText, "namespace": RoleText, "prefix": RoleText, "attribute": RoleAny, "wrapped": RoleAny,
	}},
}

// methodFields adds an operation for each method.
func methodFields(fields map[string]node.Role) map[string]node.Role {
	for _, method := range Methods {
		fields[method] = RoleOperation
	}
	return fields
}

// parameterFields adds what parameters and headers share.
func parameterFields(fields map[string]node.Role) map[string]node.Role {
	maps.Copy(fields, map[string]node.Role{
		"$ref": RoleAny, "summary": RoleText, "description": RoleText, "required": RoleBool, "deprecated": RoleBool,
		"style": RoleString, "explode": RoleBool, "schema": RoleSchema, "example": RoleAny, "examples": RoleExamples,
		"content": RoleContent,
	})
	return fields
}

// schemaFields are the keywords of JSON Schema and of OpenAPI in schemas. A keyword
// that isn't here is data of the author's.
func schemaFields() map[string]node.Role {
	fields := map[string]node.Role{
		"type": RoleType, "required": RoleRequired, "enum": RoleEnum, "discriminator": RoleDiscriminator, "xml": RoleXML, "externalDocs": RoleExternalDocs,
		"minProperties": RoleNumber, "exclusiveMinimum": RoleLimit, "exclusiveMaximum": RoleLimit,
	}
	for r, keys := range map[node.Role][]string{
		RoleAny: {"$ref", "const", "default", "example", "examples", "dependentRequired", "dependencies",
			"$vocabulary", "$dynamicRef", "$recursiveRef", "$recursiveAnchor"},
		RoleText: {"title", "description", "format", "pattern", "$comment", "$schema", "$id", "$anchor", "$dynamicAnchor",
			"contentMediaType", "contentEncoding"},
		RoleBool: {"nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"},
		RoleNumber: {"minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
			"minProperties", "maxProperties", "minContains", "maxContains"},
		RoleSchemas:    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"},
		RoleSchemaList: {"oneOf", "anyOf", "allOf", "prefixItems"},
		RoleSchema: {"items", "additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems",
			"propertyNames", "contains", "not", "if", "then", "else", "contentSchema"},
	} {
		for _, key := range keys {
			fields[key] = r
		}
	}
	return fields
}
