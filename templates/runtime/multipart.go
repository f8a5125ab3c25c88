package runtime

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"strings"
	"sync"
)

// multipartBody composes a form of texts and files. Its size is known if
// those of the files are; it can be sent again if the files can be read again.
func multipartBody(_ *operation, params codable, flag string) (*payload, error) {
	parts, err := partsOf(params, flag)
	if err != nil {
		return nil, err
	}
	boundary := "form-" + rand.Text()
	p := &payload{contentType: "multipart/form-data; boundary=" + boundary, replayable: true, contextBody: newContextBody}
	var sections []section
	for i := range parts {
		head, err := partHead(&parts[i])
		if err != nil {
			return nil, err
		}
		head = "--" + boundary + "\r\n" + head + "\r\n"
		if f := parts[i].file; f != nil {
			size, err := f.source.size()
			if err != nil {
				return nil, err
			}
			sections = append(sections, textSection(head), section{f.source.open, size}, textSection("\r\n"))
			p.replayable = p.replayable && f.source.reopenable()
		} else {
			sections = append(sections, textSection(head+parts[i].text+"\r\n"))
		}
	}
	sections = append(sections, textSection("--"+boundary+"--\r\n"))
	for _, s := range sections {
		if s.size < 0 {
			p.size = -1
			break
		}
		p.size += s.size
	}
	p.open = func() (io.ReadCloser, error) { return &sectionReader{rest: sections}, nil }
	return p, nil
}

// section is a piece of a body, opened when its turn comes.
type section struct {
	open func() (io.ReadCloser, error)
	size int64
}

func textSection(s string) section {
	return section{
		open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil },
		size: int64(len(s)),
	}
}

// sectionReader reads sections one after the other. At most one is open. It may be
// closed during a read, which isn't waited for.
type sectionReader struct {
	rest []section
	left int64 // of the open section; counts from -1 if its size is not known

	mu     sync.Mutex // guards what follows, and isn't held while a file is opened or read
	open   io.ReadCloser
	closed bool
}

var errFileChanged = errors.New("file changed its size while it was sent")

func (r *sectionReader) Read(p []byte) (int, error) {
	for {
		open, err := r.current()
		if err != nil {
			return 0, err
		}
		n, err := open.Read(p)
		known := r.left >= 0
		if known {
			if r.left -= int64(n); r.left < 0 {
				return 0, errFileChanged
			}
		}
		if err == io.EOF {
			if known && r.left > 0 {
				return 0, errFileChanged
			}
			err = r.shut(false)
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// current returns the section to read from, after opening it if need be.
func (r *sectionReader) current() (io.Reader, error) {
	r.mu.Lock()
	open, closed := r.open, r.closed
	r.mu.Unlock()
	switch {
	case closed:
		return nil, fs.ErrClosed
	case open != nil:
		return open, nil
	case len(r.rest) == 0:
		return nil, io.EOF
	}
	open, err := r.rest[0].open()
	if err != nil {
		return nil, err
	}
	r.left, r.rest = r.rest[0].size, r.rest[1:]
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		_ = open.Close()
		return nil, fs.ErrClosed
	}
	r.open = open
	return open, nil
}

// shut closes the open section and, if all is set, the reader.
func (r *sectionReader) shut(all bool) error {
	r.mu.Lock()
	open := r.open
	r.open, r.closed = nil, r.closed || all
	r.mu.Unlock()
	if open == nil {
		return nil
	}
	return open.Close()
}

func (r *sectionReader) Close() error { return r.shut(true) }

// partHead returns the header lines of a part.
func partHead(p *formPart) (string, error) {
	head := `Content-Disposition: form-data; name="` + quoteParam(p.name) + `"`
	if p.file == nil {
		return head + "\r\n", nil
	}
	contentType := first(p.file.ContentType, fileType(p.file.Name))
	if strings.ContainsFunc(contentType, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", errors.New("content type of file " + clip(p.file.Name) + " has a line break or control character")
	}
	name := first(p.file.Name, "file")
	return head + `; filename="` + quoteParam(name) + "\"\r\nContent-Type: " + contentType + "\r\n", nil
}

// quoteParam makes a text fit between quotes, as browsers do: nothing in it can
// end the quotes or the line. Slashes stay, so that paths arrive as they are.
func quoteParam(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '"' || r < ' ' || r == 0x7f:
			b.WriteByte('%')
			b.WriteByte(hexUpper[r>>4])
			b.WriteByte(hexUpper[r&15])
		case r == '\\':
			b.WriteString(`\\`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
