package templates

import (
	"slices"
	"strings"
	"testing"
)

// TestGroups checks that every template is in a group, so that a generated package
// has a handful of files, and that what the groups list is there.
func TestGroups(t *testing.T) {
	for folder, list := range groups {
		files, err := read(folder)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range files {
			base := strings.TrimSuffix(f.Name, ".go")
			names = append(names, base)
			if f.Group == base && !slices.ContainsFunc(list, func(g group) bool { return g.name == base }) && !strings.HasPrefix(string(f.Content), "//go:build ") {
				t.Errorf("%s/%s is in no group: put it into one in groups.go", folder, f.Name)
			}
		}
		for _, g := range list {
			for f := range strings.FieldsSeq(g.files) {
				if !slices.Contains(names, f) {
					t.Errorf("group %s of %s lists %s.go, which is not there", g.name, folder, f)
				}
			}
		}
	}
}

func TestGrouped(t *testing.T) {
	var files []File
	for _, name := range []string{"json_date.go", "lines.go", "json_codec.go", "other.go", "json_array.go", "stream.go"} {
		f := File{Name: name}
		f.Group, f.place = groupOf("runtime", name)
		files = append(files, f)
	}
	var got []string
	for _, group := range Grouped(files) {
		names := group[0].Group + ":"
		for _, f := range group {
			names += " " + f.Name
		}
		got = append(got, names)
	}
	want := []string{"json: json_codec.go json_array.go json_date.go", "other: other.go", "stream: stream.go lines.go"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
