package platforms

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// firstParty is where requests go that know nothing of the platform: those of a client
// to which the transport was given in an [http.Client].
const firstParty = "api.anthropic.com"

// Call is a request on its way to a platform. The request in it is a copy that may be
// changed, but for its body, which the methods of Call read and replace.
type Call struct {
	*http.Request

	// Path is that of the operation, such as "/v1/messages", escaped.
	Path string

	// Note is for the platform: what Authorize did and Answer has to know, say.
	Note any

	platform string
	prefix   string // of paths of the platform, escaped
	body     content
}

// content is the body of a call.
type content struct {
	in    io.ReadCloser // as it came; nil once it was handed on
	again func() (io.ReadCloser, error)
	size  int64 // -1 if not known
	bytes []byte
	inMem bool // bytes is the body
	sum   string
	spool *spool
}

func newCall(t *Transport, req *http.Request) *Call {
	out := req.Clone(req.Context())
	out.Body, out.GetBody, out.Response = nil, nil, nil
	c := &Call{Request: out, platform: t.spec.Name}
	if req.Body != nil && req.Body != http.NoBody {
		c.body = content{in: req.Body, again: req.GetBody, size: req.ContentLength}
		if req.ContentLength == 0 {
			c.body.size = -1 // which a request with a body means by it
		}
	} else {
		c.body.inMem = true
	}
	if !t.spec.KeepCredentials {
		out.Header.Del("Authorization")
		out.Header.Del("X-Api-Key")
	}
	c.locate(t.base)
	return c
}

// locate tells the path of the operation from that of the base URL, and sends
// what is meant for the API itself to the platform.
func (c *Call) locate(base *url.URL) {
	path := c.URL.EscapedPath()
	own := strings.TrimRight(base.EscapedPath(), "/")
	if c.URL.Host == base.Host {
		if rest, ok := strings.CutPrefix(path, own); ok && strings.HasPrefix(rest, "/v1/") {
			c.prefix, c.Path = own, rest
			return
		}
	}
	c.prefix, c.Path = path, ""
	if i := strings.LastIndex(path, "/v1/"); i >= 0 {
		c.prefix, c.Path = path[:i], path[i:]
	}
	if c.URL.Host == firstParty {
		u := *base
		u.RawQuery = c.URL.RawQuery
		c.URL, c.Host, c.prefix = &u, "", own
	}
	c.SetPath(c.Path)
}

// SetPath sends the request to another path, escaped and relative to the base URL.
func (c *Call) SetPath(path string) {
	c.URL.RawPath = c.prefix + path
	c.URL.Path = c.URL.RawPath
	if plain, err := url.PathUnescape(c.URL.RawPath); err == nil {
		c.URL.Path = plain
	}
}

// WithoutQuery takes a parameter out of the URL if it has a certain value.
func (c *Call) WithoutQuery(name, value string) {
	var kept []string
	for pair := range strings.SplitSeq(c.URL.RawQuery, "&") {
		if pair != name+"="+value && pair != "" {
			kept = append(kept, pair)
		}
	}
	c.URL.RawQuery = strings.Join(kept, "&")
}

// Refuse returns an error that says that the request isn't sent, and why.
func (c *Call) Refuse(why error) error {
	return &RefusedError{Platform: c.platform, Err: why}
}

// ended is what becomes of an error met on the way to sending: a refusal, unless the
// call was canceled or the body couldn't be read.
func (c *Call) ended(err error) error {
	var refused interface{ Refused() bool }
	if err := c.Context().Err(); err != nil {
		return err
	}
	if errors.As(err, &refused) || errors.Is(err, errBody) {
		return err
	}
	return c.Refuse(err)
}

// errBody marks errors of reading a body, which are the caller's.
var errBody = errors.New("reading the body")

// bodyError is an error of reading a body.
type bodyError struct{ error }

func (e bodyError) Unwrap() []error { return []error{errBody, e.error} }

// Size returns the length of the body; -1 if it isn't known before [Call.SHA256].
func (c *Call) Size() int64 { return c.body.size }

// HasBody reports whether the request has one.
func (c *Call) HasBody() bool { return !c.body.inMem || len(c.body.bytes) > 0 }

