package runtime

import (
	"compress/gzip"
	"errors"
	"io"
	"strings"
)

// decodeContent undoes the encoding of an answer that comes compressed although
// nobody asked for it. Where the caller did, by a header, it is handed on as it is.
func (rep *reply) decodeContent() error {
	coding := strings.ToLower(strings.TrimSpace(rep.resp.Header.Get("Content-Encoding")))
	switch {
	case coding == "", coding == "identity", rep.resp.Body == nil, rep.resp.ContentLength == 0, rep.req.op.method == "HEAD":
		return nil
	case rep.req.want == wantDownload && rep.req.header.Get("Accept-Encoding") != "identity":
		return nil
	case coding == "gzip" || coding == "x-gzip":
		rep.resp.Body = &unzipped{body: rep.resp.Body}
		rep.resp.ContentLength = -1
		return nil
	}
	return rep.partError(errors.New("the answer comes in the encoding "+oneLine(coding, 40)+", which nobody asked for"), "")
}

// unzipped reads what is compressed. The header is read with the first bytes.
type unzipped struct {
	body io.ReadCloser
	zip  io.Reader
	err  error
}

func (u *unzipped) Read(p []byte) (int, error) {
	if u.zip == nil && u.err == nil {
		if u.zip, u.err = gzip.NewReader(u.body); u.err == io.EOF {
			u.err = io.ErrUnexpectedEOF // not even a header
		}
	}
	if u.err != nil {
		return 0, u.err
	}
	return u.zip.Read(p)
}

func (u *unzipped) Close() error { return u.body.Close() }
