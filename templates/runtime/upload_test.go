package runtime

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

type receivedPart struct{ name, file, contentType, content string }

// received reads a form with names as they were sent; net/http would cut off
// their folders.
func received(t *testing.T, r *http.Request) (parts []receivedPart) {
	m, err := r.MultipartReader()
	if err != nil {
		t.Error(err)
		return nil
	}
	for {
		p, err := m.NextPart()
		if err != nil {
			if err != io.EOF {
				t.Error(err)
			}
			return parts
		}
		b, _ := io.ReadAll(p)
		_, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil {
			t.Error(err)
		}
		parts = append(parts, receivedPart{params["name"], params["filename"], p.Header.Get("Content-Type"), string(b)})
	}
}

func uploadTo(t *testing.T, c *testClient, p *uploadParams, opts ...RequestOption) error {
	_, err := call(t.Context(), c.core, &opUpload, nil, p, new(note), opts)
	return err
}

func TestUploads(t *testing.T) {
	dir := t.TempDir()
	onDisk := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(onDisk, []byte("on disk"), 0o600); err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"docs/b.txt": {Data: []byte("in fs")}}
	var got []receivedPart
	var length int64
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		length = r.ContentLength
		got = received(t, r)
		answer(w, 200, okNote)
	})
	for _, test := range []struct {
		file  File
		want  receivedPart
		sized bool
	}{
		{FilePath(onDisk), receivedPart{"file", "a.pdf", "application/pdf", "on disk"}, true},
		{FileBytes("x.json", []byte("{}")), receivedPart{"file", "x.json", "application/json", "{}"}, true},
		{FileFS(fsys, "docs/b.txt"), receivedPart{"file", "b.txt", "text/plain; charset=utf-8", "in fs"}, true},
		{FileReader("noext", strings.NewReader("seek")), receivedPart{"file", "noext", octetStream, "seek"}, true},
		{FileReader("r", bytes.NewBufferString("buffer")), receivedPart{"file", "r", octetStream, "buffer"}, true},
		{FileReader("s", io.MultiReader(strings.NewReader("stream"))), receivedPart{"file", "s", octetStream, "stream"}, false},
		{FileBytes("", nil), receivedPart{"file", "file", octetStream, ""}, true},
	} {
		if err := uploadTo(t, c, &uploadParams{Title: "T", File: test.file}); err != nil {
			t.Fatal(err)
		}
		if len(got) != 2 || got[0] != (receivedPart{name: "title", content: "T"}) || got[1] != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
		if (length >= 0) != test.sized {
			t.Errorf("%s: content length %d", test.want.content, length)
		}
	}
}

func TestUploadOfAFolder(t *testing.T) {
	var got []receivedPart
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = received(t, r)
		answer(w, 200, okNote)
	})
	fsys := fstest.MapFS{"SKILL.md": {Data: []byte("# Skill")}, "scripts/run me.py": {Data: []byte("pass")}, "scripts/a/b.txt": {Data: []byte("b")}}
	for prefix, want := range map[string]string{
		"":         "SKILL.md scripts/a/b.txt scripts/run me.py",
		"my-skill": "my-skill/SKILL.md my-skill/scripts/a/b.txt my-skill/scripts/run me.py",
	} {
		files, err := FileDir(fsys, prefix)
		if err != nil {
			t.Fatal(err)
		}
		if err := uploadTo(t, c, &uploadParams{Files: files}); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range got {
			names = append(names, p.file)
			if p.name != "files[]" {
				t.Error(p)
			}
		}
		if strings.Join(names, " ") != want {
			t.Errorf("got %q, want %q", names, want)
		}
	}
}

