// Package files reads the files of a document: which of them it may read, from
// where, and how much of them. A file is read when it is first referred to, and
// named by its path or, if it is remote, by the one spelling of its URL.
package files

import (
	"fmt"
	"math"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/spell"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// Options say what a document is made of, and bound what it may read and take. The zero value has limits that no honest document meets.
type Options struct {
	Overlays     []string                          // files with changes to the document, applied in this order
	ReadFile     func(name string) ([]byte, error) // names are slash separated; nil reads from the disk
	ReadRemote   func(url string) ([]byte, error)  // reads what a $ref to a URL means; nil refuses all
	Roots        []string                          // folders that a $ref may read from besides that of the root document
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
	return o
}

// Set is the files of one document.
type Set struct {
	RootName string // of the root file, cleaned, or its URL
	Diags    *diag.List
	Budget   *node.Budget   // for all of them
	Words    *spell.Speller // likewise
	Used     []*node.File   // in order of first use, the root first

	opts  Options
	used  map[string]*node.File // by name; nil for one that could not be read
	ready map[string]*ready
	found []string // the names in ready, in the order in which they were met
}

// ready is a file that was read before it is known whether the document needs it.
type ready struct {
	file  *node.File // nil if it can't be used
	diags diag.List
}

// New makes a set without files for the document whose root has that name.
func New(root string, o Options, diags *diag.List) *Set {
	name, err := urls.Resolve("", root)
	if err != nil {
		name = path.Clean(filepath.ToSlash(root)) // a path
	}
	return &Set{
		RootName: name,
		Diags:    diags,
		Budget:   node.NewBudget(o.MaxNodes, o.MaxDepth),
		Words:    &spell.Speller{},
		opts:     o.withDefaults(),
		used:     map[string]*node.File{},
		ready:    map[string]*ready{},
	}
}

// ReadRoot reads the root file; nil with the reason reported.
func (s *Set) ReadRoot() *node.File {
	data, err := s.Read(s.RootName, true)
	if err != nil {
		s.Diags.Errorf(diag.InFile(s.RootName), "%s", Problem(err))
		return nil
	}
	return s.UseRoot(data)
}

// UseRoot makes a root file of its content; nil with the reason reported.
func (s *Set) UseRoot(data []byte) *node.File {
	if int64(len(data)) > s.opts.MaxBytes {
		s.Diags.Errorf(diag.InFile(s.RootName), "%s", errTooLarge(s.opts.MaxBytes))
		return nil
	}
	return s.use(s.RootName, s.parse(s.RootName, data))
}

// Root is the root file.
func (s *Set) Root() *node.File { return s.used[s.RootName] }

// Known are the files that were read, the root first, whether the document turns
// out to need them or not.
func (s *Set) Known() []*node.File {
	known := []*node.File{s.Root()}
	for _, name := range s.found {
		if f := s.ready[name].file; f != nil {
			known = append(known, f)
		}
	}
	return known
}

// Ready is the file of that name if it was read by Discover and can be used, or
// nil.
func (s *Set) Ready(name string) *node.File {
	if r := s.ready[name]; r != nil {
		return r.file
	}
	return nil
}

// parse parses a file that the document may need.
func (s *Set) parse(name string, data []byte) *ready {
	r := &ready{}
	r.file = s.Parse(name, data, &r.diags)
	s.ready[name] = r
	return r
}

// use makes a file part of the document; it is nil after an error.
func (s *Set) use(name string, r *ready) *node.File {
	s.Diags.AddAll(&r.diags)
	s.used[name] = r.file
	if r.file != nil {
		s.Used = append(s.Used, r.file)
	}
	return r.file
}

// Parse makes a file of bytes; nil after an error, which it has reported.
func (s *Set) Parse(name string, data []byte, diags *diag.List) *node.File {
	f := node.NewFile(name, data)
	if foreign(f, diags) || !f.Parse(s.Budget, diags) {
		return nil
	}
	return f
}

// Read reads a file. What the user has named may be anywhere, and a pipe.
func (s *Set) Read(name string, named bool) ([]byte, error) {
	read := s.opts.ReadFile
	switch {
	case urls.Is(name) && s.opts.ReadRemote == nil:
		return nil, urls.NotAllowed(name)
	case urls.Is(name):
		read = s.opts.ReadRemote
	case read != nil:
	case named || s.opts.AllowOutside:
		return readDisk(filepath.FromSlash(name), s.opts.MaxBytes, named)
	default:
		folder, name := s.folder(name)
		return readBelow(folder, name, s.opts.MaxBytes)
	}
	data, err := read(name)
	if err == nil && int64(len(data)) > s.opts.MaxBytes {
		return nil, errTooLarge(s.opts.MaxBytes)
	}
	return data, err
}

// Open is the file that a reference in another one names, read at its first use.
// Without one there is a problem to report, unless that was reported at the first
// use.
func (s *Set) Open(from *node.File, ref string) (f *node.File, problem string) {
	name, problem := s.Name(from, ref)
	if problem != "" {
		return nil, problem
	}
	if f, ok := s.used[name]; ok {
		return f, ""
	}
	s.used[name] = nil
	if len(s.used) > s.opts.MaxFiles {
		return nil, fmt.Sprintf("the document has more than %d files", s.opts.MaxFiles)
	}
	if r := s.ready[name]; r != nil {
		return s.use(name, r), ""
	}
	data, err := s.Read(name, false)
	switch {
	case err == nil:
		return s.use(name, s.parse(name, data)), ""
	case urls.Is(name):
		return nil, "remote $ref " + diag.Quote(name) + ": " + diag.FirstLine(err)
	}
	return nil, "$ref to " + diag.Quote(name) + ": " + Problem(err)
}

// Try is Open for a file that may be missing: nothing is remembered of one that is.
func (s *Set) Try(from *node.File, ref string) (f *node.File, problem string) {
	name, _ := s.Name(from, ref)
	_, known := s.used[name]
	if f, problem = s.Open(from, ref); f == nil && !known {
		delete(s.used, name)
	}
	if f == nil && problem == "" {
		problem = "$ref to " + diag.Quote(name) + ": the file can't be used"
	}
	return f, problem
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// IsAbsolute reports whether a reference says where its file is by itself: it
// begins with a scheme or a slash.
func IsAbsolute(ref string) bool { return scheme.MatchString(ref) || strings.HasPrefix(ref, "/") }

// Name is the name of the file that a reference from another names, or says why there is none.
func (s *Set) Name(from *node.File, ref string) (name, problem string) {
	if from.URL != "" || urls.Is(ref) || strings.HasPrefix(ref, "//") {
		name, err := urls.Resolve(from.URL, ref)
		if err != nil {
			return "", "remote $ref " + diag.Quote(ref) + ": " + err.Error()
		}
		return name, ""
	}
	name, err := url.PathUnescape(ref)
	switch {
	case err != nil:
		return "", "bad percent escape in $ref " + diag.Quote(ref)
	case strings.ContainsAny(name, "\\\x00"):
		return "", "$ref " + diag.Quote(ref) + ": write / between folders"
	case scheme.MatchString(name):
		return "", "$ref " + diag.Quote(ref) + " is absolute: refer to the file by a relative path"
	}
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(from.Name), name)
	}
	name = path.Clean(name)
	if folder, _ := s.folder(name); folder == "" && !s.opts.AllowOutside {
		return "", "$ref " + diag.Quote(ref) + " is outside the folder of " + s.RootName + ": move the file there, or say --root " + shown(path.Dir(name))
	}
	return name, ""
}

