package runtime

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"mime"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Download is a file that an operation answers with. It is read as it comes and
// has to be closed, which may happen at any time and from any goroutine.
type Download struct {
	ContentType string // e.g. "application/pdf"; may be empty
	Name        string // as the server calls it, fit for a file's name in a folder; may be empty
	Size        int64  // in bytes; -1 if not known

	src download
}

// download is what a Download reads from.
type download interface {
	io.Reader
	close()
}

// callDownload sends a request and returns the body of its answer to be read.
func callDownload(ctx context.Context, c *core, op *operation, args []string, params codable, opts []RequestOption) (*Download, error) {
	return c.openDownload(ctx, op, args, params, opts)
}

func (c *core) openDownload(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption) (*Download, error) {
	rep, err := c.openAnswer(ctx, op, args, params, opts, wantDownload)
	if err != nil {
		return nil, err
	}
	if rep.emptyAnswer() {
		rep.abandon()
		return nil, nil
	}
	if err := rep.checkMedia(); err != nil {
		return nil, err
	}
	return newDownload(rep)
}

// newDownload hands on the body of an answer.
func newDownload(rep *reply) (*Download, error) {
	h := rep.resp.Header
	if isJSONType(mediaType(h)) {
		if err := rep.errorAtStart(); err != nil {
			rep.abandon()
			return nil, err
		}
	}
	return &Download{
		ContentType: h.Get("Content-Type"),
		Name:        fileName(h.Get("Content-Disposition")),
		Size:        rep.resp.ContentLength,
		src:         newSource(rep),
	}, nil
}

// errorAtStart returns the error object that came in place of a file, or nil. What
// it reads is read again by the caller.
func (rep *reply) errorAtStart() error {
	const enough, most = 64, 64 << 10
	r := bufio.NewReaderSize(rep.resp.Body, most)
	rep.resp.Body = struct {
		io.Reader
		io.Closer
	}{r, rep.resp.Body}
	start, _ := r.Peek(enough) // less, if there is less
	if !bytes.Contains(start, []byte(`"error"`)) {
		return nil
	}
	all, err := r.Peek(most)
	if err != io.EOF {
		return nil // no end in sight, or one that Read will tell
	}
	return rep.errorInstead(string(all))
}

// Read reads the content. Its end is io.EOF; a download that was cut off ends in
// an error that is an [io.ErrUnexpectedEOF]. Where the server neither said the size nor
// sent the content in chunks, but just closed the connection at its end, whether
// that is the end of the content can't be known; Size is -1 then.
func (d *Download) Read(p []byte) (int, error) {
	switch {
	case d == nil:
		return 0, io.EOF
	case len(p) == 0:
		return 0, nil
	}
	return d.src.Read(p)
}

// Close frees the connection. It always returns nil.
func (d *Download) Close() error {
	if d != nil {
		d.src.close()
	}
	return nil
}

var _ io.ReadCloser = (*Download)(nil)

// fileName returns the name in a Content-Disposition header, without anything
// that could lead out of a folder, deceive who reads it, or be too long.
func fileName(disposition string) string {
	_, params, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	name := path.Base(strings.ReplaceAll(params["filename"], `\`, "/"))
	if len(name) > 1 && name[1] == ':' {
		name = name[2:] // a drive
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co):
			return -1 // can't be seen, or makes a name look like another
		case strings.ContainsRune(`/:*?"<>|`, r):
			return '_'
		}
		return r
	}, name)
	name = shortName(strings.TrimRight(strings.TrimSpace(name), ". "))
	if strings.Trim(name, "._") == "" {
		return ""
	}
	return name
}

// shortName cuts a name to what file systems take, and keeps its extension.
func shortName(name string) string {
	const most = 200 // bytes, with room for what is added to it, as in "name (2)"
	if len(name) <= most {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 20 {
		ext = ""
	}
	return strings.ToValidUTF8(name[:most-len(ext)], "") + ext
}
