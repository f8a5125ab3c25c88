package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

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
	settledFile = ".codegen-done" // tells that the copy was in the folder's place
)

// staging is where the copy of a folder is made.
type staging struct {
	disk
	dir  string // the folder
	root string // beside it; the go command ignores names that begin with a dot
}

func (d disk) staging(dir string) staging {
	return staging{d, dir, filepath.Join(filepath.Dir(dir), ".codegen-"+filepath.Base(dir))}
}

// copied is the path of a file of the copy, or of the original while the two
// are exchanged.
func (s staging) copied(name string) string {
	return filepath.Join(s.root, "package", filepath.FromSlash(name))
}

// placed is the path of a file of the folder.
func (s staging) placed(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// swap applies changes to the folder dir as one.
func (d disk) swap(dir string, changes []Change, content map[string][]byte) error {
	s := d.staging(dir)
	err := s.build(changes, content)
	if err == nil {
		err = s.exchange(s.dir, s.copied("."))
	}
	switch left := s.discardAfter(err); {
	case err == nil:
		return s.settle()
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EIO):
		return errors.Join(err, left) // no other way would do better, and the old package is complete
	default:
		return errors.Join(errCannotSwap, left)
	}
}

// discardAfter removes the copy if it can't be used.
func (s staging) discardAfter(err error) error {
	if err == nil {
		return nil
	}
	return s.discard()
}

// settle goes on where the copy is in the folder's place.
func (s staging) settle() error {
	err := s.bring(".")
	if err == nil {
		err = s.writeFile(filepath.Join(s.root, settledFile), nil)
	}
	if err == nil {
		err = s.exchange(s.dir, s.copied("."))
	}
	if err != nil {
		return fmt.Errorf("the package in %s is new and complete, but what others have there is in %s until codegen runs again: %w", s.dir, s.root, err)
	}
	return s.discard()
}

// clean brings to an end what an earlier run began and was killed in.
func (d disk) clean(dir string) error {
	if err := d.clear(filepath.Join(dir, innerFolder)); err != nil {
		return err
	}
	s := d.staging(dir)
	if err := s.check(); err != nil {
		return err
	}
	mark := s.placed(markFile)
	if _, err := s.lstat(mark); err != nil {
		return s.discard()
	}
	if _, err := s.lstat(s.copied(".")); err != nil {
		return s.remove(mark) // somebody removed the original: the copy is all there is
	}
	return s.settle()
}

// check refuses what stands where the copy is to be made and isn't a folder, such as a link to somewhere else.
func (s staging) check() error {
	for _, name := range []string{s.root, s.copied(".")} {
		info, err := s.lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return inTheWay(name)
		}
	}
	return nil
}

