package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// Options say what may be fetched, and how much of it. The zero value of a limit has one that no honest document
// meets.
type Options struct {
	Allow    []string         // URLs of files, and of folders, which end in a slash; or Any
	Progress func(url string) // if set, is told what is fetched
	Timeout  time.Duration    // of one file; 0 is 30 s
	MaxBytes int64            // of one file; 0 is 32 MiB
	MaxTotal int64            // bytes of all files; 0 is 256 MiB
	MaxFiles int              // 0 is 1,000
}

// maxRedirects is how many redirects lead to a file.
const maxRedirects = 5

// Reader fetches files, each once: what it was, or why there is none, is kept. It is for one run, and not for several
// goroutines.
type Reader struct {
	ctx     context.Context
	o       Options
	allowed allowed
	client  http.Client
	left    int64 // bytes
	files   map[string]fetched
}

type fetched struct {
	data []byte
	err  error
}

// NewReader returns a Reader, which fetches until ctx ends. The error is about o.Allow.
func NewReader(ctx context.Context, o Options) (*Reader, error) {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 32 << 20
	}
	if o.MaxTotal <= 0 {
		o.MaxTotal = 256 << 20
	}
	if o.MaxFiles <= 0 {
		o.MaxFiles = 1000
	}
	r := &Reader{ctx: ctx, o: o, left: o.MaxTotal, files: map[string]fetched{}}
	r.client = http.Client{Timeout: o.Timeout, CheckRedirect: r.redirect}
	for _, entry := range o.Allow {
		name, err := Allow(entry)
		if err != nil {
			return nil, err
		}
		r.allowed = append(r.allowed, name)
	}
	return r, nil
}

// Read returns what a URL, in the spelling of urls.Resolve, has.
func (r *Reader) Read(name string) ([]byte, error) {
	if !r.allowed.allows(name) {
		return nil, urls.NotAllowed(name)
	}
	f, ok := r.files[name]
	if !ok {
		if len(r.files) >= r.o.MaxFiles {
			return nil, fmt.Errorf("more than %d files to fetch", r.o.MaxFiles)
		}
		f.data, f.err = r.fetch(name)
		r.files[name] = f
	}
	return f.data, f.err
}

// fetch gets a file, and takes its size off what is left for all files.
func (r *Reader) fetch(name string) ([]byte, error) {
	if r.o.Progress != nil {
		r.o.Progress(name)
	}
	req, err := http.NewRequestWithContext(r.ctx, http.MethodGet, name, http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "codegen")
	req.Header.Set("Accept", "application/yaml, application/json, */*;q=0.9")
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, r.problem(err)
	}
	defer func() { _ = resp.Body.Close() }() // it was only read
	if resp.StatusCode != http.StatusOK {
		// The words that the server has for its status are not repeated, nor is what it says besides.
		return nil, fmt.Errorf("the server answered %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return r.body(resp.Body)
}

// body reads a file within the limits.
func (r *Reader) body(body io.Reader) ([]byte, error) {
	limit := min(r.o.MaxBytes, r.left)
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	r.left -= min(int64(len(data)), limit)
	switch {
	case err != nil:
		return nil, r.problem(err)
	case int64(len(data)) <= limit:
		return data, nil
	case limit == r.o.MaxBytes:
		return nil, fmt.Errorf("the file is larger than %d bytes", limit)
	}
	return nil, fmt.Errorf("the remote files are larger than %d bytes together", r.o.MaxTotal)
}

// redirect reports whether to follow one. The targets have to be allowed like the URLs that documents have.
func (r *Reader) redirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer") // a query may hold a secret
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	name, err := urls.Resolve("", req.URL.String())
	if err == nil && !r.allowed.allows(name) {
		err = urls.NotAllowed(name)
	}
	if err != nil {
		return fmt.Errorf("it is redirected to %s: %w", strconv.Quote(req.URL.Redacted()), err)
	}
	return nil
}

// problem is an error without the URL and the method, which the message has already.
func (r *Reader) problem(err error) error {
	var timeout net.Error
	switch {
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("there was no complete answer within %s", r.o.Timeout)
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
