package runtime

import (
	"context"
	"errors"
	"io"
)

// NewDownload returns a download that reads from r, for the tests of what takes one.
func NewDownload(contentType, name string, r io.Reader) *Download {
	return &Download{ContentType: contentType, Name: name, Size: -1, src: readerDownload{r}}
}

// readerDownload is a download that comes from no server.
type readerDownload struct{ io.Reader }

func (readerDownload) close() {}

// openAnswerAs is callAnswer where one of the answers is a file, which is read as it comes.
func openAnswerAs[R any](ctx context.Context, c *core, op *operation, args []string, params codable, answers []answerAs[R], opts []RequestOption) (R, error) {
	var none R
	rep, err := c.openAnswer(ctx, op, args, params, opts, wantDownload)
	if err != nil {
		return none, err
	}
	if rep.emptyAnswer() {
		rep.abandon()
		return none, nil
	}
	src := newSource(rep)
	rep.load = func() error {
		rep.load = func() error { return nil }
		defer src.close()
		body, err := readString(src, rep.resp.ContentLength, rep.req.set.maxResponse)
		rep.body = body
		if _, ok := errors.AsType[*SizeError](err); ok {
			return rep.responseError(err)
		}
		return err
	}
	return answered(readAnswer(rep, answers))
}

// answerDownload hands on an answer that is a file.
func answerDownload(rep *reply) (*Download, error) { return newDownload(rep) }