// folder is the folder that allows a file to be read, and the file's name in the
// same form, absolute or relative. It is "" if there is none.
func (s *Set) folder(name string) (folder, file string) {
	for _, dir := range append([]string{path.Dir(s.RootName)}, s.opts.Roots...) {
		dir, file := path.Clean(filepath.ToSlash(dir)), name
		if path.IsAbs(dir) != path.IsAbs(file) {
			dir, file = absolute(dir), absolute(file)
		}
		if inside(dir, file) {
			return dir, file
		}
	}
	return "", name
}

// absolute is the absolute form of a path, as far as that is known.
func absolute(name string) string {
	abs, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(abs)
}

// plain is what a shell takes as one word as it is, whoever wrote it.
var plain = regexp.MustCompile(`^[A-Za-z0-9._/][A-Za-z0-9._/-]*$`)

// shown is a folder as somebody may copy it from a message to a command line.
func shown(folder string) string {
	if plain.MatchString(folder) {
		return folder
	}
	return "DIR"
}

// inside reports whether a cleaned path lies in a cleaned folder, links aside.
func inside(dir, name string) bool {
	switch {
	case path.IsAbs(dir) != path.IsAbs(name):
		return false
	case dir == "/":
		return true
	case dir != ".":
		rest, ok := strings.CutPrefix(name, dir+"/")
		if !ok {
			return false
		}
		name = rest
	}
	return name != ".." && !strings.HasPrefix(name, "../")
}

// Discover reads the files that the document refers to: overlays are for all of it. What can't be read is
// reported when it turns out that the document needs it.
func (s *Set) Discover() {
	for queue := []*node.File{s.used[s.RootName]}; len(queue) > 0; queue = queue[1:] {
		from := queue[0]
		eachReference(from.Root, func(ref string) {
			file, _, _ := strings.Cut(ref, "#")
			name, problem := s.Name(from, file)
			if file == "" || problem != "" || name == s.RootName || s.ready[name] != nil || len(s.found)+1 >= s.opts.MaxFiles {
				return
			}
			data, err := s.Read(name, false)
			if err != nil {
				return
			}
			r := s.parse(name, data)
			s.found = append(s.found, name)
			if r.file != nil {
				queue = append(queue, r.file)
			}
		})
	}
}

// eachReference calls f for what may be a reference.
func eachReference(n *node.Node, f func(string)) {
	for _, m := range n.Members {
		if m.Value.Kind == node.String && (m.Key == "$ref" || n.Key() == "mapping" && strings.ContainsAny(m.Value.Text, "./")) {
			f(m.Value.Text)
		}
		eachReference(m.Value, f)
	}
	for _, it := range n.Items {
		eachReference(it, f)
	}
}
