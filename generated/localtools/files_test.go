package localtools_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/claudegen/claudegen/generated/localtools"
)

type caller interface {
	Call(ctx context.Context, input json.RawMessage) (string, error)
}

// call runs a command and returns its answer, or the error after "error: ".
func call(c caller, input string) string {
	out, err := c.Call(context.Background(), json.RawMessage(input))
	if err != nil {
		return "error: " + err.Error()
	}
	return out
}

// The answers are those that the documentation of the memory tool asks for.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	m, err := localtools.NewMemory(dir, localtools.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	for _, c := range []struct{ input, want string }{
		{`{"command":"view","path":"/memories"}`, "Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:\n-\t/memories\n"},
		{`{"command":"create","path":"/memories/a/notes.txt","file_text":"one\ntwo\nthree\n"}`, "File created successfully at: /memories/a/notes.txt"},
		{`{"command":"create","path":"/memories/a/notes.txt","file_text":"x"}`, "error: Error: File /memories/a/notes.txt already exists"},
		{`{"command":"view","path":"/memories/a/notes.txt"}`, "Here's the content of /memories/a/notes.txt with line numbers:\n     1\tone\n     2\ttwo\n     3\tthree\n"},
		{`{"command":"view","path":"/memories/a/notes.txt","view_range":[2,-1]}`, "Here's the content of /memories/a/notes.txt with line numbers:\n     2\ttwo\n     3\tthree\n"},
		{`{"command":"view","path":"/memories/b"}`, "error: The path /memories/b does not exist. Please provide a valid path."},
		{`{"command":"str_replace","path":"/memories/a/notes.txt","old_str":"two","new_str":"2\n2b"}`, "The memory file has been edited. Here's the part that changed, with line numbers:\n     1\tone\n     2\t2\n     3\t2b\n     4\tthree\n"},
		{`{"command":"str_replace","path":"/memories/a/notes.txt","old_str":"two","new_str":"2"}`, "error: No replacement was performed, old_str `two` did not appear verbatim in /memories/a/notes.txt."},
		{`{"command":"str_replace","path":"/memories/a/notes.txt","old_str":"2","new_str":"x"}`, "error: No replacement was performed. Multiple occurrences of old_str `2` in lines: 2, 3. Please ensure it is unique"},
		{`{"command":"insert","path":"/memories/a/notes.txt","insert_line":0,"insert_text":"zero"}`, "The file /memories/a/notes.txt has been edited."},
		{`{"command":"insert","path":"/memories/a/notes.txt","insert_line":9,"insert_text":"x"}`, "error: Error: Invalid `insert_line` parameter: 9. It should be within the range of lines of the file: [0, 5]"},
		{`{"command":"rename","old_path":"/memories/a/notes.txt","new_path":"/memories/b.txt"}`, "Successfully renamed /memories/a/notes.txt to /memories/b.txt"},
		{`{"command":"rename","old_path":"/memories/a","new_path":"/memories/b.txt"}`, "error: Error: The destination /memories/b.txt already exists"},
		{`{"command":"view","path":"/memories/"}`, "Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:\n-\t/memories\n-\t/memories/a/\n20\t/memories/b.txt\n"},
		{`{"command":"delete","path":"/memories/a"}`, "Successfully deleted /memories/a"},
		{`{"command":"delete","path":"/memories"}`, "error: /memories itself can't be deleted"},
		{`{"command":"delete","path":"/memories/a"}`, "error: The path /memories/a does not exist. Please provide a valid path."},
		{`{"command":"create","path":"/memories/c"}`, "error: the command needs file_text"},
		{`{"command":"format"}`, `error: the memory has no command "format"; it has view, create, str_replace, insert, delete and rename`},
	} {
		if got := call(m, c.input); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.input, got, c.want)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "b.txt"))
	if want := "zero\none\n2\n2b\nthree\n"; err != nil || string(text) != want {
		t.Errorf("the file has %q, %v; want %q", text, err, want)
	}
}

