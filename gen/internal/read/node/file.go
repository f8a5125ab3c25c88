package node

import (
	"bytes"
	"cmp"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// File is one file of a document.
type File struct {
	Name string // slash separated, e.g. "spec/openapi.yaml"; of a remote file the end of its URL's path, e.g. "pets.yaml"
	URL  string // of a remote file
	Root *Node
	Data []byte

	Overlay bool // it changes the document; its nodes are part of those of other files

	once   sync.Once
	starts []int32 // offset of each line
	runes  []int32 // number of characters before each block of Data
}

// NewFile makes a file of its name or URL and its content. It has no root before
// it is parsed.
func NewFile(name string, data []byte) *File {
	f := &File{Name: name, Data: bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))}
	if urls.Is(name) {
		f.Name, f.URL = urls.Name(name), name
	}
	return f
}

// String is the file's path, or its URL: what messages show, and no other file of a document has.
func (f *File) String() string { return cmp.Or(f.URL, f.Name) }

// offset is a position in a file: a line and a column, or when line is zero the
// number of bytes before it. Columns of the latter are computed only for the few
// nodes that appear in a message.
type offset struct{ line, col int32 }

func bytesBefore(n int) offset { return offset{col: int32(n)} }

// block is the distance between counted positions in File.runes; a document may be one line of megabytes.
const block = 4096

// lineAndColumn turns a position into a line and a column.
func (f *File) lineAndColumn(w offset) (line, col int) {
	if w.line > 0 {
		return int(w.line), int(w.col)
	}
	f.once.Do(f.count)
	off := min(int(w.col), len(f.Data))
	i := sort.Search(len(f.starts), func(i int) bool { return int(f.starts[i]) > off })
	return i, f.runesBefore(off) - f.runesBefore(int(f.starts[i-1])) + 1
}

// count finds the lines and counts the characters, when the first message needs
// them: most files are read without one.
func (f *File) count() {
	f.starts = append(make([]int32, 0, bytes.Count(f.Data, []byte("\n"))+1), 0)
	for off := 0; ; {
		i := bytes.IndexByte(f.Data[off:], '\n')
		if i < 0 {
			break
		}
		off += i + 1
		f.starts = append(f.starts, int32(off))
	}
	total := 0
	for off := 0; off <= len(f.Data); off += block {
		f.runes = append(f.runes, int32(total))
		total += countRunes(f.Data[off:min(off+block, len(f.Data))])
	}
}

func (f *File) runesBefore(off int) int {
	start := off / block * block
	return int(f.runes[off/block]) + countRunes(f.Data[start:off])
}

// countRunes counts the bytes that begin a character, so that blocks may end in the middle of one.
func countRunes(b []byte) (n int) {
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// location is one in a file that has no node, such as that of a syntax error.
type location struct {
	file *File
	at   offset
}

// Location is what stands after so many bytes of the file.
func (f *File) Location(after int) diag.Location { return location{f, bytesBefore(after)} }

// Pos is the position.
func (l location) Pos() diag.Pos {
	line, col := l.file.lineAndColumn(l.at)
	return diag.Pos{File: l.file.String(), Line: line, Col: col}
}

// Pointer is empty: there is no node.
func (l location) Pointer() string { return "" }
