package localtools

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Limits bound what one call may read, write and answer. A member that is 0 has
// its default.
type Limits struct {
	FileSize int64 // bytes of a file that is read or written; 1 MiB by default
	Answer   int   // bytes of an answer; 100,000 by default
	Entries  int   // files and folders in a listing; 1,000 by default
}

func (l Limits) orDefault() Limits {
	return Limits{FileSize: cmp.Or(l.FileSize, 1<<20), Answer: cmp.Or(l.Answer, 100_000), Entries: cmp.Or(l.Entries, 1_000)}
}

// folder is a folder of this machine under the name by which the model knows it.
// Nothing outside of it can be reached, by .. or by links: see [os.Root].
type folder struct {
	root   *os.Root
	at     string // clean, e.g. "/memories"
	limits Limits

	mu sync.Mutex // calls of one turn run side by side, and an edit reads before it writes
}

// openFolder opens a folder that exists.
func openFolder(dir, at string, limits Limits) (*folder, error) {
	if !strings.HasPrefix(at, "/") {
		return nil, fmt.Errorf("localtools: the model's name of the folder, %q, has to begin with a slash", at)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("localtools: %w", err)
	}
	return &folder{root: root, at: path.Clean(at), limits: limits.orDefault()}, nil
}

// local returns the name within the root of a path that the model gave.
func (f *folder) local(name string) (string, error) {
	if strings.ContainsRune(name, 0) {
		return "", errors.New("a path can't have a zero byte")
	}
	if slices.Contains(strings.Split(name, "/"), "..") {
		return "", fmt.Errorf("the path %s has a part .. and may lead out of %s", name, f.at)
	}
	clean := name
	if !strings.HasPrefix(clean, "/") {
		clean = f.at + "/" + clean
	}
	clean = path.Clean(clean)
	switch rest, ok := strings.CutPrefix(clean, strings.TrimSuffix(f.at, "/")+"/"); {
	case clean == f.at:
		return ".", nil
	case ok && rest != "":
		return rest, nil
	}
	return "", fmt.Errorf("the path %s is not in %s; only what is there can be used", name, f.at)
}

// outside returns the model's name of a file.
func (f *folder) outside(name string) string { return path.Join(f.at, name) }

// notThere says that there is no file, in the words that the models know.
func (f *folder) notThere(name string) error {
	return fmt.Errorf("The path %s does not exist. Please provide a valid path.", f.outside(name)) //nolint:staticcheck // read by the model, not by a program
}

// stat returns what a path is: a file or a folder, never something else.
func (f *folder) stat(name string) (fs.FileInfo, error) {
	info, err := f.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, f.notThere(name)
	case err != nil:
		return nil, f.plain(name, err)
	case !info.IsDir() && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is neither a file nor a folder", f.outside(name))
	}
	return info, nil
}

// plain returns an error without the path that the folder has on this machine.
func (f *folder) plain(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	} else if l, ok := errors.AsType[*os.LinkError](err); ok {
		err = l.Err
	}
	return fmt.Errorf("%s: %w", f.outside(name), err)
}

// read returns the text of a file.
func (f *folder) read(name string) (string, error) {
	info, err := f.stat(name)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", fmt.Errorf("%s is a folder", f.outside(name))
	}
	file, err := f.root.Open(name)
	if err != nil {
		return "", f.plain(name, err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, f.limits.FileSize+1))
	switch {
	case err != nil:
		return "", f.plain(name, err)
	case int64(len(data)) > f.limits.FileSize:
		return "", fmt.Errorf("%s is larger than %d bytes", f.outside(name), f.limits.FileSize)
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return "", fmt.Errorf("%s is no text", f.outside(name))
	}
	return string(data), nil
}

// write replaces a file or makes a new one, with the folders above it. Who reads
// it at the same time sees the old text or the new one.
func (f *folder) write(name, text string) error {
	if int64(len(text)) > f.limits.FileSize {
		return fmt.Errorf("the text is larger than %d bytes", f.limits.FileSize)
	}
	mode := fs.FileMode(0o644)
	switch info, err := f.root.Lstat(name); {
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s is no regular file, and isn't replaced", f.outside(name))
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return f.plain(name, err)
	}
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return f.plain(path.Dir(name), err)
	}
	next := path.Join(path.Dir(name), ".writing-"+rand.Text())
	if err := f.fill(next, text, mode); err != nil {
		_ = f.root.Remove(next)
		return f.plain(name, err)
	}
	if err := f.root.Rename(next, name); err != nil {
		_ = f.root.Remove(next)
		return f.plain(name, err)
	}
	return nil
}

// fill writes a new file to the disk.
func (f *folder) fill(name, text string, mode fs.FileMode) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
}

// list returns the files and folders up to two levels below a folder, without
// hidden ones and node_modules.
func (f *folder) list(name string) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "Here're the files and directories up to 2 levels deep in %s, excluding hidden items and node_modules:\n", f.outside(name))
	entries, skipped := 0, 0
	err := fs.WalkDir(f.root.FS(), name, func(p string, d fs.DirEntry, err error) error {
		deep := strings.Count(strings.TrimPrefix(p, name), "/") // of name/a and, below the root, of a
		if name == "." && p != "." {
			deep = 1 + strings.Count(p, "/")
		}
		base := path.Base(p)
		switch {
		case p != name && (strings.HasPrefix(base, ".") || base == "node_modules"):
			return skipDir(d)
		case err != nil:
			return skipDir(d) // it can't be read, or is gone since
		case entries >= f.limits.Entries:
			skipped++
			return skipDir(d)
		}
		entries++
		size := "-"
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			size = humanSize(info.Size())
		}
		shown := f.outside(p)
		if d.IsDir() && p != name {
			shown += "/"
		}
		fmt.Fprintf(&out, "%s\t%s\n", size, shown)
		if deep >= 2 {
			return skipDir(d)
		}
		return nil
	})
	if err != nil {
		return "", f.plain(name, err)
	}
	if skipped > 0 {
		fmt.Fprintf(&out, "... and %d more\n", skipped)
	}
	return out.String(), nil
}

func skipDir(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// humanSize writes a size as du -h does.
func humanSize(n int64) string {
	if n < 1024 {
		return strconv.FormatInt(n, 10)
	}
	v, units := float64(n), "KMGT"
	for v /= 1024; v >= 1024 && len(units) > 1; v /= 1024 {
		units = units[1:]
	}
	return fmt.Sprintf("%.1f%c", v, units[0])
}

// cut shortens an answer to its limit, at the end of a character.
func (f *folder) cut(text string) string {
	if len(text) <= f.limits.Answer {
		return text
	}
	end := f.limits.Answer
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return fmt.Sprintf("%s\n... %d more bytes; view a range of lines to see them", text[:end], len(text)-end)
}
