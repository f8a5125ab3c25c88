package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// payload is a request body that can be opened, once or for each attempt.
type payload struct {
	open        func() (io.ReadCloser, error)
	size        int64 // -1 if not known
	contentType string
	replayable  bool
	files       bool // read from files, which may take its time
}

// newPayload makes the body of an operation; nil if it has none.
func newPayload(op *operation, params coded, streaming bool) (*payload, error) {
	flag := "" // member that asks for a stream
	if streaming && op.stream != nil {
		flag = op.stream.param
	}
	var p *payload
	var err error
	switch op.body {
	case jsonBody:
		p, err = jsonPayload(params, flag)
	case formBody:
		p, err = formPayload(params, flag)
	case multipartBody:
		p, err = multipartPayload(params, flag)
	case rawBody:
		p, err = rawPayload(op, params)
	default:
	}
	if p == nil || err != nil {
		return nil, err
	}
	if op.contentType != "" && (op.body == jsonBody || op.body == formBody) {
		p.contentType = op.contentType
	}
	return p, p.limit(op.maxBytes)
}

// limit refuses a body larger than n bytes. One whose size is not known fails
// while it is being sent.
func (p *payload) limit(n int64) error {
	switch {
	case n <= 0:
	case p.size > n:
		return &SizeError{"request body", n, p.size}
	case p.size < 0:
		open := p.open
		p.open = func() (io.ReadCloser, error) {
			r, err := open()
			return &limitedBody{r, n, n}, err
		}
	}
	return nil
}

// limitedBody fails when more than limit bytes are read.
type limitedBody struct {
	io.ReadCloser
	left, limit int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &SizeError{"request body", b.limit, -1}
	}
	return n, err
}

func bytesPayload(b []byte, contentType string) *payload {
	return &payload{
		open:        func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil },
		size:        int64(len(b)),
		contentType: contentType,
		replayable:  true,
	}
}

// jsonPayload encodes params, or the one member that is the whole body.
func jsonPayload(params coded, flag string) (*payload, error) {
	const contentType = "application/json"
	members := ""
	if flag != "" {
		var o output
		o.addString(flag)
		members = string(o.bytes()) + ":true"
	}
	if params == nil {
		return bytesPayload([]byte("{"+members+"}"), contentType), nil
	}
	v := params
	if i := wholeBody(params); i >= 0 {
		v = memberOf{params, i}
	}
	b, err := encodeWith(v, members)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	return bytesPayload(b, contentType), nil
}

// memberOf is a member of an object as a value of its own.
type memberOf struct {
	object coded
	i      int
}

func (m memberOf) field(c *coder, _ int) *shape {
	m.object.field(c, m.i)
	return nil
}

// wholeBody returns the index of the member that is the whole body, or -1.
func wholeBody(params coded) int {
	for i := range shapeOf(params).members {
		if shapeOf(params).members[i].in == asBody {
			return i
		}
	}
	return -1
}

func formPayload(params coded, flag string) (*payload, error) {
	parts, err := partsOf(params, flag)
	if err != nil {
		return nil, err
	}
	q := &queryString{}
	for _, p := range parts {
		if p.file != nil {
			return nil, errors.New("a form that is no multipart form can't hold the file " + p.name)
		}
		q.add(p.name, p.text)
	}
	return bytesPayload([]byte(q.String()), "application/x-www-form-urlencoded"), nil
}

func partsOf(params coded, flag string) ([]formPart, error) {
	var parts []formPart
	if params != nil {
		var err error
		if parts, err = formParts(params); err != nil {
			return nil, err
		}
	}
	if flag != "" {
		parts = append(parts, formPart{name: flag, text: "true"})
	}
	return parts, nil
}

// rawPayload sends the text or file of the member that is the whole body.
func rawPayload(op *operation, params coded) (*payload, error) {
	if params == nil {
		return nil, nil
	}
	i := wholeBody(params)
	if i < 0 {
		return nil, nil
	}
	var p *payload
	var err error
	c := coder{mode: flattening}
	c.flat = func(text string, f *File) {
		switch {
		case p != nil:
			err = errors.New("a body can't hold more than one value")
		case f == nil:
			p = bytesPayload([]byte(text), first(op.contentType, "text/plain; charset=utf-8"))
		default:
			p, err = filePayload(f, first(f.ContentType, op.contentType, octetStream))
		}
	}
	params.field(&c, i)
	if err == nil {
		err = c.err
	}
	return p, err
}

func filePayload(f *File, contentType string) (*payload, error) {
	size, err := f.source.size()
	if err != nil {
		return nil, err
	}
	sections := []section{{f.source.open, size}}
	return &payload{
		open:        func() (io.ReadCloser, error) { return &sectionReader{rest: sections}, nil },
		size:        size,
		contentType: contentType,
		replayable:  f.source.reopenable(),
		files:       true,
	}, nil
}

// detachedBody reads a body in goroutines of its own, one at a time. net/http
// waits for a read under way before it ends a canceled request; here the wait
// ends with the context, however long a file or the caller's reader takes.
type detachedBody struct {
	io.ReadCloser
	ctx   context.Context // of the one request that this is the body of
	buf   []byte
	reads chan detachedRead
	got   detachedRead // what of the last read is still to be handed on
}

type detachedRead struct {
	data []byte
	err  error
}

func newDetachedBody(ctx context.Context, body io.ReadCloser) *detachedBody {
	return &detachedBody{ReadCloser: body, ctx: ctx, buf: make([]byte, 32<<10), reads: make(chan detachedRead, 1)}
}

func (b *detachedBody) Read(p []byte) (int, error) {
	if len(b.got.data) == 0 && b.got.err == nil {
		go func() {
			n, err := b.ReadCloser.Read(b.buf)
			b.reads <- detachedRead{b.buf[:n], err}
		}()
		select {
		case b.got = <-b.reads:
		case <-b.ctx.Done():
			b.got.err = b.ctx.Err() // the buffer is still being written to
		}
	}
	n := copy(p, b.got.data)
	b.got.data = b.got.data[n:]
	if len(b.got.data) > 0 {
		return n, nil
	}
	return n, b.got.err
}
