package gen_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// A field is what the specification calls so: a member of one of its objects.
type field struct{ object, name string }

// specObjects are the names that the specification has for objects.
var specObjects = map[node.Role]string{
	openapi.RoleDocument: "OpenAPI", openapi.RoleInfo: "Info", openapi.RoleContact: "Contact", openapi.RoleLicense: "License",
	openapi.RoleExternalDocs: "External Documentation", openapi.RoleServer: "Server", openapi.RoleServerVariable: "Server Variable",
	openapi.RolePaths: "Paths", openapi.RolePathItem: "Path Item", openapi.RoleOperation: "Operation", openapi.RoleParameter: "Parameter",
	openapi.RoleRequestBody: "Request Body", openapi.RoleMediaType: "Media Type", openapi.RoleEncoding: "Encoding",
	openapi.RoleResponses: "Responses", openapi.RoleResponse: "Response", openapi.RoleHeader: "Header", openapi.RoleExample: "Example",
	openapi.RoleLink: "Link", openapi.RoleCallback: "Callback", openapi.RoleComponents: "Components", openapi.RoleSecurityScheme: "Security Scheme",
	openapi.RoleFlows: "OAuth Flows", openapi.RoleFlow: "OAuth Flow", openapi.RoleRequirement: "Security Requirement", openapi.RoleTag: "Tag",
	openapi.RoleSchema: "Schema", openapi.RoleDiscriminator: "Discriminator", openapi.RoleXML: "XML",
}

// fieldOf is the field that a member is. Where names are the author's, it is what the specification writes for them.
func fieldOf(n *node.Node, key string) field {
	object := specObjects[n.Role]
	switch {
	case n.Has("$ref") && openapi.ObjectOf(n.Role).Ref && n.Role != openapi.RoleSchema && n.Role != openapi.RolePathItem:
		object = "Reference"
	case strings.HasPrefix(key, "x-"):
		key = "x-..."
	case n.Role == openapi.RolePaths:
		key = "/{path}"
	case n.Role == openapi.RoleResponses && key != "default":
		key = "{status}"
	case n.Role == openapi.RoleCallback:
		key = "{expression}"
	case n.Role == openapi.RoleRequirement:
		key = "{name}"
	}
	return field{object, key}
}

// A caseDocument is the document of a golden case.
type caseDocument struct {
	config gen.Config
	files  map[string][]byte
	doc    *openapi.Document
}

// openCase reads the document of a golden case, e.g. "types/scalars".
func openCase(name string) (*caseDocument, error) {
	a, err := txtar.ParseFile(filepath.Join("..", "golden", filepath.FromSlash(name)+".txtar"))
	if err != nil {
		return nil, err
	}
	c := &caseDocument{files: map[string][]byte{}, config: gen.Config{Spec: "spec.yaml", Package: "api"}}
	for _, f := range a.Files {
		c.files[f.Name] = f.Data
	}
	if c.files[c.config.Spec] == nil {
		c.config.Spec = "spec.json"
	}
	c.config.SkipUnsupported = bytes.Contains(a.Comment, []byte("skip-unsupported: yes"))
	var diags diag.List
	c.doc = load.Load(c.config.Spec, load.Options{ReadFile: readFrom(c.files)}, &diags)
	return c, nil
}

func readFrom(files map[string][]byte) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, os.ErrNotExist
	}
}

// fields are those that the document uses.
func (c *caseDocument) fields() map[field]bool {
	used := map[field]bool{}
	for _, n := range c.doc.Nodes {
		if specObjects[n.Role] != "" {
			for _, m := range n.Members {
				used[fieldOf(n, m.Key)] = true
			}
		}
	}
	return used
}

// generate generates from the document as if it didn't have a field, and returns the files, or what is wrong then.
func (c *caseDocument) generate(without field) string {
	files := map[string][]byte{}
	for _, f := range c.doc.Files {
		files[f.Name] = appendWithout(nil, f.Root, without)
	}
	config := c.config
	config.ReadFile = readFrom(files)
	result, err := gen.Generate(config)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, f := range result.Files {
		if !strings.HasPrefix(f.Name, "runtime_") {
			b.WriteString(f.Name + "\n")
			b.Write(f.Content)
		}
	}
	return b.String()
}

// appendWithout appends a value as JSON, without the members that are a field.
func appendWithout(b []byte, n *node.Node, without field) []byte {
	switch n.Kind {
	case node.Array:
		b = append(b, '[')
		for i, it := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendWithout(b, it, without)
		}
		return append(b, ']')
	case node.Object:
		b = append(b, '{')
		first := true
		for _, m := range n.Members {
			if fieldOf(n, m.Key) == without {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = appendWithout(append(node.AppendString(b, m.Key), ':'), m.Value, without)
		}
		return append(b, '}')
	}
	return n.AppendJSON(b)
}
