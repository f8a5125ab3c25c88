// Package localtools runs the tools of the Claude API that are described by the
// vendor and executed by the program that calls it: the memory, the text editor
// and the shell. Files stay within one folder, whatever paths and links say;
// they are replaced as a whole; every call has limits; and no command runs unless
// a shell was named.
package localtools

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
)

// Memory answers calls of the memory tool (memory_20250818) with files of a folder,
// which the model knows as /memories.
type Memory struct{ files *folder }

// NewMemory keeps memories in a folder that exists. Close it at the end.
func NewMemory(dir string, limits Limits) (*Memory, error) {
	f, err := openFolder(dir, "/memories", limits)
	if err != nil {
		return nil, err
	}
	return &Memory{f}, nil
}

// Close closes the folder.
func (m *Memory) Close() error { return m.files.root.Close() }

// Call runs a command: view, create, str_replace, insert, delete or rename. The
// error is for the model, as a result with is_error.
func (m *Memory) Call(_ context.Context, input json.RawMessage) (string, error) {
	return m.files.run(input, "memory", memoryCommands)
}

var memoryCommands = []doing{
	{"view", (*folder).view},
	{"create", func(f *folder, c command) (string, error) { return f.create(c, false) }},
	{"str_replace", func(f *folder, c command) (string, error) { return f.replace(c, "The memory file has been edited.") }},
	{"insert", func(f *folder, c command) (string, error) { return f.insert(c, c.InsertText) }},
	{"delete", (*folder).remove},
	{"rename", (*folder).rename},
}

// Editor answers calls of the text editor (text_editor_20250124 and later) with
// files of a folder.
type Editor struct{ files *folder }

// EditorConfig says what an [Editor] may edit.
type EditorConfig struct {
	// Dir is the folder. It has to exist.
	Dir string
	// At is the name by which the model knows it, such as /repo; the absolute path
	// of Dir by default. A path that doesn't begin with a slash is within it.
	At string
	// Limits bound each call.
	Limits Limits
}

// NewEditor edits files of a folder. Close it at the end.
func NewEditor(config EditorConfig) (*Editor, error) {
	at := config.At
	if at == "" {
		abs, err := filepath.Abs(config.Dir)
		if err != nil {
			return nil, fmt.Errorf("localtools: %w", err)
		}
		at = filepath.ToSlash(abs)
		if at[0] != '/' { // C:/Users
			at = "/" + at
		}
	}
	f, err := openFolder(config.Dir, at, config.Limits)
	if err != nil {
		return nil, err
	}
	return &Editor{f}, nil
}

// Close closes the folder.
func (e *Editor) Close() error { return e.files.root.Close() }

// Call runs a command: view, create, str_replace or insert. The error is for the
// model, as a result with is_error.
func (e *Editor) Call(_ context.Context, input json.RawMessage) (string, error) {
	return e.files.run(input, "editor", editorCommands)
}

var editorCommands = []doing{
	{"view", (*folder).view},
	{"create", func(f *folder, c command) (string, error) { return f.create(c, true) }},
	{"str_replace", func(f *folder, c command) (string, error) { return f.replace(c, "The file has been edited.") }},
	{"insert", func(f *folder, c command) (string, error) {
		if c.InsertText == nil {
			return f.insert(c, c.NewStr) // its name in earlier versions of the tool
		}
		return f.insert(c, c.InsertText)
	}},
}
