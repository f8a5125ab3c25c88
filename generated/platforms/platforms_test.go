package platforms_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
)

// spec is a platform that has messages at another path and signs what it sends.
func spec(url string) platforms.Spec {
	return platforms.Spec{
		Name:    "Cloud",
		BaseURL: url,
		Has:     platforms.Matching("POST /v1/messages", "/v1/files", "/v1/files/..."),
		Rewrite: func(c *platforms.Call) error {
			if c.Path != "/v1/messages" {
				return nil
			}
			o, err := c.JSON()
			if err != nil {
				return err
			}
			c.SetPath("/model/" + o.String("model"))
			o.Delete("model")
			c.SetJSON(o)
			return nil
		},
		Authorize: func(c *platforms.Call, out *http.Request) error {
			sum, err := c.SHA256()
			out.Header.Set("Authorization", "Signed "+sum)
			return err
		},
		Answer: func(_ *platforms.Call, resp *http.Response) (bool, error) {
			return resp.StatusCode == http.StatusUnauthorized, nil
		},
	}
}

const message = `{"id":"m","type":"message","role":"assistant","model":"x","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}`

// got is a request that came, with its body.
type got struct {
	*http.Request
	body string
}

// serve answers each request by answers in turn, the last for all that follow.
func serve(t *testing.T, answers ...func(http.ResponseWriter, *http.Request)) (string, func() []got) {
	t.Helper()
	var all []got
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		all = append(all, got{r, string(b)})
		answers[min(len(all), len(answers))-1](w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []got { return all }
}

func ok(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, message)
}

func status(code int, header ...string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func params() *claude.MessageCreateParams {
	return &claude.MessageCreateParams{Model: "claude", MaxTokens: 10, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}}
}

// TestCall sends a message through the client, an old client and a plain one.
func TestCall(t *testing.T) {
	t.Setenv("ANTHROPIC_API_KEY", "first-party-key")
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
	url, all := serve(t, ok)
	cloud := platforms.New(spec(url + "/base/"))
	for name, send := range map[string]func() error{
		"WithTransport": func() error {
			_, err := claude.NewClient(claude.WithTransport(cloud)).Messages.Create(t.Context(), params())
			return err
		},
		"WithBaseURL": func() error {
			p := platforms.New(spec("https://127.0.0.1:1"))
			_, err := claude.NewClient(claude.WithTransport(p), claude.WithBaseURL(url+"/base/v1/")).Messages.Create(t.Context(), params())
			return err
		},
		"WithHTTPClient": func() error {
			c := claude.NewClient(claude.WithHTTPClient(&http.Client{Transport: cloud}), claude.WithBaseURL("https://api.anthropic.com"))
			_, err := c.Messages.Create(t.Context(), params())
			return err
		},
		"http.Client": func() error {
			resp, err := (&http.Client{Transport: cloud}).Post("https://api.anthropic.com/v1/messages", "application/json",
				strings.NewReader(`{"model":"claude","max_tokens":10,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}`))
			if err == nil {
				resp.Body.Close()
			}
			return err
		},
	} {
		before := len(all())
		if err := send(); err != nil {
			t.Fatal(name, err)
		}
		r := all()[before]
		sum := sha256.Sum256([]byte(r.body))
		if r.URL.String() != "/base/model/claude" || r.Header.Get("X-Api-Key") != "" || r.Header.Get("Authorization") != "Signed "+hex.EncodeToString(sum[:]) ||
			!strings.Contains(r.body, `"max_tokens":10`) || strings.Contains(r.body, "model") {
			t.Error(name, r.URL, r.Header, r.body)
		}
	}
}

// TestRefused looks for the typed error of what isn't sent, and that it isn't tried again.
func TestRefused(t *testing.T) {
	url, all := serve(t, ok)
	create := func(s platforms.Spec) error {
		_, err := claude.NewClient(claude.WithTransport(platforms.New(s))).Messages.Create(t.Context(), params())
		return err
	}
	client := claude.NewClient(claude.WithTransport(platforms.New(spec(url))))
	_, err := client.Messages.Batches.Get(t.Context(), "batch/1", nil)
	unsupported, typed := errors.AsType[*platforms.UnsupportedError](err)
	request, mine := errors.AsType[*claude.RequestError](err)
	if !typed || !mine || unsupported.Platform != "Cloud" || unsupported.Operation != "GET /v1/messages/batches/batch%2F1" || request.Operation != "messages.batches.get" {
		t.Error(err)
	}
	wrong := errors.New("no region: set it")
	for name, s := range map[string]platforms.Spec{
		"config":     {Name: "Cloud", Err: wrong},
		"no url":     {Name: "Cloud", BaseURL: "cloud.example.com"},
		"credential": {Name: "Cloud", BaseURL: url, Authorize: func(*platforms.Call, *http.Request) error { return wrong }},
		"rewrite":    {Name: "Cloud", BaseURL: url, Rewrite: func(*platforms.Call) error { return wrong }},
	} {
		err := create(s)
		refused, typed := errors.AsType[*platforms.RefusedError](err)
		if !typed || refused.Platform != "Cloud" || name != "no url" && !errors.Is(err, wrong) {
			t.Error(name, err)
		}
	}
	if len(all()) != 0 {
		t.Error("sent:", all())
	}
	ctx, cancel := context.WithCancel(t.Context())
	s := spec(url)
	s.Authorize = func(c *platforms.Call, _ *http.Request) error {
		cancel()
		return c.Context().Err()
	}
	_, err = claude.NewClient(claude.WithTransport(platforms.New(s))).Messages.Create(ctx, params())
	if _, typed := errors.AsType[*claude.ConnectionError](err); !typed || !errors.Is(err, context.Canceled) {
		t.Error("canceled while a credential was fetched:", err)
	}
}