// build makes the copy.
func (s staging) build(changes []Change, content map[string][]byte) error {
	if err := s.mkdirAll(s.copied(".")); err != nil {
		return err
	}
	mark := filepath.Join(s.root, markFile)
	if err := s.writeFile(mark, nil); err != nil {
		return err
	}
	if err := s.link(mark, s.copied(markFile)); err != nil { // what can't be done later is better known now
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
		if err := s.writeFile(s.copied(c.Name), content[c.Name]); err != nil {
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
	entries, err := s.readDir(s.placed(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if skip[name] || e.IsDir() && ours[name] {
			continue
		}
		if err := s.mkdirAll(s.copied(folder)); err != nil {
			return err
		}
		if e.Type().IsRegular() {
			err = s.link(s.placed(name), s.copied(name))
		} else {
			err = s.symlink(s.standIn(name), s.copied(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// standIn is what the copy has in place of a folder of others: it leads to the
// original while the two are exchanged.
func (s staging) standIn(name string) string {
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
	entries, err := s.readDir(s.placed(folder))
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		there[e.Name()] = true
		standsIn, err := s.standsIn(s.placed(name), name, e)
		switch {
		case err != nil:
		case name == markFile || standsIn:
		case e.IsDir():
			if err = s.mkdirAll(s.copied(name)); err == nil {
				err = s.bring(name)
			}
		case s.same(s.placed(name), s.copied(name)):
		case !generated(name) && s.later(s.copied(name), s.placed(name)): // saved after it was copied, and before the exchange
		default:
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
	if err := s.remove(between); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.link(s.placed(name), between); err != nil {
		return err
	}
	return s.rename(between, s.copied(name))
}

// drop removes from a folder of the original what the generator wrote and the
// copy doesn't have.
func (s staging) drop(folder string, there map[string]bool) error {
	entries, err := s.readDir(s.copied(folder))
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
			err = s.removeIf(s.copied(name), Wrote)
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
	_ = s.remove(s.copied(name)) // if nothing else is in it
	return nil
}

// discard removes the copy. What is in it and in no other place is an error.
func (s staging) discard() error {
	if _, err := s.lstat(s.root); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := s.check(); err != nil {
		return err
	}
	_, err := s.lstat(filepath.Join(s.root, settledFile))
	if err := s.discardFolder(".", err == nil); err != nil {
		return err
	}
	for _, name := range []string{s.copied(markFile), s.copied("."), filepath.Join(s.root, betweenFile), filepath.Join(s.root, settledFile), filepath.Join(s.root, markFile), s.root} {
		if err := s.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s holds files that codegen can't tell from yours: move what you need and remove it (%w)", s.root, err)
		}
	}
	return nil
}

// discardFolder removes what it may from a folder of the copy. Of what was saved there while it was in the folder's place, the later of
// two goes to the folder.
func (s staging) discardFolder(folder string, settled bool) error {
	entries, err := s.readDir(s.copied(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		standsIn, err := s.standsIn(s.copied(name), name, e)
		switch {
		case err != nil:
		case e.IsDir():
			if err = s.discardFolder(name, settled); err == nil {
				_ = s.remove(s.copied(name)) // if nothing else is in it
			}
		case standsIn || s.older(name):
			err = s.remove(s.copied(name))
		case generated(name) && s.written(s.copied(name)):
			err = s.remove(s.copied(name))
		case settled && name != markFile:
			if err = s.mkdirAll(filepath.Dir(s.placed(name))); err == nil {
				err = s.rename(s.copied(name), s.placed(name))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// older reports whether the folder has a file that is the copy's, or was written
// after it.
func (s staging) older(name string) bool {
	return s.same(s.copied(name), s.placed(name)) || s.later(s.placed(name), s.copied(name))
}

// later reports whether both files are there and the first was written after the second.
func (d disk) later(first, second string) bool {
	a, errA := d.lstat(first)
	b, errB := d.lstat(second)
	return errA == nil && errB == nil && a.ModTime().After(b.ModTime())
}

// written reports whether a file is one that the generator wrote, or began to.
func (s staging) written(name string) bool {
	content, err := s.readFile(name)
	return err == nil && partlyWritten(content)
}

// standsIn reports whether a file is the link that stands for name. A link that
// can't be read may be one of others.
func (s staging) standsIn(file, name string, e fs.DirEntry) (bool, error) {
	if e.Type()&fs.ModeSymlink == 0 {
		return false, nil
	}
	target, err := s.readlink(file)
	return err == nil && target == s.standIn(name), err
}

// same reports whether two names are of one file.
func (d disk) same(a, b string) bool {
	infoA, errA := d.lstat(a)
	infoB, errB := d.lstat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// removeIf removes a file if its content is as it should be.
func (d disk) removeIf(name string, ok func([]byte) bool) error {
	content, err := d.readFile(name)
	if err != nil || !ok(content) {
		return err
	}
	return d.remove(name)
}

// partlyWritten is written for files of a process that may have been killed.
func partlyWritten(content []byte) bool {
	begun := len(content) <= len(source.Header) && string(content) == source.Header[:len(content)]
	return begun || Wrote(content)
}
