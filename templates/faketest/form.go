package faketest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/url"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// formPart is a field of a form: text, or a file.
type formPart struct {
	name  string
	text  string
	file  *client.File // nil for a part without a file name
	known bool         // a member of the params has this name
}

// content returns the part as a file.
func (p *formPart) content() client.File {
	if p.file != nil {
		return *p.file
	}
	return client.FileBytes("", []byte(p.text))
}

func wantText(got, want string) error {
	if got != want {
		return fmt.Errorf("is %q, and should be %q", got, want)
	}
	return nil
}

// readForm reads the body as a form.
func (in *input) readForm() {
	var err error
	if in.op.body == multipartBody {
		in.parts, err = multiParts(in.body, in.r.Header.Get("Content-Type"))
	} else {
		in.parts, err = formPairs(string(in.body))
	}
	if err != nil {
		in.problemf("the body is no form: %v", err)
	}
}

func formPairs(body string) ([]formPart, error) {
	var out []formPart
	for _, p := range pairs(body) {
		text, err := url.QueryUnescape(p.escaped)
		if err != nil {
			return nil, err
		}
		out = append(out, formPart{name: p.name, text: text})
	}
	return out, nil
}

// multiParts reads a multipart form. The names of files keep their folders.
func multiParts(body []byte, contentType string) ([]formPart, error) {
	if len(body) == 0 {
		return nil, nil
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, err
	}
	reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	var out []formPart
	for {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(p)
		if err != nil {
			return nil, err
		}
		_, disposition, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil {
			return nil, fmt.Errorf("content disposition: %w", err)
		}
		fp := formPart{name: disposition["name"], text: string(content)}
		if name, ok := disposition["filename"]; ok {
			f := client.FileBytes(name, content)
			f.ContentType = p.Header.Get("Content-Type")
			fp.file = &f
		}
		out = append(out, fp)
	}
}
