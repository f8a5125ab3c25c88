package runtime

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// readBuffers holds buffers to read answers into.
var readBuffers = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// readString reads r to its end. length is what the answer says its size is, or
// -1; limit is what it may be. The bytes are copied once, into the string.
func readString(r io.Reader, length, limit int64) (string, error) {
	if length > limit {
		return "", &SizeError{"response body", limit, length}
	}
	const trusted = 16 << 20 // beyond this, what the answer says is not believed before it comes
	p := readBuffers.Get().(*[]byte)
	defer readBuffers.Put(p)
	if length > int64(len(*p)) {
		return readKnown(r, *p, min(length, trusted), limit)
	}
	return readUnknown(r, p, limit)
}

// readKnown reads through a small buffer into a string of the size expected.
func readKnown(r io.Reader, buf []byte, length, limit int64) (string, error) {
	var b strings.Builder
	b.Grow(int(length))
	for {
		n, err := r.Read(buf)
		if int64(b.Len()+n) > limit {
			return b.String(), &SizeError{"response body", limit, -1}
		}
		b.Write(buf[:n])
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
	}
}

// readUnknown reads into a buffer that is kept for the next answer, unless it
// grew too large.
func readUnknown(r io.Reader, p *[]byte, limit int64) (string, error) {
	buf, used := *p, 0
	for {
		n, err := r.Read(buf[used:])
		if used += n; int64(used) > limit {
			return string(buf[:limit]), &SizeError{"response body", limit, -1}
		}
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return string(buf[:used]), err
		}
		if used == len(buf) {
			buf = append(buf, make([]byte, len(buf))...)
			if len(buf) <= maxScratch {
				*p = buf
			}
		}
	}
}

// toValid returns s in valid UTF-8.
func toValid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return toValidUTF8(s)
}
