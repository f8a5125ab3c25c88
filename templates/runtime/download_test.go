package runtime

import (
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func (tc *testClient) download(t *testing.T, opts ...RequestOption) (*Download, error) {
	return callDownload(t.Context(), tc.core, &opGet, []string{"n1"}, noParams{}, opts)
}

func TestDownload(t *testing.T) {
	const size = 8 << 20
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "identity" || r.Header.Get("Accept") != "*/*" {
			t.Error(r.Header)
		}
		w.Header().Set("Content-Type", "application/zip")
		w.Header().Set("Content-Disposition", `attachment; filename="../a b.zip"`)
		w.Header().Set("Content-Length", "8388608")
		_, _ = io.CopyN(w, zeros{}, size)
	})
	d, err := c.download(t)
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, d)
	if err != nil || n != size || d.Size != size || d.Name != "a b.zip" || d.ContentType != "application/zip" {
		t.Errorf("%d bytes, %v, %+v", n, err, d)
	}
	for range 2 {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDownloadFaults(t *testing.T) {
	mode := ""
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		mode := mode // the test goes on while this handler hangs
		if mode == "refuse" {
			answer(w, 404, `{"error":{"type":"not_found_error"}}`)
			return
		}
		_, _ = io.WriteString(w, "begin")
		_ = http.NewResponseController(w).Flush()
		if mode == "cut" {
			cut()
		}
		until(r)
	})
	mode = "refuse"
	var e *Error
	if _, err := c.download(t); !errors.As(err, &e) {
		t.Error(err)
	}
	mode = "cut"
	d, err := c.download(t)
	if err != nil || d.Size != -1 {
		t.Fatal(err)
	}
	b, err := io.ReadAll(d)
	var bad *ResponseError
	if string(b) != "begin" || !errors.As(err, &bad) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q %T %v", b, err, err)
	}
	mode = "hang"
	if d, err = c.download(t, WithIdleTimeout(20*time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	var late *TimeoutError
	if _, err = io.ReadAll(d); !errors.As(err, &late) || late.Limit != "idle" {
		t.Errorf("%T %v", err, err)
	}
	if d, err = c.download(t); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, func() { _ = d.Close() })
	if _, err = io.ReadAll(d); !errors.Is(err, net.ErrClosed) {
		t.Errorf("%T %v", err, err)
	}
	if d, err = c.download(t); err != nil || d.Close() != nil {
		t.Error("closing unread failed")
	}
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`attachment; filename=a.pdf`: "a.pdf", `attachment; filename="..\\..\\x.exe"`: "x.exe", `attachment; filename=".."`: "",
		`attachment; filename*=UTF-8''%e2%82%ac.txt`: "€.txt", `attachment; filename="/"`: "", "": "", "inline": "", `attachment; filename="a/b/c"`: "c",
		"attachment; filename=\"a" + strings.Repeat("/", 3) + "\"": "a",
	} {
		if got := fileName(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestDownloadNamesThatDeceive(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`C:evil.exe`: "evil.exe", `C:\Windows\x.dll`: "x.dll", "a\u202Egpj.exe": "agpj.exe", "a\u200bb.txt": "ab.txt", `..`: "", `...`: "", `a.txt. . `: "a.txt", `ab:c|d.txt`: "ab_c_d.txt",
		strings.Repeat("é", 3000) + ".pdf": strings.Repeat("é", 98) + ".pdf", `  `: "", `/etc/passwd`: "passwd",
	} {
		got := fileName(mime.FormatMediaType("attachment", map[string]string{"filename": in}))
		if got != want {
			t.Errorf("%.40q: got %q, want %q", in, got, want)
		}
	}
	if got := fileName("attachment; filename=\"a\tb\x7f.txt\""); strings.ContainsAny(got, "\t\x7f") {
		t.Errorf("%q", got)
	}
}
