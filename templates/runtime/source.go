package runtime

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

// source is the body of an answer that is read as it comes. One goroutine reads
// it; any may close it, at any time.
type source struct {
	rep  *reply
	idle *time.Timer
	done sync.Once

	reading sync.Mutex // held during a read
	err     error      // that every further read returns
}

func newSource(rep *reply) *source {
	s := &source{rep: rep}
	if rep.req.set.idleTimeout > 0 {
		s.idle = time.AfterFunc(time.Hour, func() { rep.end(errIdleTimeout) })
		s.idle.Stop()
	}
	return s
}

// errClosed is what reading returns after Close. It is a net.ErrClosed.
var errClosed error = &closedError{}

type closedError struct{}

func (*closedError) Error() string { return "closed by the caller" }
func (*closedError) Unwrap() error { return net.ErrClosed }

// Read reads from the body. Its errors are those that callers get.
func (s *source) Read(p []byte) (int, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	if s.idle != nil {
		s.idle.Reset(s.rep.req.set.idleTimeout)
	}
	n, err := s.rep.resp.Body.Read(p)
	if s.idle != nil {
		s.idle.Stop()
	}
	if err != nil {
		s.err = s.failure(err)
		s.finish()
	}
	if n > 0 {
		return n, nil // what was read comes first; the error is kept
	}
	return 0, s.err
}

// failure says why reading ended.
func (s *source) failure(err error) error {
	ctx, req := s.rep.ctx, s.rep.req
	if err == io.EOF {
		return err
	}
	if ctx.Err() != nil {
		if context.Cause(ctx) == errClosed {
			return s.rep.partError(errClosed, "")
		}
		if t := req.timeout(ctx, s.rep.attempts); t != nil {
			return t
		}
		return req.connectionError(canceled(ctx), s.rep.attempts)
	}
	return s.rep.partError(cutOff(err), "")
}

// finish frees the connection. The caller holds reading.
func (s *source) finish() {
	s.done.Do(func() {
		_ = s.rep.resp.Body.Close()
		s.rep.end(errDone)
	})
}

// drain reads the rest of a body whose content is complete, so that the
// connection can be used again. It gives up soon: a server that holds the
// connection open doesn't hold the caller.
func (s *source) drain() {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.err != nil {
		return
	}
	t := time.AfterFunc(100*time.Millisecond, func() {
		s.rep.end(errDone)
		_ = s.rep.resp.Body.Close() // of a transport that doesn't know contexts
	})
	_, _ = io.CopyN(io.Discard, s.rep.resp.Body, 64<<10) // reused or not
	t.Stop()
	s.err = io.EOF
	s.finish()
}

// close ends reading from any goroutine.
func (s *source) close() {
	s.rep.end(errClosed)
	if !s.reading.TryLock() {
		// A read is under way. It ends with the context or, if the body comes from
		// a transport that doesn't know contexts, when the body is closed.
		_ = s.rep.resp.Body.Close()
		s.reading.Lock()
	}
	defer s.reading.Unlock()
	if s.err == nil {
		s.err = s.rep.partError(errClosed, "")
	}
	s.finish()
}

// openAnswer sends a request whose answer is read as it comes.
func (c *core) openAnswer(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption, w want) (*reply, error) {
	r, err := c.prepare(ctx, op, args, params, opts, w)
	if err != nil {
		return nil, err
	}
	return r.run(ctx)
}
