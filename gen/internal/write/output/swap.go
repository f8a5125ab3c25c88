package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// A package of several files is replaced in one step by exchanging its folder
// for a copy that has the changes:
//
//  1. The copy is made beside the folder: new files, and hard links to files
//     that stay, those of others among them. Folders of others become links.
//  2. The two are exchanged. Whoever looks finds the new package.
//  3. The original, now at the copy's name, gets the same changes.
//  4. The two are exchanged back, and the copy is removed.
//
// Shells, editors and watchers know a folder by its identity: because of the
// second exchange it stays the same. The original is never removed, nor is
// anything of others in it moved. A process that is killed leaves a complete
// package at any step; the next run goes on from there, see clean.

// errCannotSwap says that the system can't do it this way, and that nothing
// has changed.
var errCannotSwap = errors.New("folders can't be exchanged here")

const (
	markFile    = ".codegen-copy" // tells a copy from an original
	betweenFile = ".codegen-file" // a file on its way from one to the other
)

// staging is where the copy of a folder is made.
type staging struct {
	dir  string // the folder
	root string // beside it; the go command ignores names that begin with a dot
}

func stagingOf(dir string) staging {
	return staging{dir, filepath.Join(filepath.Dir(dir), ".codegen-"+filepath.Base(dir))}
}

// copied is the path of a file of the copy, or of the original while the two
// are exchanged.
func (s staging) copied(name string) string {
	return filepath.Join(s.root, "package", filepath.FromSlash(name))
}

// placed is the path of a file of the folder.
func (s staging) placed(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// swap applies changes to the folder dir as one.
func swap(dir string, changes []Change, content map[string][]byte) error {
	s := stagingOf(dir)
	err := s.build(changes, content)
	if err == nil {
		err = exchange(s.dir, s.copied("."))
	}
	if err != nil {
		return errors.Join(errCannotSwap, s.discard())
	}
	return s.settle()
}

// settle goes on where the copy is in the folder's place.
func (s staging) settle() error {
	err := s.bring(".")
	if err == nil {
		err = exchange(s.dir, s.copied("."))
	}
	if err != nil {
		return fmt.Errorf("the package in %s is new and complete, but what others have there is in %s until codegen runs again: %w", s.dir, s.root, err)
	}
	return s.discard()
}

// clean brings to an end what an earlier run began and was killed in.
func clean(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, innerFolder)); err != nil {
		return err
	}
	s := stagingOf(dir)
	mark := s.placed(markFile)
	if _, err := os.Lstat(mark); err != nil {
		return s.discard()
	}
	if _, err := os.Lstat(s.copied(".")); err != nil {
		return os.Remove(mark) // somebody removed the original: the copy is all there is
	}
	return s.settle()
}

// build makes the copy.
func (s staging) build(changes []Change, content map[string][]byte) error {
	if err := os.MkdirAll(s.copied("."), 0o755); err != nil {
		return err
	}
	mark := filepath.Join(s.root, markFile)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return err
	}
	if err := os.Link(mark, s.copied(markFile)); err != nil { // what can't be done later is better known now
		return err
	}
	ours, skip := map[string]bool{}, map[string]bool{markFile: true}
	for name := range content {
		ours[filepath.Dir(filepath.FromSlash(name))] = true
	}
	for _, c := range changes {
		name := filepath.FromSlash(c.Name)
		ours[filepath.Dir(name)], skip[name] = true, true
		if c.Kind == Removed {
			continue
		}
		if err := writeFile(s.copied(c.Name), content[c.Name]); err != nil {
			return err
		}
	}
	for folder := range ours {
		if err := s.stay(folder, ours, skip); err != nil {
			return err
		}
	}
	return nil
}

