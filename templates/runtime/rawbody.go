package runtime

import (
	"errors"
	"io"
	"slices"
	"strings"
)

// rawBody sends the text or file of the member that is the whole body.
func rawBody(op *operation, params codable, _ string) (*payload, error) {
	if params == nil {
		return nil, nil
	}
	i := wholeBody(params)
	if i < 0 {
		return nil, nil
	}
	if m := &descriptorOf(params).members[i]; m.lit != "" {
		return bytesPayload([]byte(m.text()), first(op.contentType, "text/plain; charset=utf-8")), nil
	}
	var p *payload
	var err error
	c := coder{mode: flattening}
	c.flat = func(text string, file any) {
		f, _ := file.(*File)
		switch {
		case p != nil:
			err = errors.New("a body can't hold more than one value")
		case f == nil:
			p = bytesPayload([]byte(text), first(op.contentType, "text/plain; charset=utf-8"))
		default:
			p, err = filePayload(f, rawType(f, op.contentType))
			if err == nil && strings.HasPrefix(p.contentType, "multipart/") && !strings.Contains(p.contentType, "boundary=") {
				err = errNoBoundary
			}
		}
	}
	params.field(&c, i)
	if err == nil {
		err = c.err
	}
	return p, err
}

var errNoBoundary = errors.New("the ContentType of the file has to name the boundary of its parts, as in multipart/form-data; boundary=x")

// rawType returns the media type of a file that is a whole body: the caller's, that
// of the document or, where that leaves it open or has several, the one that fits its name.
func rawType(f *File, documented string) string {
	byName, choices := fileType(f.Name), strings.Split(documented, ", ")
	if documented == "" || len(choices) == 1 && strings.Contains(documented, "*") {
		return first(f.ContentType, byName)
	}
	if len(choices) > 1 && slices.ContainsFunc(choices, func(m string) bool { return mediaFits(m, baseMedia(byName)) }) {
		return first(f.ContentType, byName)
	}
	if strings.Contains(choices[0], "*") {
		return first(f.ContentType, octetStream)
	}
	return first(f.ContentType, choices[0])
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
		contextBody: newContextBody,
	}, nil
}
