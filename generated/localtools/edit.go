package localtools

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// command is the input of the memory tool and of the text editor.
type command struct {
	Command    string  `json:"command"`
	Path       string  `json:"path"`
	ViewRange  []int   `json:"view_range"`
	FileText   *string `json:"file_text"`
	OldStr     *string `json:"old_str"`
	NewStr     *string `json:"new_str"`
	InsertLine *int    `json:"insert_line"`
	InsertText *string `json:"insert_text"`
	OldPath    string  `json:"old_path"`
	NewPath    string  `json:"new_path"`
}

// doing is a command by its name.
type doing struct {
	name string
	run  func(*folder, command) (string, error)
}

// run runs the command that the input of a call asks for. Calls run one by one.
func (f *folder) run(input json.RawMessage, what string, commands []doing) (string, error) {
	var c command
	if err := json.Unmarshal(input, &c); err != nil {
		return "", fmt.Errorf("the input of the tool doesn't fit: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var names []string
	for _, d := range commands {
		if d.name == c.Command {
			return d.run(f, c)
		}
		names = append(names, d.name)
	}
	last := len(names) - 1
	return "", fmt.Errorf("the %s has no command %q; it has %s and %s", what, c.Command, strings.Join(names[:last], ", "), names[last])
}

// given returns a text that a command needs, and the name of the member otherwise.
func given(member string, text *string) (string, error) {
	if text == nil {
		return "", fmt.Errorf("the command needs %s", member)
	}
	return *text, nil
}

// view shows a folder, or a file with the numbers of its lines.
func (f *folder) view(c command) (string, error) {
	name, err := f.local(c.Path)
	if err != nil {
		return "", err
	}
	info, err := f.stat(name)
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		if c.ViewRange != nil {
			return "", errors.New("view_range is for files, and this is a folder")
		}
		return f.list(name)
	}
	text, err := f.read(name)
	if err != nil {
		return "", err
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	first, last := 1, len(lines)
	if r := c.ViewRange; r != nil {
		if len(r) != 2 || r[0] < 1 || r[0] > len(lines) || r[1] != -1 && (r[1] < r[0] || r[1] > len(lines)) {
			return "", fmt.Errorf("Invalid `view_range` parameter: %v. It should be [FIRST, LAST] with 1 <= FIRST <= LAST <= %d, or LAST -1 for the end.", r, len(lines)) //nolint:staticcheck // read by the model
		}
		if first = r[0]; r[1] != -1 {
			last = r[1]
		}
	}
	return f.cut(fmt.Sprintf("Here's the content of %s with line numbers:\n%s", f.outside(name), numbered(lines[first-1:last], first))), nil
}

// numbered puts the number of each line before it.
func numbered(lines []string, first int) string {
	var out strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&out, "%6d\t%s\n", first+i, line)
	}
	return out.String()
}

// create makes a new file. One that is there is replaced only if overwrite is set.
func (f *folder) create(c command, overwrite bool) (string, error) {
	text, err := given("file_text", c.FileText)
	if err != nil {
		return "", err
	}
	name, err := f.local(c.Path)
	if err != nil {
		return "", err
	}
	if _, err := f.root.Lstat(name); err == nil && !overwrite {
		return "", fmt.Errorf("Error: File %s already exists", f.outside(name)) //nolint:staticcheck // read by the model
	}
	if err := f.write(name, text); err != nil {
		return "", err
	}
	return "File created successfully at: " + f.outside(name), nil
}

