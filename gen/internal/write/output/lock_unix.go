//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// lock waits until no other run writes in a folder, or in one that holds it. The system gives
// the locks back when the process ends, however it does.
func lock(dir string) (unlock func(), err error) {
	var held []*os.File
	unlock = func() {
		for _, f := range held {
			_ = f.Close() // it was only opened
		}
	}
	// From the top down, so that no two runs wait for each other. Whoever writes in a folder above has it for itself.
	for _, folder := range above(dir) {
		f, err := os.Open(folder)
		if folder != dir && errors.Is(err, fs.ErrPermission) {
			continue // nobody like us can write there either
		}
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, f)
		how := unix.LOCK_SH
		if folder == dir {
			how = unix.LOCK_EX
		}
		if err := flock(f, how); err != nil {
			unlock()
			return nil, &fs.PathError{Op: "lock", Path: folder, Err: err}
		}
	}
	return unlock, nil
}

// above lists a folder and those that hold it, the outermost first.
func above(dir string) []string {
	out := []string{dir}
	for filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
		out = append(out, dir)
	}
	slices.Reverse(out)
	return out
}

func flock(f *os.File, how int) error {
	for {
		err := unix.Flock(int(f.Fd()), how)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, errors.ErrUnsupported), errors.Is(err, unix.EBADF), errors.Is(err, unix.ENOLCK):
			return nil // network file systems may have no locks
		default:
			return err
		}
	}
}
