package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// specServer serves a schema and, below /to, redirects to the rest of the path at another host.
func specServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/specs/pet.yaml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "components: {schemas: {Pet: {type: object, properties: {name: {type: string}, owner: {$ref: 'owner.json#/components/schemas/Owner'}}}}}\n")
	})
	mux.HandleFunc("/specs/owner.json", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"components": {"schemas": {"Owner": {"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "pet.yaml#/components/schemas/Pet"}}}}}}}`)
	})
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
		{"check --allow-remote localhost", exitMisuse, `codegen: --allow-remote: "localhost" is not a URL: write https://HOST/`},
		{"check --allow-remote=", exitMisuse, `codegen: --allow-remote: "" is not a URL`},
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
