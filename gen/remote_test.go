package gen_test

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/gen/internal/compare/goapi"
	"github.com/claudegen/claudegen/gen/internal/write/output"
)

// remoteFiles are what a server has, by path and query; HOST is its own address.
func remoteFiles(t *testing.T, files map[string]string) (url string) {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, ok := files[r.URL.RequestURI()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write([]byte(strings.ReplaceAll(data, "HOST", s.URL)))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// remoteConfig is that of a package for a document that may fetch what allow says.
func remoteConfig(t *testing.T, doc string, allow ...string) gen.Config {
	t.Helper()
	read, err := gen.RemoteReader(t.Context(), allow, nil)
	if err != nil {
		t.Fatal(err)
	}
	return gen.Config{
		Spec: "spec/openapi.yaml", Package: "burgers", ReadRemote: read,
		ReadFile: func(name string) ([]byte, error) {
			if name != "spec/openapi.yaml" {
				return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
			}
			return []byte(doc), nil
		},
	}
}

const burgers = `openapi: 3.0.1
info: {title: Burgers, version: "1"}
paths:
  /burgers:
    post:
      operationId: burgers.create
      requestBody: {content: {application/json: {schema: {$ref: 'HOST/specs/burger-shop.yaml#/components/schemas/Burger'}}}}
      responses:
        "200": {description: The burger., content: {application/json: {schema: {$ref: 'HOST/specs/burger-shop.yaml#/components/schemas/Burger'}}}}
        default: {$ref: 'HOST/specs/errors.json#/Error'}
  /drinks: {$ref: 'HOST/specs/drinks.yaml?version=2'}
`

var burgerFiles = map[string]string{
	"/specs/burger-shop.yaml": `components:
  schemas:
    Burger:
      type: object
      required: [name]
      properties:
        name: {type: string}
        sides: {type: array, items: {$ref: 'sides/fries.yaml'}}
        best: {$ref: '#/components/schemas/Burger'}
`,
	"/specs/sides/fries.yaml": "type: object\nproperties:\n  with: {$ref: '../burger-shop.yaml#/components/schemas/Burger'}\n  salt: {type: boolean}\n",
	"/specs/errors.json":      `{"Error": {"description": "Sorry.", "content": {"application/json": {"schema": {"type": "object", "properties": {"message": {"type": "string"}}}}}}}`,
	"/specs/drinks.yaml?version=2": `get:
  operationId: drinks.list
  responses: {"200": {description: All., content: {application/json: {schema: {type: array, items: {$ref: 'HOST/specs/*%2F%0Afunc%20init()%20%7B%7D%E2%80%AE%22'}}}}}}
`,
	"/specs/*%2F%0Afunc%20init()%20%7B%7D%E2%80%AE%22": "type: object\nproperties: {name: {type: string}}\n",
}

// TestGenerateRemote checks the package of a document whose parts are on a server, in circles among them.
func TestGenerateRemote(t *testing.T) {
	host := remoteFiles(t, burgerFiles)
	c := remoteConfig(t, strings.ReplaceAll(burgers, "HOST", host), host+"/specs/")
	result, err := gen.Generate(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Warnings) > 0 {
		t.Error(result.Warnings)
	}
	if _, err := goapi.Check("burgers", outputFiles(result.Files)); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{
		"burger_shop.gen.go": "\ntype Burger struct {",
		"fries.gen.go":       "\ntype Fries struct {",
		"drinks.gen.go":      ") List(ctx context.Context",
	} {
		if !bytes.Contains(fileNamed(result.Files, name), []byte(want)) {
			t.Errorf("%s has no %q", name, want)
		}
	}
	for _, f := range result.Files {
		if bytes.Contains(f.Content, []byte(host)) || bytes.Contains(f.Content, []byte("init()")) || strings.Trim(f.Name, "abcdefghijklmnopqrstuvwxyz0123456789_.") != "" {
			t.Errorf("%q: something of a URL got into it", f.Name)
		}
	}

	bundle, err := gen.Bundle(c, gen.BundleOptions{})
	if err != nil || bytes.Contains(bundle, []byte(host)) {
		t.Fatalf("%v\n%s", err, bundle)
	}
	c.ReadFile = func(string) ([]byte, error) { return bundle, nil }
	c.ReadRemote = nil
	if _, err := gen.Generate(c); err != nil {
		t.Error(err)
	}
}

// TestRemoteRefused checks that nothing is fetched that isn't allowed, and that what to type is said.
func TestRemoteRefused(t *testing.T) {
	other := remoteFiles(t, map[string]string{"/x.yaml": "type: object\n"})
	host := remoteFiles(t, map[string]string{"/a.yaml": "{type: object, properties: {x: {$ref: '" + other + "/x.yaml'}}}\n", "/page.yaml": "<!doctype html><html>"})
	doc := func(ref string) string {
		return "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {}\ncomponents: {schemas: {A: {$ref: '" + ref + "'}}}\n"
	}
	const at = "spec/openapi.yaml:4:28: "
	for _, tt := range []struct {
		ref, want string
		allow     []string
	}{
		{host + "/a.yaml", at + `remote $ref "` + host + `/a.yaml": not allowed: say --allow-remote ` + host + "/, or download", nil},
		{host + "/a.yaml", at + `remote $ref "` + host + `/a.yaml": not allowed`, []string{other, host + "/folder/"}},
		{host + "/a.yaml", host + `/a.yaml:1:33: remote $ref "` + other + `/x.yaml": not allowed: say --allow-remote ` + other + "/", []string{host}},
		{host + "/none.yaml", at + `remote $ref "` + host + `/none.yaml": the server answered 404 Not Found`, []string{host}},
		{host + "/page.yaml", host + "/page.yaml:1:1: not an OpenAPI document but an HTML page", []string{"*"}},
		{host + "/a.yaml", "", []string{host, other}},
	} {
		_, err := gen.Generate(remoteConfig(t, doc(tt.ref), tt.allow...))
		if (err == nil) != (tt.want == "") || err != nil && (!strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s %v: %v\nwant %s", tt.ref, tt.allow, err, tt.want)
		}
	}
}

// TestDiffRemote checks that documents are compared with what they refer to, and that a place in a remote file is
// told by its URL.
func TestDiffRemote(t *testing.T) {
	host := remoteFiles(t, map[string]string{
		"/1.yaml": "{Burger: {type: object, properties: {name: {type: string}}}}\n",
		"/2.yaml": "{Burger: {type: object, properties: {name: {type: string}, price: {type: integer}}}}\n",
	})
	doc := func(file string) []byte {
		return []byte("openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {/a: {get: {operationId: a.get, responses: {200: {description: OK, " +
			"content: {application/json: {schema: {$ref: '" + host + file + "#/Burger'}}}}}}}}\n")
	}
	read, err := gen.RemoteReader(t.Context(), []string{host}, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"old.yaml": doc("/1.yaml"), "new.yaml": doc("/2.yaml")}
	readFile := func(name string) ([]byte, error) { return files[name], nil }
	r, err := gen.Diff("old.yaml", "new.yaml", gen.DiffOptions{ReadFile: readFile, ReadRemote: read})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(r.Changes, func(c gen.DiffChange) bool { return strings.HasPrefix(c.String(), host+"/2.yaml:1:") }) || r.Bump != gen.Minor {
		t.Errorf("%s %v", r.Bump, r.Changes)
	}
	wire, err := gen.Wire("old.yaml", "new.yaml", gen.WireOptions{ReadFile: readFile, ReadRemote: read})
	if err != nil || len(wire.Differences) != 1 || !strings.HasPrefix(wire.Differences[0].String(), host+"/2.yaml:1:") {
		t.Errorf("%v %+v", err, wire)
	}
}

func outputFiles(files []gen.File) (out []output.File) {
	for _, f := range files {
		out = append(out, output.File(f))
	}
	return out
}

// TestRemoteServers pins what URLs of servers are relative to: the URL of the document
// that they stand in.
func TestRemoteServers(t *testing.T) {
	for name, test := range map[string]struct{ root, item, want string }{
		"none":             {"", "", `{url: "HOST"}`},
		"a path":           {"servers: [{url: /v1/}]", "", `{url: "HOST/v1"}`},
		"beside":           {"servers: [{url: v1}]", "", `{url: "HOST/specs/v1"}`},
		"with variables":   {"servers: [{url: '../{v}', variables: {v: {default: v2}}}]", "", `serverURL("HOST/{v}", "v", s.V, "v2")`},
		"without a scheme": {"servers: [{url: //other.test/x}]", "", `{url: "http://other.test/x"}`},
		"$self":            {"$self: https://self.test/a/openapi.yaml\nservers: [{url: ./v1}]", "", `{url: "https://self.test/a/v1"}`},
		"an operation":     {"servers: [{url: https://a.test}]", "servers: [{url: /v9}]", `server: &server{url: "HOST/v9"}`},
	} {
		t.Run(name, func(t *testing.T) {
			host := remoteFiles(t, map[string]string{
				"/specs/openapi.yaml": "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n" + test.root + "\npaths: {/x: {$ref: 'items/x.yaml'}}\n",
				"/specs/items/x.yaml": test.item + "\nget: {operationId: x.get, responses: {'204': {description: OK}}}\n",
			})
			c := remoteConfig(t, "", host)
			c.Spec = host + "/specs/openapi.yaml"
			result, err := gen.Generate(c)
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, f := range result.Files {
				all.Write(f.Content)
			}
			if want := strings.ReplaceAll(test.want, "HOST", host); !strings.Contains(strings.Join(strings.Fields(all.String()), " "), want) {
				t.Errorf("nothing has %s", want)
			}
		})
	}
}
