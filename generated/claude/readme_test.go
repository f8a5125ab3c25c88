package claude_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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

// TestREADME builds the first program of the README in a module of its own and
// runs it against a local server.
func TestREADME(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```go\n")
	program, _, ok2 := strings.Cut(rest, "```\n")
	if !ok || !ok2 {
		t.Fatal("README.md has no Go program")
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"main.go": program,
		"go.sum":  string(sum),
		"go.mod": "module readme\n\ngo 1.26\n\nrequire github.com/claudegen/claudegen v0.0.0\n\n" +
			"require github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3\n\n" +
			"replace github.com/claudegen/claudegen => " + root + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	srv := httptest.NewServer(http.HandlerFunc(readmeAPI))
	defer srv.Close()
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "ANTHROPIC_API_KEY=test-key", "ANTHROPIC_BASE_URL="+srv.URL, "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	const want = "A number.\nnewer than this package: hologram\nmax_tokens 7\nClaude X\n"
	if err != nil || string(out) != want {
		t.Errorf("the program of the README: %v\n%s\nwant\n%s", err, out, want)
	}
}