// TestFolderLeavesOut pins what isn't sent: it may be secret, or lie elsewhere.
func TestFolderLeavesOut(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"SKILL.md": "s", ".env": "KEY=1", ".git/config": "g", ".DS_Store": "x", "a/__pycache__/m.pyc": "p", "a/m.py": "m", "build/out.bin": "o",
		"build/keep.txt": "k", "deep/x/y/notes.tmp": "n", "deep/x/y/notes.txt": "n", "old.bak": "b", "docs/draft/1.md": "d",
		".skillignore": "# what isn't sent\n\nbuild/*\n!build/keep.txt\n**/*.tmp\ndocs/draft/\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"passwd": "/etc/passwd", "dangling": "nowhere", "linked": dir + "/a"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	reasons := map[string]string{}
	files, err := FileDir(os.DirFS(dir), "s", FileDirExclude("*.bak"), FileDirReport(func(name, reason string) { reasons[name] = reason }))
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if want := "s/SKILL.md s/a/m.py s/build/keep.txt s/deep/x/y/notes.txt"; err != nil || strings.Join(names, " ") != want {
		t.Errorf("got %q, want %q, %v", names, want, err)
	}
	for name, want := range map[string]string{
		"SKILL.md": "", ".env": "begins with a dot", ".git": "begins with a dot", "passwd": "is a link", "dangling": "is a link", "linked": "is a link",
		"old.bak": "matches *.bak", "docs/draft": "matches docs/draft/", "a/__pycache__": "matches __pycache__/", "build/out.bin": "matches build/*", "deep/x/y/notes.tmp": "matches **/*.tmp",
	} {
		if got, ok := reasons[name]; !ok || got != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, ok, want)
		}
	}
	if _, err := FileDir(os.DirFS(filepath.Join(dir, "none")), "table"); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), `"table"`) {
		t.Error(err)
	}
	if _, err := FileDir(os.DirFS(dir), "", FileDirExclude("[")); err == nil {
		t.Error("a malformed pattern was taken")
	}
}

// TestContentTypes pins those that don't depend on the machine.
func TestContentTypes(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"a.md": "text/markdown; charset=utf-8", "a.TS": "text/typescript; charset=utf-8", "x/a.jsonl": "application/jsonl", "a.txt": "text/plain; charset=utf-8", "a.pdf": "application/pdf",
		"a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.csv": "text/csv; charset=utf-8", "a.json": "application/json", "a.unheard-of": octetStream, "Makefile": octetStream,
	} {
		if got := fileType(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestFileOfUnknownSize(t *testing.T) {
	const proc = "/proc/self/status"
	want, err := os.ReadFile(proc)
	if info, errStat := os.Stat(proc); err != nil || errStat != nil || info.Size() != 0 {
		t.Skip("no files of the size 0 that hold something:", err)
	}
	var got string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got = string(b)
		answer(w, 200, okNote)
	})
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{FilePath(proc)}, new(note), nil); err != nil || !strings.HasPrefix(got, string(want[:20])) {
		t.Errorf("sent %d bytes, %v", len(got), err)
	}
	f, err := os.Open(proc)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{FileReader("status", f)}, new(note), nil); err != nil || !strings.HasPrefix(got, string(want[:20])) {
		t.Errorf("an open file: sent %d bytes, %v", len(got), err)
	}
	if err := uploadTo(t, c, &uploadParams{File: FilePath(proc)}); err != nil || !strings.Contains(got, string(want[:20])) {
		t.Errorf("sent %d bytes, %v", len(got), err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{FilePath(empty)}, new(note), nil); err != nil || got != "" {
		t.Errorf("sent %q, %v", got, err)
	}
}

func TestHostileFileNames(t *testing.T) {
	var got []receivedPart
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = received(t, r)
		answer(w, 200, okNote)
	})
	for name, want := range map[string]string{
		`a"; name="evil`: `a%22; name=%22evil`, "a\r\nX-Evil: 1": `a%0D%0AX-Evil: 1`, `a\b`: `a\b`, "é\x00\xff.txt": "é%00\uFFFD.txt", "../../x": "../../x",
	} {
		if err := uploadTo(t, c, &uploadParams{File: FileBytes(name, []byte("x"))}); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0].file != want || got[0].name != "file" || got[0].content != "x" {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	f := FileBytes("a", nil)
	f.ContentType = "text/plain\r\nX-Evil: 1"
	var e *RequestError
	if err := uploadTo(t, c, &uploadParams{File: f}); !errors.As(err, &e) {
		t.Errorf("%T %v", err, err)
	}
}