// replace replaces a text that stands in a file once.
func (f *folder) replace(c command, done string) (string, error) {
	old, err := given("old_str", c.OldStr)
	if err != nil {
		return "", err
	}
	if old == "" {
		return "", errors.New("old_str is empty; use insert to add text")
	}
	var with string // left out, it deletes
	if c.NewStr != nil {
		with = *c.NewStr
	}
	name, err := f.local(c.Path)
	if err != nil {
		return "", err
	}
	text, err := f.read(name)
	if err != nil {
		return "", err
	}
	at := strings.Index(text, old)
	switch {
	case at < 0:
		return "", fmt.Errorf("No replacement was performed, old_str `%s` did not appear verbatim in %s.", old, f.outside(name)) //nolint:staticcheck // read by the model
	case strings.Contains(text[at+1:], old):
		return "", fmt.Errorf("No replacement was performed. Multiple occurrences of old_str `%s` in lines: %s. Please ensure it is unique", old, linesOf(text, old)) //nolint:staticcheck // read by the model
	}
	changed := text[:at] + with + text[at+len(old):]
	if err := f.write(name, changed); err != nil {
		return "", err
	}
	line := 1 + strings.Count(text[:at], "\n")
	return fmt.Sprintf("%s Here's the part that changed, with line numbers:\n%s", done, around(changed, line, line+strings.Count(with, "\n"))), nil
}

// linesOf returns the numbers of the lines in which a text begins.
func linesOf(text, part string) string {
	var out []string
	for from := 0; ; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			return strings.Join(slices.Compact(out), ", ")
		}
		out = append(out, strconv.Itoa(1+strings.Count(text[:from+i], "\n")))
		from += i + 1
	}
}

// around shows lines of a text with up to four on either side.
func around(text string, first, last int) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	first, last = max(first-4, 1), min(last+4, len(lines))
	if first > last {
		return ""
	}
	return numbered(lines[first-1:last], first)
}

// insert puts a text after a line; after line 0 is at the beginning.
func (f *folder) insert(c command, text *string) (string, error) {
	added, err := given("insert_text", text)
	if err != nil {
		return "", err
	}
	name, err := f.local(c.Path)
	if err != nil {
		return "", err
	}
	old, err := f.read(name)
	if err != nil {
		return "", err
	}
	lines := strings.SplitAfter(old, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if c.InsertLine == nil {
		return "", errors.New("the command needs insert_line")
	}
	at := *c.InsertLine
	if at < 0 || at > len(lines) {
		return "", fmt.Errorf("Error: Invalid `insert_line` parameter: %d. It should be within the range of lines of the file: [0, %d]", at, len(lines)) //nolint:staticcheck // read by the model
	}
	before, after := strings.Join(lines[:at], ""), strings.Join(lines[at:], "")
	if before != "" && !strings.HasSuffix(before, "\n") {
		before += "\n"
	}
	if !strings.HasSuffix(added, "\n") && after != "" {
		added += "\n"
	}
	if err := f.write(name, before+added+after); err != nil {
		return "", err
	}
	return fmt.Sprintf("The file %s has been edited.", f.outside(name)), nil
}

// remove deletes a file, or a folder with all that is in it.
func (f *folder) remove(c command) (string, error) {
	name, err := f.local(c.Path)
	if err != nil {
		return "", err
	}
	if name == "." {
		return "", fmt.Errorf("%s itself can't be deleted", f.at)
	}
	if _, err := f.root.Lstat(name); err != nil {
		return "", f.notThere(name)
	}
	if err := f.root.RemoveAll(name); err != nil {
		return "", f.plain(name, err)
	}
	return "Successfully deleted " + f.outside(name), nil
}

// rename moves a file or a folder to where nothing is.
func (f *folder) rename(c command) (string, error) {
	from, err := f.local(c.OldPath)
	if err != nil {
		return "", err
	}
	to, err := f.local(c.NewPath)
	if err != nil {
		return "", err
	}
	if from == "." || to == "." || strings.HasPrefix(to, from+"/") {
		return "", fmt.Errorf("%s can't be moved to %s", f.outside(from), f.outside(to))
	}
	if _, err := f.root.Lstat(from); err != nil {
		return "", f.notThere(from)
	}
	if _, err := f.root.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("Error: The destination %s already exists", f.outside(to)) //nolint:staticcheck // read by the model
	}
	if err := f.root.MkdirAll(path.Dir(to), 0o755); err != nil {
		return "", f.plain(path.Dir(to), err)
	}
	if err := f.root.Rename(from, to); err != nil {
		return "", f.plain(from, err)
	}
	return fmt.Sprintf("Successfully renamed %s to %s", f.outside(from), f.outside(to)), nil
}
