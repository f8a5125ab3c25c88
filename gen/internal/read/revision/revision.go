// Package revision reads the files of a revision of a git repository.
package revision

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
)

// Tree is the files of a revision. Reading changes nothing in the repository.
type Tree struct {
	dir    string // in the repository
	name   string // as it was given, e.g. "HEAD~1"
	object string // the tree's name in git
	prefix string // of dir in the repository, e.g. "spec/"
}

// Split takes "REV:path" apart. ok is false if name has no revision.
func Split(name string) (rev, file string, ok bool) {
	rev, file, ok = strings.Cut(name, ":")
	return rev, file, ok && len(rev) > 1 && file != "" // one letter is a Windows drive
}

// Open finds a revision of the repository that the folder dir is in; "" is the
// current folder.
func Open(dir, rev string) (*Tree, error) {
	t := &Tree{dir: dir, name: rev}
	prefix, err := t.git("rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rev, noRepository(err))
	}
	t.prefix = strings.TrimSuffix(string(prefix), "\n")
	object, err := t.git("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{tree}")
	if err != nil {
		return nil, t.unknown()
	}
	t.object = strings.TrimSpace(string(object))
	return t, nil
}

// noRepository explains that git can't be asked.
func noRepository(err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("git is not installed: it is needed to read a file of a revision")
	}
	if strings.Contains(err.Error(), "not a git repository") {
		return errors.New("the current folder is in no git repository: run this inside one, or name files")
	}
	return err
}

// unknown explains that there is no such revision.
func (t *Tree) unknown() error {
	shallow, err := t.git("rev-parse", "--is-shallow-repository")
	if err == nil && strings.TrimSpace(string(shallow)) == "true" {
		return fmt.Errorf("%s: no such revision in this clone, which is shallow: fetch more of it with git fetch --unshallow --tags (in CI, set the depth of the checkout to 0)", t.name)
	}
	return fmt.Errorf("%s: no such revision: it must be a commit, a branch or a tag that git rev-parse knows", t.name)
}

// Path is the path in the repository of a file as git show takes it: from the
// top, or from the current folder if it begins with a dot.
func (t *Tree) Path(file string) string {
	if file == "." || strings.HasPrefix(file, "./") || strings.HasPrefix(file, "../") {
		return path.Join(t.prefix, file)
	}
	return path.Clean(file)
}

// ReadFile returns a file of the revision, by its path from the top of the
// repository. Links are followed, as on disk, within the revision.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	fail := func(err error) ([]byte, error) {
		return nil, &fs.PathError{Op: "reading", Path: t.name + ":" + name, Err: err}
	}
	if strings.Contains(name, "\n") {
		return fail(errors.New("a line break in the name"))
	}
	if name == ".." || strings.HasPrefix(name, "../") {
		return fail(fs.ErrNotExist) // outside the repository
	}
	out, err := t.ask(t.object+":"+name+"\n", "cat-file", "--batch", "--follow-symlinks")
	if err != nil {
		return nil, err
	}
	// What git answers is a line, such as "SHA blob 12", "symlink 7" or "OBJECT missing", and a text.
	head, text, _ := bytes.Cut(out, []byte("\n"))
	words := strings.Fields(string(head))
	size, err := strconv.Atoi(words[len(words)-1])
	switch {
	case err != nil:
		return fail(fs.ErrNotExist)
	case words[0] == "symlink", words[0] == "dangling", words[0] == "loop", words[0] == "notdir":
		return fail(errors.New("it is a link to nothing in this revision"))
	case len(words) != 3 || len(text) < size:
		return fail(fs.ErrNotExist)
	case words[1] != "blob":
		return fail(errors.New("it is a " + words[1] + ", not a file"))
	}
	return text[:size], nil
}

// git runs git and returns what it prints.
func (t *Tree) git(args ...string) ([]byte, error) { return t.ask("", args...) }

// ask runs git with an input.
func (t *Tree) ask(input string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...) //nolint:gosec,noctx // arguments are not a shell's, and reading ends by itself
	cmd.Dir = t.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C") // what it says is looked at
	cmd.Stdin = strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if text := strings.TrimSpace(stderr.String()); text != "" {
			return nil, fmt.Errorf("git %s: %w: %s", args[0], err, text)
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return stdout.Bytes(), nil
}