// stay copies what stays in one of our folders.
func (s staging) stay(folder string, ours, skip map[string]bool) error {
	entries, err := os.ReadDir(s.placed(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if skip[name] || e.IsDir() && ours[name] {
			continue
		}
		if err := os.MkdirAll(s.copied(folder), 0o755); err != nil {
			return err
		}
		if e.Type().IsRegular() {
			err = os.Link(s.placed(name), s.copied(name))
		} else {
			err = os.Symlink(s.link(name), s.copied(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// link is what the copy has in place of a folder of others: it leads to the
// original while the two are exchanged.
func (s staging) link(name string) string {
	target, err := filepath.Rel(filepath.Dir(s.placed(name)), s.copied(name))
	if err != nil {
		return s.copied(name)
	}
	return target
}

// bring makes a folder of the original hold what the copy holds, which has
// taken its place. Files that others wrote into the copy since are brought as
// well.
func (s staging) bring(folder string) error {
	entries, err := os.ReadDir(s.placed(folder))
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		there[e.Name()] = true
		switch {
		case name == markFile || s.isLink(s.placed(name), name):
		case e.IsDir():
			if err := os.MkdirAll(s.copied(name), 0o755); err != nil {
				return err
			}
			err = s.bring(name)
		case !same(s.placed(name), s.copied(name)):
			err = s.bringFile(name)
		}
		if err != nil {
			return err
		}
	}
	return s.drop(folder, there)
}

// bringFile replaces one file of the original.
func (s staging) bringFile(name string) error {
	between := filepath.Join(s.root, betweenFile)
	if err := os.Remove(between); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Link(s.placed(name), between); err != nil {
		return err
	}
	return os.Rename(between, s.copied(name))
}

// drop removes from a folder of the original what the generator wrote and the
// copy doesn't have.
func (s staging) drop(folder string, there map[string]bool) error {
	entries, err := os.ReadDir(s.copied(folder))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case there[e.Name()]:
		case e.IsDir():
			err = s.dropFolder(name)
		case e.Type().IsRegular() && generated(name):
			err = removeIf(s.copied(name), Wrote)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dropFolder is for a folder that the copy doesn't have, because nothing but
// generated files was in it.
func (s staging) dropFolder(name string) error {
	if err := s.drop(name, nil); err != nil {
		return err
	}
	_ = os.Remove(s.copied(name)) // if nothing else is in it
	return nil
}

// discard removes the copy. What is in it and in no other place is an error.
func (s staging) discard() error {
	if _, err := os.Lstat(s.root); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := s.discardFolder("."); err != nil {
		return err
	}
	for _, name := range []string{filepath.Join(s.root, betweenFile), filepath.Join(s.root, markFile), s.copied(markFile), s.copied("."), s.root} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s holds files that codegen can't tell from yours: move what you need and remove it (%w)", s.root, err)
		}
	}
	return nil
}

// discardFolder removes what it may from a folder of the copy.
func (s staging) discardFolder(folder string) error {
	entries, err := os.ReadDir(s.copied(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case e.IsDir():
			if err = s.discardFolder(name); err == nil {
				_ = os.Remove(s.copied(name)) // if nothing else is in it
			}
		case s.isLink(s.copied(name), name) || s.older(name):
			err = os.Remove(s.copied(name))
		case generated(name):
			err = removeIf(s.copied(name), partlyWritten)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// older says whether the folder has a file that is the copy's, or was written
// after it.
func (s staging) older(name string) bool {
	ours, err := os.Lstat(s.copied(name))
	theirs, err2 := os.Lstat(s.placed(name))
	return err == nil && err2 == nil && (os.SameFile(ours, theirs) || theirs.ModTime().After(ours.ModTime()))
}

// isLink says whether a file is the link that stands for name.
func (s staging) isLink(file, name string) bool {
	target, err := os.Readlink(file)
	return err == nil && target == s.link(name)
}

// same says whether two names are of one file.
func same(a, b string) bool {
	infoA, errA := os.Lstat(a)
	infoB, errB := os.Lstat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// removeIf removes a file if its content is as it should be.
func removeIf(name string, ok func([]byte) bool) error {
	content, err := os.ReadFile(name)
	if err != nil || !ok(content) {
		return err
	}
	return os.Remove(name)
}

// partlyWritten is written for files of a process that may have been killed.
func partlyWritten(content []byte) bool {
	begun := len(content) <= len(source.Header) && string(content) == source.Header[:len(content)]
	return begun || Wrote(content)
}