func TestUploadFaults(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		answer(w, 200, okNote)
	})
	var e *RequestError
	var size *SizeError
	broken := errors.New("disk on fire")
	for name, test := range map[string]struct {
		file File
		ok   func(error) bool
	}{
		"no such file":        {FilePath(filepath.Join(t.TempDir(), "x")), func(err error) bool { return errors.Is(err, os.ErrNotExist) }},
		"folder":              {FilePath(t.TempDir()), func(err error) bool { return strings.Contains(err.Error(), "is a directory") }},
		"too large":           {FileBytes("a", make([]byte, 5<<20)), func(err error) bool { return errors.As(err, &size) && size.Size > 5<<20 }},
		"too large, unseen":   {FileReader("a", io.LimitReader(zeros{}, 5<<20)), func(err error) bool { return errors.As(err, &size) && size.Size == -1 }},
		"reader fails":        {FileReader("a", io.MultiReader(strings.NewReader("x"), failing{broken})), func(err error) bool { return errors.Is(err, broken) }},
		"nil reader":          {FileReader("a", nil), func(err error) bool { return errors.Is(err, errNoReader) }},
		"nil of a type":       {FileReader("a", (*bytes.Buffer)(nil)), func(err error) bool { return errors.Is(err, errNoReader) }},
		"nil seeker":          {FileReader("a", (*strings.Reader)(nil)), func(err error) bool { return errors.Is(err, errNoReader) }},
		"file shrinks":        {File{Name: "a", source: lying{10}}, func(err error) bool { return errors.Is(err, errFileChanged) }},
		"file grows":          {File{Name: "a", source: lying{2}}, func(err error) bool { return errors.Is(err, errFileChanged) }},
		"file is a bad field": {FileFS(fstest.MapFS{}, "x"), func(err error) bool { return errors.Is(err, os.ErrNotExist) }},
	} {
		err := uploadTo(t, c, &uploadParams{File: test.file})
		if !errors.As(err, &e) || !test.ok(err) {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// lying is a source of five bytes that says it has another size.
type lying struct{ says int64 }

func (l lying) open() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("12345")), nil }
func (l lying) size() (int64, error)         { return l.says, nil }
func (l lying) reopenable() bool             { return true }

// TestUploadIsNotHeldInMemory sends more than a test should ever hold.
func TestUploadIsNotHeldInMemory(t *testing.T) {
	const size = 128 << 20
	var got int64
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got, _ = io.Copy(io.Discard, r.Body)
		answer(w, 200, okNote)
	})
	op := opUpload
	op.maxBytes = 0
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			p := &uploadParams{File: FileReader("big", io.LimitReader(zeros{}, size))}
			if _, err := call(b.Context(), c.core, &op, nil, p, new(note), nil); err != nil {
				b.Fatal(err)
			}
		}
	}).AllocedBytesPerOp()
	if got < size || allocated > 4<<20 {
		t.Errorf("%d bytes arrived, %d allocated", got, allocated)
	}
}

func TestRawAndFormBodies(t *testing.T) {
	var body, contentType string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body, contentType = string(b), r.Header.Get("Content-Type")
		answer(w, 200, okNote)
	})
	f := FileBytes("a.bin", []byte("raw"))
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{f}, new(note), nil); err != nil || body != "raw" || contentType != octetStream {
		t.Error(body, contentType, err)
	}
	f.ContentType = "image/png"
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{f}, new(note), nil); err != nil || contentType != "image/png" {
		t.Error(contentType, err)
	}
	var invalid *ValidationError
	if _, err := call(t.Context(), c.core, &opRaw, nil, &rawParams{}, new(note), nil); !errors.As(err, &invalid) {
		t.Errorf("%T %v", err, err)
	}
	p := &noteParams{Text: "a&b", Tags: []string{"x", "y"}}
	if _, err := call(t.Context(), c.core, &opForm, nil, p, new(note), nil); err != nil || body != "text=a%26b&tags=x&tags=y" {
		t.Error(body, err)
	}
}