// Bytes reads the body into memory, where it stays. It is for bodies of JSON.
func (c *Call) Bytes() ([]byte, error) {
	if c.body.inMem {
		return c.body.bytes, nil
	}
	r, err := c.open()
	if err != nil {
		return nil, bodyError{err}
	}
	defer func() { _ = r.Close() }()
	var b bytes.Buffer
	if c.body.size > 0 {
		b.Grow(int(c.body.size) + bytes.MinRead)
	}
	if _, err := b.ReadFrom(r); err != nil {
		return nil, bodyError{err}
	}
	c.SetBody(b.Bytes())
	return c.body.bytes, nil
}

// SetBody replaces the body.
func (c *Call) SetBody(b []byte) {
	c.release()
	c.body = content{inMem: true, bytes: b, size: int64(len(b))}
}

// JSON reads the body as the members of an object. Nothing is changed until [Call.SetJSON].
func (c *Call) JSON() (*Object, error) {
	b, err := c.Bytes()
	if err != nil {
		return nil, err
	}
	return ParseObject(b)
}

// SetJSON replaces the body by an object.
func (c *Call) SetJSON(o *Object) { c.SetBody(o.Bytes()) }

// Replayable reports whether the body can be sent again.
func (c *Call) Replayable() bool {
	return c.body.inMem || c.body.spool != nil || c.body.again != nil
}

// SHA256 returns the hash of the body, in hexadecimal. A body that can be read only once is
// written to a temporary file on the way and sent from there; no other body than one
// of JSON is held in memory.
func (c *Call) SHA256() (string, error) {
	if c.body.sum != "" {
		return c.body.sum, nil
	}
	if jsonMedia(c.Header.Get("Content-Type")) {
		if _, err := c.Bytes(); err != nil { // the client has it in memory anyway
			return "", err
		}
	}
	h := sha256.New()
	switch {
	case c.body.inMem:
		_, _ = h.Write(c.body.bytes)
	default:
		r, err := c.open()
		if err != nil {
			return "", bodyError{err}
		}
		defer func() { _ = r.Close() }()
		n, err := c.copy(h, r)
		if err != nil {
			return "", bodyError{err}
		}
		c.body.size = n
	}
	c.body.sum = hex.EncodeToString(h.Sum(nil))
	return c.body.sum, nil
}

// jsonMedia reports whether a content type is JSON's.
func jsonMedia(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(media), "application/json")
}

// copy hashes a body, and keeps it in a file if it can't be read again.
func (c *Call) copy(h io.Writer, r io.Reader) (int64, error) {
	if c.body.again != nil {
		return io.Copy(h, r)
	}
	s, err := newSpool()
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.MultiWriter(h, s.file), r)
	if err != nil {
		s.release()
		return n, err
	}
	s.size, c.body.spool = n, s
	return n, nil
}

// open returns the body, which is nil if there is none.
func (c *Call) open() (io.ReadCloser, error) {
	switch b := &c.body; {
	case b.inMem && len(b.bytes) == 0:
		return http.NoBody, nil
	case b.inMem:
		return io.NopCloser(bytes.NewReader(b.bytes)), nil
	case b.spool != nil:
		return b.spool.open(), nil
	case b.in != nil:
		r := b.in
		b.in = nil
		return r, nil
	case b.again != nil:
		return b.again()
	}
	return nil, errors.New("the body can't be read again")
}

// attach gives a request that is about to be sent the body.
func (c *Call) attach(out *http.Request) error {
	if !c.HasBody() {
		out.Body, out.ContentLength = http.NoBody, 0
		return nil
	}
	body, err := c.open()
	if err != nil {
		return bodyError{err}
	}
	out.Body, out.ContentLength = body, c.body.size
	if c.Replayable() {
		out.GetBody = c.open
	}
	return nil
}

// release closes what of the body nobody will read.
func (c *Call) release() {
	if c.body.in != nil {
		_ = c.body.in.Close()
		c.body.in = nil
	}
	if c.body.spool != nil {
		c.body.spool.release()
		c.body.spool = nil
	}
}
