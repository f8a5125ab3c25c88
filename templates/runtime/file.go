package runtime

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// File is a file to upload. Its content is read while it is sent, and is never
// held in memory as a whole. The zero File is no file.
type File struct {
	Name        string // as sent; may hold slashes, e.g. "my-skill/SKILL.md"
	ContentType string // chosen by the end of Name if empty

	source fileSource
}

// IsZero reports whether f is no file.
func (f File) IsZero() bool { return f.source == nil }

// Open returns the content. That of [FileReader] can be read once, unless the
// reader can go back.
func (f File) Open() (io.ReadCloser, error) {
	if f.source == nil {
		return nil, fs.ErrNotExist
	}
	return f.source.open()
}

// fileSource is where a file's content comes from.
type fileSource interface {
	open() (io.ReadCloser, error)
	size() (int64, error) // -1 if not known
	reopenable() bool
}

// FilePath is the file at a path of the local file system. It is opened when it
// is sent, once for each attempt, and named by the last element of the path.
func FilePath(name string) File {
	return File{Name: filepath.Base(name), source: pathSource(name)}
}

// FileBytes is a file that holds b. Don't change b before it is sent.
func FileBytes(name string, b []byte) File {
	return File{Name: name, source: bytesSource(b)}
}

// FileFS is the file at a path of fsys, named by the last element of the path.
func FileFS(fsys fs.FS, name string) File {
	return File{Name: path.Base(name), source: fsSource{fsys, name}}
}

// FileReader is a file whose content comes from r, which is not closed. If r is
// an [io.Seeker], sending can be repeated from where r stands now; otherwise a
// request that has begun to read r is not retried. Such a file is for one call at
// a time.
func FileReader(name string, r io.Reader) File {
	if s, ok := r.(io.Seeker); ok {
		if start, err := s.Seek(0, io.SeekCurrent); err == nil {
			return File{Name: name, source: &seekSource{sharedReader: sharedReader{r: r}, seek: s, start: start}}
		}
	}
	return File{Name: name, source: &readerSource{sharedReader{r: r}}}
}

type pathSource string

func (s pathSource) open() (io.ReadCloser, error) { return os.Open(string(s)) }
func (s pathSource) reopenable() bool             { return true }

func (s pathSource) size() (int64, error) {
	info, err := os.Stat(string(s))
	return sizeOf(info, err, s.open)
}

// sizeOf returns the size of a regular file. That of others, like pipes, is not
// known, and neither is that of a file which says it has none and does, as those
// of /proc.
func sizeOf(info fs.FileInfo, err error, open func() (io.ReadCloser, error)) (int64, error) {
	switch {
	case err != nil:
		return 0, err
	case info.IsDir():
		return 0, &fs.PathError{Op: "upload", Path: info.Name(), Err: errors.New("is a directory")}
	case !info.Mode().IsRegular():
		return -1, nil
	case info.Size() > 0:
		return info.Size(), nil
	}
	r, err := open()
	if err != nil {
		return 0, err
	}
	defer func() { _ = r.Close() }()
	if n, _ := io.ReadFull(r, make([]byte, 1)); n > 0 {
		return -1, nil
	}
	return 0, nil
}

type bytesSource []byte

func (s bytesSource) open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(s)), nil }
func (s bytesSource) reopenable() bool             { return true }
func (s bytesSource) size() (int64, error)         { return int64(len(s)), nil }

type fsSource struct {
	fsys fs.FS
	name string
}

func (s fsSource) open() (io.ReadCloser, error) { return s.fsys.Open(s.name) }
func (s fsSource) reopenable() bool             { return true }

func (s fsSource) size() (int64, error) {
	info, err := fs.Stat(s.fsys, s.name)
	return sizeOf(info, err, s.open)
}

// sharedReader hands one reader to one attempt after the other. A transport may
// still be reading for a failed attempt when the next begins, hence the lock and
// the count: only the one opened last gets anything.
type sharedReader struct {
	mu    sync.Mutex // held while r is used
	r     io.Reader
	begun bool         // something may have been read since it was opened first
	count atomic.Int64 // closing changes it without waiting for a read
}

// readTurn is the use of a shared reader by one attempt.
type readTurn struct {
	*sharedReader
	number int64
}

func (s *sharedReader) newTurn() *readTurn { return &readTurn{s, s.count.Add(1)} }

func (t *readTurn) Read(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.number != t.count.Load() {
		return 0, fs.ErrClosed
	}
	t.begun = true
	return t.r.Read(p)
}

func (t *readTurn) Close() error {
	t.count.CompareAndSwap(t.number, t.number+1)
	return nil
}

// seekSource reads a reader again by going back.
type seekSource struct {
	sharedReader
	seek  io.Seeker
	start int64
}

func (s *seekSource) reopenable() bool { return true }

func (s *seekSource) size() (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	end, err := s.seek.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	_, err = s.seek.Seek(s.start, io.SeekStart)
	return max(end-s.start, 0), err
}

func (s *seekSource) open() (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.seek.Seek(s.start, io.SeekStart)
	return s.newTurn(), err
}

// readerSource can be read once.
type readerSource struct{ sharedReader }

var errReadBefore = errors.New("the reader has been read before, and can't go back")

func (s *readerSource) open() (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.begun {
		return nil, errReadBefore
	}
	return s.newTurn(), nil
}

func (s *readerSource) reopenable() bool { return false }

func (s *readerSource) size() (int64, error) {
	if l, ok := s.r.(interface{ Len() int }); ok {
		return int64(l.Len()), nil // *bytes.Buffer and the like
	}
	return -1, nil
}

// file walks a file. In JSON, which nothing sends, it is its name, so that
// whether it is set can be seen.
func file(c *coder, p *File, pr presence) {
	switch {
	case c.mode == decoding:
		c.skip()
	case p.IsZero():
		c.absent(pr)
	case c.mode == encoding:
		c.out.addString(p.Name)
	case c.mode == flattening && c.flat != nil:
		c.flat("", p)
	default:
	}
}
