package runtime

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

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
	err = fs.WalkDir(fsys, ".", w.visit)
	return w.files, err
}

// dirWalk collects the files of a folder.
type dirWalk struct {
	fsys   fs.FS
	prefix string
	ignore []string // patterns; the last that matches counts
	report func(name, reason string)
	files  []File
}

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
