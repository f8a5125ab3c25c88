package toolrunner

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The modules that have recordings, and the folders that they are in.
var modules = []struct{ version, folder string }{
	{"github.com/anthropics/anthropic-sdk-go@v1.84.0", "toolrunner/testdata/cassettes"},
	{"charm.land/fantasy@v0.41.1", "providertests/testdata"},
}

// exchange is a request and its answer.
type exchange struct {
	Request  struct{ URL, Body string }
	Response response
}

type response struct {
	Body    string
	Code    int
	Headers map[string][]string
}

// contentType is what the answer says it is; "" if it says nothing.
func (r *response) contentType() string {
	if types := r.Headers["Content-Type"]; len(types) > 0 {
		return types[0]
	}
	return ""
}

// unframe makes server-sent events of an AWS event stream: how events travel is none of the
// loop's.
func (r *response) unframe(t *testing.T) {
	t.Helper()
	if r.contentType() == "application/vnd.amazon.eventstream" {
		r.Body = events(t, r.Body)
		r.Headers["Content-Type"] = []string{"text/event-stream"}
	}
}

// recording is a conversation that was recorded, whose requests all have the same tools.
type recording struct {
	name      string
	exchanges []exchange
}

// recordings returns all that are conversations with the messages API, in its own form.
func recordings(t *testing.T) []recording {
	t.Helper()
	var out []recording
	for _, m := range modules {
		dir := filepath.Join(download(t, m.version), filepath.FromSlash(m.folder))
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".yaml" {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			var file struct{ Interactions []exchange }
			if err := yaml.Unmarshal(data, &file); err != nil {
				return err
			}
			base, _, _ := strings.Cut(m.version, "@")
			rel, err := filepath.Rel(dir, name)
			if err != nil {
				return err
			}
			out = append(out, split(t, filepath.Base(base)+"/"+strings.TrimSuffix(filepath.ToSlash(rel), ".yaml"), file.Interactions)...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// download returns the folder of a module.
func download(t *testing.T, version string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "mod", "download", "-json", version).Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", version, err, out)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	return module.Dir
}

// split makes a recording of each run of requests that have the same tools and go on with
// results: in between, a program took the conversation elsewhere.
func split(t *testing.T, name string, all []exchange) []recording {
	var out []recording
	tools := ""
	for _, x := range all {
		if !strings.Contains(x.Request.URL, "/messages") && !strings.Contains(x.Request.URL, "/anthropic") && !strings.Contains(x.Request.URL, ".anthropic.") {
			continue // another API
		}
		if strings.Contains(x.Request.Body, `"model":"anthropic/`) {
			continue // the same path elsewhere
		}
		var body struct {
			Tools    json.RawMessage
			Messages []json.RawMessage
		}
		if json.Unmarshal([]byte(x.Request.Body), &body) != nil || len(body.Messages) == 0 {
			continue
		}
		goesOn := strings.Contains(string(body.Messages[len(body.Messages)-1]), `"tool_result"`)
		if len(out) == 0 || string(body.Tools) != tools || !goesOn {
			out, tools = append(out, recording{name: name}), string(body.Tools)
		}
		x.Response.unframe(t)
		last := &out[len(out)-1]
		last.exchanges = append(last.exchanges, x)
	}
	return out
}
