package readmes

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestLinks follows the links from file to file.
func TestLinks(t *testing.T) {
	docs := documents(t)
	byName := map[string]*document{}
	for _, d := range docs {
		byName[d.name] = d
	}
	for _, d := range docs {
		for _, link := range d.links {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", d.name, err)
				continue
			}
			if u.Scheme != "" {
				continue // of another site
			}
			target := d.name
			if u.Path != "" {
				target = path.Join(path.Dir(d.name), u.Path)
			}
			if info, err := os.Stat(filepath.Join(root, target)); err != nil {
				t.Errorf("%s: link to %s: %v", d.name, link, err)
				continue
			} else if info.IsDir() && u.Fragment != "" {
				target = path.Join(target, "README.md")
			}
			if u.Fragment == "" {
				continue
			}
			if to := byName[target]; to == nil || !to.anchors[u.Fragment] {
				t.Errorf("%s: link to %s: there is no such heading", d.name, link)
			}
		}
	}
}

// TestFoldersHaveREADMEs looks for a README.md in every top-level folder.
func TestFoldersHaveREADMEs(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		readme := path.Join(e.Name(), "README.md")
		if e.Name() == "cmd" {
			readme = "cmd/codegen/README.md"
		}
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, readme)); err != nil {
			t.Error(err)
		}
	}
}
