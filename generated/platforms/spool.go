package platforms

import (
	"io"
	"os"
	"sync"
)

// spool is a body in a temporary file. The file is gone when the call is over and all
// readers are closed: a transport may read on after an answer has come.
type spool struct {
	file *os.File
	size int64

	mu    sync.Mutex
	users int // readers, and the call
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "claude-upload-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // where the system lets open files go; else release does it
	return &spool{file: f, users: 1}, nil
}

// open returns a reader of all of the file, independent of others.
func (s *spool) open() io.ReadCloser {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users++
	return &spoolReader{Reader: io.NewSectionReader(s.file, 0, s.size), spool: s}
}

// release takes away one user; the last takes the file along.
func (s *spool) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users--; s.users == 0 {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
	}
}

type spoolReader struct {
	io.Reader
	spool *spool
	once  sync.Once
}

// Close may be called more than once, as transports do.
func (r *spoolReader) Close() error {
	r.once.Do(r.spool.release)
	return nil
}
