package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Document is an OpenAPI document with all files that it uses.
type Document struct {
	Root    *Node
	Files   []*File // in order of first use, the root's first
	Version string  // "3.0", "3.1" or "3.2"

	seen    []*Node        // the nodes with a role
	leftOut map[*Node]bool // operations and components; nil before LeaveOut
}

// Options bound what a document may read and take. The zero value has limits that no honest document meets.
type Options struct {
	Overlays     []string                          // files with changes to the document, applied in this order
	ReadFile     func(name string) ([]byte, error) // names are slash separated; nil reads from the disk
	ReadRemote   func(url string) ([]byte, error)  // reads what a $ref to a URL means; nil refuses all
	AllowOutside bool                              // a $ref may leave the folder of the root document
	MaxBytes     int64                             // of one file; 0 is 64 MiB
	MaxFiles     int                               // 0 is 1,000
	MaxDepth     int                               // of nesting; 0 is 500
	MaxNodes     int                               // values in all files together, aliases expanded; 0 is 4 million, which take 640 MB
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	o.MaxBytes = min(o.MaxBytes, math.MaxInt32-1) // positions are 32 bits wide
	if o.MaxFiles <= 0 {
		o.MaxFiles = 1000
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = 500
	}
	// The tree is walked by recursion, and JSON nested deeper is refused by the JSON package anyway.
	o.MaxDepth = min(o.MaxDepth, 9_000)
	if o.MaxNodes <= 0 {
		o.MaxNodes = 4_000_000
	}
	return o
}

// Load reads a document and the files it refers to. Problems go to diags, all that can be found in one
// run; with errors there the document is incomplete and fit for Lint only. It is nil when the root file
// cannot be used at all.
func Load(name string, o Options, diags *diag.List) *Document {
	l := newLoader(name, o, diags)
	data, err := l.read(l.root, true)
	if err != nil {
		diags.Errorf(named(l.root), "%s", fileProblem(err))
		return nil
	}
	return l.load(data)
}

// LoadBytes is Load with the content of the root file given; name is for messages and for finding the
// files it refers to.
func LoadBytes(name string, data []byte, o Options, diags *diag.List) *Document {
	o = o.withDefaults()
	l := newLoader(name, o, diags)
	if int64(len(data)) > o.MaxBytes {
		diags.Errorf(named(l.root), "%s", errTooLarge(o.MaxBytes))
		return nil
	}
	return l.load(data)
}

// loader is the state of one Load.
type loader struct {
	opts   Options
	diags  *diag.List
	root   string // name of the root file, cleaned, or its URL
	budget budget
	doc    *Document
	files  map[string]*File // by cleaned name; nil for one that could not be read
	ready  map[string]*ready
	found  []string // the names in ready, in the order in which they were met
	words  speller
}

// ready is a file that was read before it is known whether the document needs it.
type ready struct {
	file  *File // nil if it can't be used
	diags diag.List
}

func newLoader(name string, o Options, diags *diag.List) *loader {
	o = o.withDefaults()
	root, err := ResolveURL("", name)
	if err != nil {
		root = path.Clean(filepath.ToSlash(name)) // a path
	}
	return &loader{
		opts:   o,
		diags:  diags,
		root:   root,
		budget: budget{maxNodes: o.MaxNodes, maxCopied: min(maxCopied, o.MaxNodes), maxDepth: o.MaxDepth},
		doc:    &Document{},
		files:  map[string]*File{},
		ready:  map[string]*ready{},
	}
}

func (l *loader) load(data []byte) *Document {
	f := l.use(l.root, l.parseReady(l.root, data))
	if f == nil {
		return nil
	}
	l.doc.Root = f.Root
	if l.doc.Version = version(f, l.diags); l.doc.Version == "" {
		return nil
	}
	if len(l.opts.Overlays) > 0 {
		l.overlay()
	}
	r := &resolver{loader: l}
	r.run()
	l.doc.seen = r.seen
	check(l)
	return l.doc
}

// parseReady parses a file that the document may need.
func (l *loader) parseReady(name string, data []byte) *ready {
	r := &ready{}
	r.file = l.parse(name, data, &r.diags)
	l.ready[name] = r
	return r
}

// use makes a file part of the document; it is nil after an error.
func (l *loader) use(name string, r *ready) *File {
	l.diags.AddAll(&r.diags)
	l.files[name] = r.file
	if r.file != nil {
		l.doc.Files = append(l.doc.Files, r.file)
	}
	return r.file
}

// parse makes a file of bytes; nil after an error, which it has reported.
func (l *loader) parse(name string, data []byte, diags *diag.List) *File {
	f := newFile(name, data)
	b := &builder{file: f, diags: diags, budget: &l.budget}
	if !checkText(f, diags) || foreign(f, diags) {
		return nil
	}
	err := parseText(b)
	b.reportTwins()
	if err != nil {
		return nil
	}
	return f
}

