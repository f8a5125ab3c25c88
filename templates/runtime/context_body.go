package runtime

import (
	"context"
	"io"
)

// contextBody reads a body in goroutines of its own, one at a time. net/http
// waits for a read under way before it ends a canceled request; here the wait
// ends with the context, however long a file or the caller's reader takes.
type contextBody struct {
	io.ReadCloser
	ctx   context.Context // of the one request that this is the body of
	buf   []byte
	reads chan contextRead
	got   contextRead // what of the last read is still to be handed on
}

type contextRead struct {
	data []byte
	err  error
}

func newContextBody(ctx context.Context, body io.ReadCloser) io.ReadCloser {
	return &contextBody{ReadCloser: body, ctx: ctx, buf: make([]byte, 32<<10), reads: make(chan contextRead, 1)}
}

// Read returns when the context ends, also if the body it reads from does not. It
// reads into a buffer of its own, as such a read goes on.
func (b *contextBody) Read(p []byte) (int, error) {
	if len(b.got.data) == 0 && b.got.err == nil {
		go func() {
			n, err := b.ReadCloser.Read(b.buf)
			b.reads <- contextRead{b.buf[:n], err}
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
