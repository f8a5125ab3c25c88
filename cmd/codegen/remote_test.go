package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// specServer serves a document and its schemas and, below /to, redirects to the rest of the path at another host.
func specServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/specs/pet.yaml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "components: {schemas: {Pet: {type: object, properties: {name: {type: string}, owner: {$ref: 'owner.json#/components/schemas/Owner'}}}}}\n")
	})
	mux.HandleFunc("/specs/owner.json", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"components": {"schemas": {"Owner": {"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "pet.yaml#/components/schemas/Pet"}}}}}}}`)
	})
	mux.HandleFunc("/specs/openapi.yaml", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, petsAt("pet.yaml")) })
	s := httptest.NewServer(mux)
	mux.HandleFunc("/to/", func(w http.ResponseWriter, r *http.Request) {
		elsewhere := strings.Replace(s.URL, "127.0.0.1", "localhost", 1)
		http.Redirect(w, r, elsewhere+strings.TrimPrefix(r.URL.Path, "/to"), http.StatusFound)
	})
	t.Cleanup(s.Close)
	return s
}

// petsAt is a document whose schema is at a URL.
func petsAt(url string) string {
	return strings.Replace(spec, "items: {type: string}", "items: {$ref: '"+url+"#/components/schemas/Pet'}", 1)
}

func TestAllowRemote(t *testing.T) {
	s := specServer(t)
	tree(t, map[string]string{
		"go.mod":       "module example.com/shop\n",
		"openapi.yaml": petsAt(s.URL + "/specs/pet.yaml"),
		"moved.yaml":   petsAt(s.URL + "/to/specs/pet.yaml"),
		"codegen.yaml": "spec: openapi.yaml\nout: pets\nallow-remote: [" + s.URL + "/specs/]\n",
	})
	code, _, stderr := command("generate")
	if code != exitOK || strings.Count(stderr, "codegen: fetching "+s.URL+"/specs/") != 2 {
		t.Fatalf("%d %s", code, stderr)
	}
	contains(t, "pets/pet.gen.go", "type Pet struct {")
	contains(t, "pets/owner.gen.go", "type Owner struct {")

	say := "remote $ref \"" + s.URL + "/specs/pet.yaml\": not allowed: say --allow-remote " + s.URL + "/specs/, or download"
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"check", exitOK, ""},
		{"check --allow-remote *", exitOK, ""},
		{"check --allow-remote " + s.URL, exitOK, ""},
		{"check --allow-remote " + s.URL + "/specs/pet.yaml --allow-remote " + s.URL + "/specs/owner.json", exitOK, ""},
		{"check --allow-remote " + s.URL + "/other/", exitFindings, "openapi.yaml:11:"},
		{"check --allow-remote " + s.URL + "/other/", exitFindings, say},
		{"check --allow-remote " + s.URL + "/specs/pet.yaml", exitFindings, s.URL + "/specs/pet.yaml:1:87: remote $ref"},
		{"check --allow-remote localhost", exitMisuse, `codegen: remote files: "localhost" is not a URL: write https://HOST/`},
		{"check --allow-remote=", exitMisuse, `codegen: remote files: "" is not a URL`},
		{"check --spec moved.yaml --allow-remote " + s.URL, exitFindings, "it is redirected to \"http://localhost:"},
		{"check --spec moved.yaml --allow-remote *", exitOK, ""},
		{"lint", exitOK, ""},
		{"bundle --out all.yaml", exitOK, ""},
		{"docs --out api.md", exitOK, ""},
		{"diff openapi.yaml openapi.yaml", exitMisuse, say},
		{"diff openapi.yaml openapi.yaml --allow-remote " + s.URL, exitOK, ""},
		{"diff --wire openapi.yaml openapi.yaml --allow-remote " + s.URL, exitOK, ""},
	} {
		code, _, stderr := command(append(strings.Fields(tt.args), "-q")...)
		if code != tt.code || !strings.Contains(stderr, tt.want) || tt.want == "" && stderr != "" {
			t.Errorf("%s: %d %q, want %q", tt.args, code, stderr, tt.want)
		}
	}
	s.Close()
	if code, _, stderr := command("check", "-q", "--spec", "all.yaml"); code == exitMisuse || strings.Contains(stderr, "remote") {
		t.Errorf("what bundle wrote needs the network: %d %q", code, stderr)
	}
	if err := os.WriteFile("codegen.yaml", []byte("spec: openapi.yaml\nallow-remote:\n- localhost\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command("lint"); code != exitMisuse || !strings.Contains(stderr, `codegen.yaml:3:3: "localhost" is not a URL`) {
		t.Errorf("%d %q", code, stderr)
	}
}

// TestRemoteSpec checks that a document can be a URL, which needs no other permission, unlike what it refers to.
func TestRemoteSpec(t *testing.T) {
	s := specServer(t)
	tree(t, map[string]string{
		"go.mod":       "module example.com/shop\n",
		"overlay.yaml": "overlay: 1.0.0\ninfo: {title: O, version: \"1\"}\nactions: [{target: \"$.paths['/pets'].get\", update: {deprecated: true}}]\n",
	})
	name := s.URL + "/specs/openapi.yaml"
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"init pets --spec " + name, exitOK, ""},
		{"generate --config pets/codegen.yaml --allow-remote " + s.URL + "/specs/", exitOK, ""},
		{"check --config pets/codegen.yaml", exitFindings, name + ":11:"},
		{"check --config pets/codegen.yaml", exitFindings, "not allowed: say --allow-remote " + s.URL + "/specs/"},
		{"check --config pets/codegen.yaml --allow-remote *", exitOK, ""},
		{"check --config pets/codegen.yaml --allow-remote * --overlay overlay.yaml", exitFindings, ""},
		{"lint --spec " + name + " --allow-remote " + s.URL, exitOK, ""},
		{"lint --spec " + s.URL + "/none.yaml", exitFindings, s.URL + "/none.yaml: cannot read the file: the server answered 404 Not Found"},
		{"lint --spec https://user:hunter2@example.com/", exitMisuse, `codegen: remote files: "https://user:xxxxx@example.com/" can't be fetched: a URL must not hold a user name or a password`},
		{"diff " + name + " " + name + " --allow-remote " + s.URL, exitOK, ""},
		{"bundle --out all.yaml --spec " + name + " --allow-remote " + s.URL, exitOK, ""},
	} {
		code, _, stderr := command(append(strings.Fields(tt.args), "-q")...)
		if code != tt.code || !strings.Contains(stderr, tt.want) || tt.want == "" && stderr != "" {
			t.Errorf("%s: %d %q, want %q", tt.args, code, stderr, tt.want)
		}
	}
	contains(t, "pets/codegen.yaml", "spec: "+name+"\n")
	contains(t, "pets/pet.gen.go", "type Pet struct {")
}