// checkText refuses what is not text.
func checkText(f *File, diags *diag.List) bool {
	bad := func(off int, msg string) bool {
		diags.Errorf(spot{f, offset(off)}, "%s", msg)
		return false
	}
	head := f.Data[:min(4, len(f.Data))]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return bad(0, "the file is UTF-16: save it as UTF-8")
	}
	nul := bytes.IndexByte(f.Data, 0)
	if len(head) > 3 && (head[0] == 0) != (head[1] == 0) && (head[0] == 0) == (head[2] == 0) && (head[1] == 0) == (head[3] == 0) {
		return bad(0, "the file is UTF-16: save it as UTF-8")
	}
	if !utf8.Valid(f.Data) {
		off := invalidUTF8(f.Data)
		if nul >= 0 && nul < 512 || off < 512 && bytes.ContainsAny(head, "\x1f\x8b\x03\x04\x89") {
			return bad(0, "the file is binary: an OpenAPI document is JSON or YAML text")
		}
		return bad(off, "invalid UTF-8: save the file as UTF-8")
	}
	if nul >= 0 {
		return bad(nul, "NUL character in the text: remove it")
	}
	return true
}

func invalidUTF8(b []byte) (off int) {
	for off < len(b) {
		r, size := utf8.DecodeRune(b[off:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		off += size
	}
	return off
}

// parseText chooses between JSON and YAML. A file that looks like JSON may still be YAML in flow style,
// unless its name says otherwise.
func parseText(b *builder) error {
	text := bytes.TrimLeft(b.file.Data, " \t\r\n")
	ext := strings.ToLower(path.Ext(b.file.Name))
	if len(text) == 0 {
		return b.empty()
	}
	switch {
	case ext == ".json":
		return parseJSON(b)
	case text[0] != '{':
		return parseYAML(b)
	case ext != ".yaml" && ext != ".yml":
		return parseJSON(b)
	}
	diags, nodes := b.diags, b.budget.nodes
	b.diags = &diag.List{}
	jsonErr := parseJSON(b)
	tried := b.diags
	b.diags = diags
	if jsonErr != nil {
		b.twice = nil
	}
	if jsonErr != nil && b.budget.nodes <= b.budget.maxNodes {
		b.budget.nodes = nodes
		return parseYAML(b)
	}
	for _, d := range tried.All() {
		diags.Add(d)
	}
	return jsonErr
}

// read reads a file. What the user has named may be anywhere, and a pipe.
func (l *loader) read(name string, named bool) ([]byte, error) {
	read := l.opts.ReadFile
	switch {
	case IsURL(name) && l.opts.ReadRemote == nil:
		return nil, NotAllowed(name)
	case IsURL(name):
		read = l.opts.ReadRemote
	case read != nil:
	case named || l.opts.AllowOutside:
		return readDisk(filepath.FromSlash(name), l.opts.MaxBytes, named)
	default:
		return readBelow(path.Dir(l.root), name, l.opts.MaxBytes)
	}
	data, err := read(name)
	if err == nil && int64(len(data)) > l.opts.MaxBytes {
		return nil, errTooLarge(l.opts.MaxBytes)
	}
	return data, err
}

type errTooLarge int64

func (e errTooLarge) Error() string {
	return fmt.Sprintf("the file is larger than %d bytes", int64(e))
}

var (
	errNotRegular = errors.New("not a regular file")
	errFolder     = errors.New("a folder")
)

// readDisk reads a file within a limit. A pipe may be what the user names, but a document cannot make us wait on
// one.
func readDisk(name string, limit int64, anyKind bool) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errFolder
	}
	if !anyKind && !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if info.Size() > limit {
		return nil, errTooLarge(limit)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return readLimited(f, limit)
}

// readBelow reads a file that a document refers to. It must be below the folder dir, links followed.
func readBelow(dir, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	below, err := filepath.Rel(filepath.FromSlash(dir), filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	info, err := root.Stat(below)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := root.Open(below)
	if err != nil {
		return nil, err
	}
	return readLimited(f, limit)
}

func readLimited(f *os.File, limit int64) ([]byte, error) {
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, errTooLarge(limit)
	}
	return data, err
}

// fileProblem says what is wrong with a file without the system call and the name, which the message
// has already.
func fileProblem(err error) string {
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.As(err, &pathErr):
		return "cannot read the file: " + pathErr.Err.Error()
	case errors.Is(err, errNotRegular):
		return "it is not a regular file"
	case errors.Is(err, errFolder):
		return "it is a folder: name the file of the document in it"
	}
	if large, ok := errors.AsType[errTooLarge](err); ok {
		return large.Error()
	}
	return "cannot read the file: " + err.Error()
}