// onlyOnce hides all of a reader but Read.
type onlyOnce struct{ io.Reader }

// TestUploads hashes files of every kind before they are sent, from the disk. No temporary
// file is left.
func TestUploads(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	url, all := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":"f","type":"file","filename":"a","mime_type":"text/plain","size_bytes":1,"created_at":"2026-01-01T00:00:00Z"}`)
	})
	client := claude.NewClient(claude.WithTransport(platforms.New(spec(url))))
	content := strings.Repeat("0123456789abcdef", 64<<10)
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]claude.File{
		"path":   claude.FilePath(path),
		"bytes":  claude.FileBytes("a.txt", []byte(content)),
		"reader": claude.FileReader("a.txt", onlyOnce{strings.NewReader(content)}),
	} {
		before := len(all())
		if _, err := client.Files.Upload(t.Context(), &claude.FileUploadParams{File: file}); err != nil {
			t.Fatal(name, err)
		}
		r := all()[before]
		sum := sha256.Sum256([]byte(r.body))
		if r.Header.Get("Authorization") != "Signed "+hex.EncodeToString(sum[:]) || !strings.Contains(r.body, content) {
			t.Error(name, "what was sent isn't what was signed")
		}
		if r.ContentLength != int64(len(r.body)) {
			t.Error(name, "the length is known once a body was hashed:", r.ContentLength)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Error("temporary files are left:", left, err)
	}
	// What fails while it is read is the caller's error, and nothing is sent.
	broken := errors.New("disk on fire")
	n := len(all())
	_, err = client.Files.Upload(t.Context(), &claude.FileUploadParams{File: claude.FileReader("a.txt", onlyOnce{io.MultiReader(strings.NewReader("abc"), failing{broken})})})
	if !errors.Is(err, broken) || len(all()) != n {
		t.Error(err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestAgain sends once more when a credential has run out, and not a third time.
func TestAgain(t *testing.T) {
	url, all := serve(t, status(401), ok)
	client := claude.NewClient(claude.WithTransport(platforms.New(spec(url))), claude.WithMaxRetries(0))
	if _, err := client.Messages.Create(t.Context(), params()); err != nil || len(all()) != 2 || all()[0].body != all()[1].body {
		t.Error(err, all())
	}
	url, all = serve(t, status(401))
	client = claude.NewClient(claude.WithTransport(platforms.New(spec(url))), claude.WithMaxRetries(0))
	if _, err := client.Messages.Create(t.Context(), params()); !errors.Is(err, claude.ErrAuthentication) || len(all()) != 2 {
		t.Error(err, all())
	}
}

// TestRedirects follows none: neither on the platform nor elsewhere.
func TestRedirects(t *testing.T) {
	for _, code := range []int{301, 302, 303, 307, 308} {
		url, all := serve(t, status(code, "Location", "/v1/messages/count_tokens"), ok)
		client := claude.NewClient(claude.WithTransport(platforms.New(spec(url))))
		_, err := client.Messages.Create(t.Context(), params())
		if e, typed := errors.AsType[*claude.Error](err); !typed || e.StatusCode != code || !strings.Contains(e.Message, "/v1/messages/count_tokens") || len(all()) != 1 {
			t.Error(code, err, len(all()))
		}
	}
}

// TestKeepCredentials leaves them for a gateway.
func TestKeepCredentials(t *testing.T) {
	url, all := serve(t, ok)
	s := spec(url)
	s.KeepCredentials, s.Authorize = true, nil
	client := claude.NewClient(claude.WithTransport(platforms.New(s)), claude.WithHeader("Authorization", "Bearer gateway"))
	if _, err := client.Messages.Create(t.Context(), params()); err != nil || all()[0].Header.Get("Authorization") != "Bearer gateway" {
		t.Error(err, all())
	}
}

// TestTransports sends through the transport of the platform's configuration before that of
// the HTTP client, and through that before the default.
func TestTransports(t *testing.T) {
	url, _ := serve(t, ok)
	var names []string
	named := func(name string) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			names = append(names, name)
			return http.DefaultTransport.RoundTrip(r)
		})
	}
	s := spec(url)
	s.Transport = named("platform")
	corporate := claude.WithHTTPClient(&http.Client{Transport: named("client")})
	for _, opts := range [][]claude.RequestOption{
		{claude.WithTransport(platforms.New(s)), corporate},
		{corporate, claude.WithTransport(platforms.New(spec(url)))},
		{claude.WithTransport(platforms.New(spec(url)))},
	} {
		if _, err := claude.NewClient(opts...).Messages.Create(t.Context(), params()); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Join(names, " ") != "platform client" {
		t.Error(names)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestMatching(t *testing.T) {
	has := platforms.Matching("POST /v1/messages", "/v1/files/...", "GET /v1/models/{id}")
	for op, want := range map[string]bool{
		"POST /v1/messages": true, "GET /v1/messages": false, "POST /v1/messages/": false, "POST /v1/messages/batches": false, "POST /v1": false,
		"GET /v1/files/f/content": true, "DELETE /v1/files/f": true, "GET /v1/files": false,
		"GET /v1/models/m": true, "GET /v1/models/": false, "GET /v1/models": false, "GET /v1/models/m/n": false, "GET ": false,
	} {
		method, path, _ := strings.Cut(op, " ")
		if has(method, path) != want {
			t.Error(op, !want)
		}
	}
}
