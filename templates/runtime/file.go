package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
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

// Equal reports whether f and g are one and the same file, for go-cmp.
func (f File) Equal(g File) bool { return reflect.DeepEqual(f, g) }

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
	if v := reflect.ValueOf(r); r == nil || v.Kind() == reflect.Pointer && v.IsNil() {
		r = noReader{}
	}
	if s, ok := r.(io.Seeker); ok {
		if start, err := s.Seek(0, io.SeekCurrent); err == nil {
			return File{Name: name, source: &seekSource{sharedReader: sharedReader{r: r}, seek: s, start: start}}
		}
	}
	return File{Name: name, source: &readerSource{sharedReader{r: r}}}
}

// noReader stands for a reader that is nil: sending it fails, with the reason.
type noReader struct{}

func (noReader) Read([]byte) (int, error) { return 0, errNoReader }

var errNoReader = errors.New("the reader that the file is to come from is nil")

// A FileDirOption configures [FileDir].
type FileDirOption func(*dirWalk)

// FileDirExclude leaves out what one of the patterns matches. A pattern is like a
// line of a .gitignore: without a slash it is matched with the name of a file or
// folder anywhere, with one against the whole path; "**" stands for any number of
// folders, a slash at the end means folders only, and what begins with "!" is taken
// although an earlier pattern matches.
func FileDirExclude(patterns ...string) FileDirOption {
	return func(w *dirWalk) { w.ignore = append(w.ignore, patterns...) }
}

// FileDirReport calls report for each file that is taken, with an empty reason,
// and for each file or folder that isn't, with the reason: links, pipes and
// devices, what begins with a dot, and what a pattern leaves out.
func FileDirReport(report func(name, reason string)) FileDirOption {
	return func(w *dirWalk) { w.report = report }
}

// ignoreFile holds patterns of what is left out, one a line.
const ignoreFile = ".skillignore"

// FileDir returns the regular files of fsys, in order of their names, which are
// their paths in fsys behind prefix: with the prefix "my-skill", "my-skill/SKILL.md".
// It leaves out what begins with a dot, such as .git and .env, folders called
// __pycache__, and what a file .skillignore in fsys or
// [FileDirExclude] says. Links are not followed, since they may lead out of the folder.
// The names of what is returned say what was taken; [FileDirReport] says the rest.
func FileDir(fsys fs.FS, prefix string, opts ...FileDirOption) ([]File, error) {
	w := dirWalk{fsys: fsys, prefix: prefix, ignore: []string{"__pycache__/"}}
	lines, err := fs.ReadFile(fsys, ignoreFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for line := range strings.Lines(string(lines)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			w.ignore = append(w.ignore, line)
		}
	}
	for _, o := range opts {
		if o != nil {
			o(&w)
		}
	}
	for _, p := range w.ignore {
		if _, err := path.Match(strings.TrimPrefix(p, "!"), ""); err != nil {
			return nil, errors.New("the pattern " + clip(p) + " of files to leave out is malformed")
		}
	}
	if err := fs.WalkDir(fsys, ".", w.visit); err != nil {
		return w.files, fmt.Errorf("the folder that is uploaded as %q: %w", prefix, err) // an fs.FS doesn't say where it is
	}
	return w.files, nil
}

// dirWalk collects the files of a folder.
type dirWalk struct {
	fsys   fs.FS
	prefix string
	ignore []string // patterns; the last that matches counts
	report func(name, reason string)
	files  []File
}

// visit takes one entry of a folder, or tells why it is left out.
func (w *dirWalk) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if name == "." {
		return nil
	}
	reason := w.reason(name, d)
	if w.report != nil && (reason != "" || !d.IsDir()) {
		w.report(name, reason)
	}
	switch {
	case reason != "" && d.IsDir():
		return fs.SkipDir
	case reason == "" && !d.IsDir():
		w.files = append(w.files, File{Name: path.Join(w.prefix, name), source: fsSource{w.fsys, name}})
	}
	return nil
}

// reason says why a file or folder is left out; "" if it isn't.
func (w *dirWalk) reason(name string, d fs.DirEntry) string {
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		return "is a link"
	case !d.IsDir() && !d.Type().IsRegular():
		return "is no regular file"
	}
	by := ""
	if d.Name()[0] == '.' {
		by = "begins with a dot"
	}
	for _, p := range w.ignore {
		pattern, again := strings.CutPrefix(p, "!")
		if !matchesIgnore(pattern, name, d.IsDir()) {
			continue
		}
		if by = "matches " + p; again {
			by = ""
		}
	}
	return by
}

// matchesIgnore reports whether a pattern, as in a .gitignore, means a path.
func matchesIgnore(pattern, name string, folder bool) bool {
	pattern, folders := strings.CutSuffix(pattern, "/")
	if folders && !folder {
		return false
	}
	if !strings.Contains(pattern, "/") {
		ok, _ := path.Match(pattern, path.Base(name))
		return ok
	}
	return matchSegments(strings.Split(strings.TrimPrefix(pattern, "/"), "/"), strings.Split(name, "/"))
}

// matchSegments matches a path with a pattern, folder by folder.
func matchSegments(pattern, name []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for len(pattern) > 1 && pattern[1] == "**" {
				pattern = pattern[1:]
			}
			for i := range len(name) + 1 {
				if matchSegments(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 {
			return false
		}
		if ok, _ := path.Match(pattern[0], name[0]); !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
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

// size is how many bytes there are to read, -1 if that is not known.
func (s *seekSource) size() (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	end, err := s.seek.Seek(0, io.SeekEnd)
	if err != nil { // files of /proc have no end to go to
		_, err = s.seek.Seek(s.start, io.SeekStart)
		return -1, err
	}
	if _, err = s.seek.Seek(s.start, io.SeekStart); err != nil || end > s.start {
		return max(end-s.start, 0), err
	}
	// What says that it is empty may be a file of /proc, which isn't. To read from
	// anything else might take long.
	f, ok := s.r.(fs.File)
	if !ok {
		return 0, nil // sending it will tell
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return 0, nil
	}
	if n, _ := io.ReadFull(s.r, make([]byte, 1)); n == 0 {
		return 0, nil
	}
	_, err = s.seek.Seek(s.start, io.SeekStart)
	return -1, err
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
	case (c.mode == flattening || c.mode == collectingFiles) && c.flat != nil:
		c.flat("", p)
	default:
	}
}
