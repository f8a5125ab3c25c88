package runtime

import (
	"bytes"
	"errors"
	"io"
	"math"
	"sync"
)

// lineReader splits a body into lines, however long. A line is valid until the
// next is read.
type lineReader struct {
	src     io.Reader
	pooled  *[]byte
	buf     []byte
	r, w    int  // what is unread
	limit   int  // of a line
	crEnds  bool // a lone CR ends a line too
	skipLF  bool // the line before ended in CR; an LF now belongs to it
	started bool // the byte order mark has been dealt with
	err     error
}

var lineBuffers = sync.Pool{New: func() any { b := make([]byte, 16<<10); return &b }}

func newLineReader(src io.Reader, limit int64, crEnds bool) *lineReader {
	p := lineBuffers.Get().(*[]byte)
	return &lineReader{src: src, pooled: p, buf: *p, limit: int(min(limit, math.MaxInt-1)), crEnds: crEnds}
}

// free gives the buffer back. Nothing may be read afterwards.
func (l *lineReader) free() {
	if l.pooled == nil {
		return
	}
	if len(l.buf) <= maxScratch {
		*l.pooled = l.buf
		lineBuffers.Put(l.pooled)
	}
	l.pooled, l.buf, l.r, l.w = nil, nil, 0, 0
	if l.err == nil {
		l.err = io.EOF
	}
}

// line returns the next line without its end. The last one may have no end:
// then complete is false and err is the reason, io.EOF if the body ended there.
func (l *lineReader) line() (line []byte, complete bool, err error) {
	seen := 0 // bytes of the line that have no end among them
	for {
		if l.skipLF && l.r < l.w {
			l.skipLF = false
			if l.buf[l.r] == '\n' {
				l.r++
			}
		}
		if i := l.end(seen); i >= 0 {
			l.started = true
			line = l.buf[l.r : l.r+i]
			l.skipLF = l.crEnds && l.buf[l.r+i] == '\r'
			l.r += i + 1
			if !l.crEnds {
				line = bytes.TrimSuffix(line, []byte{'\r'})
			}
			if len(line) > l.limit {
				return nil, false, l.tooLong()
			}
			return line, true, nil
		}
		if seen = l.w - l.r; seen > l.limit {
			return nil, false, l.tooLong()
		}
		if l.err != nil {
			line = l.buf[l.r:l.w]
			l.r = l.w
			return line, false, l.err
		}
		if l.fill() {
			seen = 0
		}
	}
}

// end returns where the line ends, counted from its beginning, or -1. The first
// seen bytes are known not to have an end.
func (l *lineReader) end(seen int) int {
	rest := l.buf[l.r+seen : l.w]
	if !l.crEnds {
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			return seen + i
		}
		return -1
	}
	// Where CR ends lines, there may be no LF for long: looking for one must not
	// cost more than the line is long.
	for from, window := 0, 512; from < len(rest); from, window = from+window, 2*window {
		part := rest[from:min(from+window, len(rest))]
		i := bytes.IndexByte(part, '\n')
		if i >= 0 {
			part = part[:i]
		}
		if j := bytes.IndexByte(part, '\r'); j >= 0 {
			i = j
		}
		if i >= 0 {
			return seen + from + i
		}
	}
	return -1
}

func (l *lineReader) tooLong() error {
	l.err = &SizeError{"event or line of a stream", int64(l.limit), -1}
	l.r = l.w
	return l.err
}

// fill reads more, after making room. It reports whether that completed a byte
// order mark, which is left out.
func (l *lineReader) fill() (marked bool) {
	if l.r > 0 {
		l.w = copy(l.buf, l.buf[l.r:l.w])
		l.r = 0
	}
	if l.w == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := l.src.Read(l.buf[l.w:])
	l.w += n
	l.err = err
	if l.started || l.w < 3 {
		return false
	}
	l.started = true
	if marked = bytes.HasPrefix(l.buf[:l.w], []byte("\xEF\xBB\xBF")); marked {
		l.r = 3
	}
	return marked
}

// lineBody is an answer that is read line by line, by one goroutine, and may be
// closed by any.
type lineBody struct {
	reading sync.Mutex // held while lines is used
	src     *source    // nil if there is no answer
	rep     *reply
	lines   *lineReader
	err     error // that every further read returns; io.EOF after a good end
}

func (b *lineBody) open(rep *reply, crEnds bool) {
	b.rep, b.src = rep, newSource(rep)
	b.lines = newLineReader(b.src, rep.req.set.maxEvent, crEnds)
}

// fail ends reading with err. The caller holds reading.
func (b *lineBody) fail(err error) error {
	if b.err == nil {
		b.err = err
	}
	b.src.close()
	b.lines.free()
	return b.err
}

// close ends reading from any goroutine.
func (b *lineBody) close() {
	if b.src == nil {
		return
	}
	b.src.close() // a read under way returns
	b.reading.Lock()
	defer b.reading.Unlock()
	_ = b.fail(b.rep.partError(errClosed, ""))
}

// ended returns the error with which reading has ended so far, or nil.
func (b *lineBody) ended() error {
	b.reading.Lock()
	defer b.reading.Unlock()
	if b.err == io.EOF {
		return nil
	}
	return b.err
}

// sizeError tells which answer has a line that is too long; other errors know.
func (b *lineBody) sizeError(err error) error {
	if _, ok := errors.AsType[*SizeError](err); ok {
		return b.rep.partError(err, "")
	}
	return err
}