// Nothing outside of the folder is read, written or told, whatever the path says
// and wherever links lead.
func TestConfined(t *testing.T) {
	base := t.TempDir()
	dir, secret := filepath.Join(base, "in"), filepath.Join(base, "secret")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(secret, []byte("s3cret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"abs": secret, "rel": "../secret", "up": "..", "slash": "/"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no links on this system: ", err)
		}
	}
	m, err := localtools.NewMemory(dir, localtools.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	for _, path := range []string{
		"/memories/../secret", "../secret", "/memories/abs", "/memories/rel", "/memories/up/secret", "/memories/slash" + filepath.ToSlash(secret), filepath.ToSlash(secret),
		"/memoriesx", "/etc/passwd", "/memories/a/../../secret", "/memories/x\x00y", "", "/",
	} {
		for _, command := range []string{"view", "create", "str_replace", "insert", "delete", "rename"} {
			input, _ := json.Marshal(map[string]any{"command": command, "path": path, "file_text": "bad", "old_str": "s3cret", "new_str": "bad", "insert_line": 0, "insert_text": "bad", "old_path": path, "new_path": "/memories/stolen"})
			got := call(m, string(input))
			if strings.Contains(got, "s3cret") || strings.Contains(got, base) && !strings.Contains(path, base) {
				t.Errorf("%s of %q tells %q", command, path, got)
			}
		}
		if text, err := os.ReadFile(secret); err != nil || string(text) != "s3cret" {
			t.Fatalf("after %q the file outside has %q, %v", path, text, err)
		}
	}
	if got := call(m, `{"command":"view","path":"/memories/stolen"}`); !strings.HasPrefix(got, "error: ") {
		t.Errorf("a link that was renamed gives %q", got)
	}
}

func TestEditor(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte("package main\r\n\r\nfunc main() {}"), 0o755); err != nil {
		t.Fatal(err)
	}
	e, err := localtools.NewEditor(localtools.EditorConfig{Dir: dir, At: "/repo", Limits: localtools.Limits{FileSize: 200, Answer: 120}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	for input, want := range map[string]string{
		`{"command":"str_replace","path":"/repo/main.go","old_str":"main() {}","new_str":"main() { run() }"}`: "The file has been edited.",
		`{"command":"view","path":"main.go","view_range":[9,10]}`:                                             "error: Invalid `view_range`",
		`{"command":"create","path":"/repo/big","file_text":"` + strings.Repeat("x", 201) + `"}`:              "error: the text is larger than 200 bytes",
		`{"command":"create","path":"/repo/long","file_text":"` + strings.Repeat("x", 200) + `"}`:             "File created",
		`{"command":"create","path":"/other/x","file_text":""}`:                                               "error: the path /other/x is not in /repo",
		`{"command":"undo_edit","path":"/repo/main.go"}`:                                                      "error: the editor has no command",
		`{"command":"view","path":5}`:                                                                         "error: the input of the tool doesn't fit",
		`nonsense`:                                                                                            "error: the input of the tool doesn't fit",
	} {
		if got := call(e, input); !strings.HasPrefix(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q...", input, got, want)
		}
	}
	text, err := os.ReadFile(file)
	if want := "package main\r\n\r\nfunc main() { run() }"; err != nil || string(text) != want {
		t.Errorf("the file has %q, %v; want %q", text, err, want)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o755 {
		t.Errorf("the mode became %v", info.Mode())
	}
	if got := call(e, `{"command":"view","path":"long"}`); !strings.Contains(got, "more bytes; view a range") {
		t.Errorf("a long answer is %q", got)
	}
}

// Calls of one turn run side by side; none is lost, and no file is seen half.
func TestSideBySide(t *testing.T) {
	dir := t.TempDir()
	m, err := localtools.NewMemory(dir, localtools.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	call(m, `{"command":"create","path":"/memories/log","file_text":""}`)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if got := call(m, `{"command":"insert","path":"/memories/log","insert_line":0,"insert_text":"line\n"}`); strings.HasPrefix(got, "error") {
				t.Error(got)
			}
		})
	}
	group.Wait()
	text, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil || string(text) != strings.Repeat("line\n", 20) {
		t.Errorf("the file has %q, %v", text, err)
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if path != "." && path != "log" {
			t.Errorf("%s is left over", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
