package downstream

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	gomod "golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const (
	readmeMessage = `{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"A number.","citations":null},{"type":"hologram","x":1}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":3}}`
	readmeEvents  = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_2\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n" +
		"event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}}\n\n" +
		"event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
	readmeModels = `{"data":[{"id":"claude-x","type":"model","display_name":"Claude X","created_at":"2026-01-01T00:00:00Z"}],"has_more":false,"first_id":"claude-x","last_id":"claude-x"}`
)

// readmeAPI answers what the program of the README asks for.
func readmeAPI(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("x-api-key") != "test-key" || r.Header.Get("anthropic-version") != "2023-06-01" {
		http.Error(w, "headers", http.StatusBadRequest)
		return
	}
	body := make([]byte, r.ContentLength+1)
	n, _ := r.Body.Read(body)
	switch {
	case r.Method == http.MethodPost && r.URL.Path == "/v1/messages" && strings.Contains(string(body[:n]), `"stream":true`):
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, readmeEvents)
	case r.Method == http.MethodPost && r.URL.Path == "/v1/messages":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, readmeMessage)
	case r.Method == http.MethodGet && r.URL.Path == "/v1/models":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, readmeModels)
	default:
		http.NotFound(w, r)
	}
}

// clientModule is the module of the Claude client.
const clientModule = module + "/generated"

// TestClient starts a module as the README says, with the client as a proxy serves
// it, builds the README's first program and runs it against a local server. All
// that the client brings along is its own module.
func TestClient(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	get := regexp.MustCompile(`(?m)^go (get \S*/generated/claude)$`).FindSubmatch(readme)
	program := regexp.MustCompile("(?s)```go\n(package main\n.*?)```\n").FindSubmatch(readme)
	if get == nil || program == nil {
		t.Fatal("README.md doesn't say how to get the client, or has no program")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.go"), program[1], 0o644); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(http.HandlerFunc(readmeAPI))
	defer srv.Close()
	env := append(os.Environ(), "ANTHROPIC_API_KEY=test-key", "ANTHROPIC_BASE_URL="+srv.URL,
		"GOPROXY=file://"+filepath.ToSlash(proxy(t)), "GONOPROXY=none", "GOSUMDB=off", "GOWORK=off",
		"GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw", "GOTOOLCHAIN=local")
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, env
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.Bytes())
		}
		return string(out)
	}
	run("mod", "init", "example.com/readme")
	run(strings.Fields(string(get[1]))...)
	run("mod", "tidy") // which looks at what the client's tests need, too
	if got, want := run("list", "-m", "all"), "example.com/readme\n"+clientModule+" "+clientVersion+"\n"; got != want {
		t.Errorf("go list -m all says\n%swant\n%s", got, want)
	}
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil || strings.Count(string(mod), " v") != 1 {
		t.Errorf("go.mod should have one line for the client: %v\n%s", err, mod)
	}
	const want = "A number.\nnewer than this package: hologram\nmax_tokens 7\nClaude X\n"
	if out := run("run", "."); out != want {
		t.Errorf("the program of the README prints\n%s\nwant\n%s", out, want)
	}
}

const clientVersion = "v0.1.0"

// proxy is a folder with the files that a module proxy serves, for the client as
// it is in this tree.
func proxy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	versions := filepath.Join(dir, filepath.FromSlash(clientModule), "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("../../generated/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var source bytes.Buffer
	version := gomod.Version{Path: clientModule, Version: clientVersion}
	if err := zip.CreateFromDir(&source, version, "../../generated"); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"list": clientVersion + "\n", clientVersion + ".info": `{"Version":"` + clientVersion + `"}`,
		clientVersion + ".mod": string(mod), clientVersion + ".zip": source.String(),
	} {
		if err := os.WriteFile(filepath.Join(versions, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestInstallable checks what go install COMMAND@VERSION asks of a module: no
// replaced and no excluded ones.
func TestInstallable(t *testing.T) {
	for _, name := range []string{"../../go.mod", "../../generated/go.mod"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := modfile.Parse(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Replace)+len(f.Exclude) > 0 {
			t.Errorf("%s replaces or excludes modules", name)
		}
		if strings.Contains(name, "generated") && len(f.Require) > 0 {
			t.Errorf("%s requires %d modules: users of the client would have them, too", name, len(f.Require))
		}
	}
}
