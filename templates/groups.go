package templates

import (
	"cmp"
	"slices"
	"strings"
)

// group is a file of a generated package: several templates in one, cut by what
// a reader looks for. The templates stand in this order; those whose name begins
// with that of the group and an underscore, such as json_date.go, come after them.
type group struct {
	name  string
	files string // names without .go
}

// groups are the groups of each folder.
var groups = map[string][]group{
	"runtime": {
		{"client", "client api server options credential hide observe useragent token oauth do do_stream"},
		{"request", "request url parameter parameter_path parameter_style body form send reply failure retry redirect transport convert split"},
		{"answer", "response answer content source raw meta errors error_body page page_end page_cursor page_number page_offset page_url page_header_link page_array page_item page_integer poll shortcut"},
		{"json", "json_codec json_decode json_encode json_walk json_validate json_betas json_error"},
		{"stream", "stream lines recognize sse halves jsonl jsonseq stream_whole accumulate accumulator fold_unknown pieces"},
		{"file", "file mediatype multipart rawbody context_body download"},
	},
	"faketest": {
		{"fake", "fake api route security fault conversation"},
		{"request", "input body form member style target assign"},
		{"answer", "answer errors unfold"},
	},
	"tools": {
		{"run", "run option event error"},
		{"tool", "tool schema infer"},
		{"structured", "structured restrict parts partial"},
		{"call", "call result"},
		{"answer", "api answer json stream usage"},
	},
	"sampletest": {
		{"sample", "types unions operations answers surprise server encode left_out"},
	},
}

// groupOf returns the group of a template of a folder, and its place in there. What
// belongs to none is a group of its own.
func groupOf(folder, name string) (string, int) {
	base := strings.TrimSuffix(name, ".go")
	for _, g := range groups[folder] {
		files := strings.Fields(g.files)
		if i := slices.Index(files, base); i >= 0 {
			return g.name, i
		}
	}
	for _, g := range groups[folder] {
		if strings.HasPrefix(base, g.name+"_") {
			return g.name, len(strings.Fields(g.files))
		}
	}
	return base, 0
}

// Grouped returns the files of each group that there are some of, in the order in
// which they are joined.
func Grouped(files []File) [][]File {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.place, b.place), cmp.Compare(a.Name, b.Name))
	})
	var out [][]File
	for i, f := range files {
		if i == 0 || files[i-1].Group != f.Group {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], f)
	}
	return out
}
