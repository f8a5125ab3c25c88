package runtime

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// multipartBody composes a form of texts and files. Its size is known if
// those of the files are; it can be sent again if the files can be read again.
func multipartBody(op *operation, params codable, flag string) (*payload, error) {
	parts, err := formParts(op, params, flag)
	if err != nil || parts == nil {
		return nil, err
	}
	contentType := first(op.contentType, "multipart/form-data")
	if contentType == "multipart/related" && len(parts) > 0 {
		contentType += `; type="` + quoteParam(first(parts[0].contentType, textMedia)) + `"` // RFC 2387 wants it
	}
	boundary := "form-" + rand.Text()
	p := &payload{contentType: contentType + "; boundary=" + boundary, replayable: true, contextBody: newContextBody}
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

// Read returns the parts one after the other. A file that doesn't have the size that
// it said is an error, as the length of the body has been sent.
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

// formPart is a part of a form: text, or a file.
type formPart struct {
	name        string
	text        string
	file        *File
	contentType string
	header      []headerValue
}

// formParts returns the parts of the form, in order. Files are not opened.
func formParts(op *operation, params codable, flag string) ([]formPart, error) {
	members, err := formMembers(params, flag)
	if err != nil || members == nil {
		return nil, err
	}
	files := filesOf(params)
	out := []formPart{}
	for _, m := range members {
		f := op.fieldOf(m.name)
		header, err := f.partHeaders(params)
		if err != nil {
			return nil, err
		}
		if found := files[m.name]; len(found) > 0 {
			for _, p := range found {
				p.contentType, p.header = f.partFileType(p.file), header
				out = append(out, p)
			}
			continue
		}
		if f != nil && f.as != nil {
			if out, err = f.styledParts(out, m, header); err != nil {
				return nil, err
			}
			continue
		}
		for _, t := range f.eachText(m.value) {
			out = append(out, formPart{m.name, t.text, nil, f.partTextType(t), header})
		}
	}
	return out, nil
}

// styledParts appends the parts of a member that has a style: those that it would have
// in a query, without the escapes.
func (f *formField) styledParts(out []formPart, m rawMember, header []headerValue) ([]formPart, error) {
	pairs, err := f.as.write(&styled{f.as, m.name, inQuery, m.value})
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		name, text, _ := strings.Cut(p, "=")
		if name, err = url.QueryUnescape(name); err == nil {
			text, err = url.QueryUnescape(text)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, formPart{name, text, nil, f.contentType, header})
	}
	return out, nil
}

// filesOf returns the files of a form by the member that they are in or, where that
// is a map, below.
func filesOf(params codable) map[string][]formPart {
	out := map[string][]formPart{}
	if params == nil {
		return out
	}
	c := &coder{mode: collectingFiles}
	c.flat = func(_ string, file any) {
		f, _ := file.(*File)
		member, name := "", ""
		for _, e := range c.path {
			switch {
			case !e.named:
			case name == "":
				member, name = e.name, e.name
			default:
				name += "[" + e.name + "]"
			}
		}
		out[member] = append(out[member], formPart{name: name, file: f})
	}
	c.walk(formOf(params))
	return out
}

// partFileType returns the media type of a file: the caller's, that of the document or,
// where that leaves it open, the one that fits its name.
func (f *formField) partFileType(file *File) string {
	if f == nil {
		return first(file.ContentType, fileType(file.Name))
	}
	return first(file.ContentType, f.contentType, fileType(file.Name))
}

// partTextType returns the media type of a text; empty for plain text.
func (f *formField) partTextType(t formText) string {
	switch {
	case f != nil && f.contentType != "" && (!t.json || f.isJSON()):
		return f.contentType
	case t.json:
		return "application/json"
	}
	return ""
}

// partHeaders returns the headers of the member's parts.
func (f *formField) partHeaders(params codable) ([]headerValue, error) {
	if f == nil {
		return nil, nil
	}
	out := f.header
	for _, g := range f.given {
		vs, err := values(params, g.member)
		if m := descriptorOf(params).members[g.member]; m.as != nil {
			m.in = inHeader
			vs, err = styledMember(params, g.member, &m)
		}
		if err != nil {
			return nil, err
		}
		if len(vs) > 0 {
			out = append(slices.Clip(out), headerValue{g.name, strings.Join(vs, ",")})
		}
	}
	return out, nil
}

// partHead returns the header lines of a part.
func partHead(p *formPart) (string, error) {
	head := `Content-Disposition: form-data; name="` + quoteParam(p.name) + `"`
	if p.file != nil {
		head += `; filename="` + quoteParam(first(p.file.Name, "file")) + `"`
	}
	header := p.header
	if p.contentType != "" {
		header = append([]headerValue{{"Content-Type", p.contentType}}, header...)
	}
	var headSb292 strings.Builder
	for _, h := range header {
		if strings.ContainsFunc(h.value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return "", errors.New(h.name + " of part " + clip(p.name) + " has a line break or control character")
		}
		headSb292.WriteString("\r\n" + h.name + ": " + h.value)
	}
	head += headSb292.String()
	return head + "\r\n", nil
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
