package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen"
)

// findSpec looks for the document that init is about, in the folder of the client and
// in the working directory, and says what it chose.
func findSpec(dir string) (spec, chosen string) {
	var found []string
	for _, folder := range []string{dir, "."} {
		for _, name := range specsIn(folder) {
			if path := filepath.Join(folder, name); !slices.Contains(found, path) {
				found = append(found, path)
			}
		}
	}
	if len(found) == 0 {
		return gen.EmbeddedClaude, "no openapi.yaml or the like here: chose " + gen.EmbeddedClaude + "; --spec FILE names another document"
	}
	also := ""
	if others := found[1:]; len(others) > 0 {
		also = ", not " + strings.Join(others[:min(3, len(others))], ", ")
		if more := len(others) - 3; more > 0 {
			also += fmt.Sprintf(" and %d more", more)
		}
	}
	return found[0], "chose the document " + found[0] + also + "; --spec FILE names another"
}

// specsIn are the files of a folder that are called as OpenAPI documents are, the most
// usual names first.
func specsIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // it will be made
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && specRank(e.Name()) > 0 {
			names = append(names, e.Name())
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(specRank(a), specRank(b)) })
	return names
}

// specRank says how usual a name is for a document, 1 for the most; 0 for none: first
// openapi.yaml, then swagger.yaml, then names with such a word in them.
func specRank(name string) int {
	ext := strings.ToLower(filepath.Ext(name))
	kind := slices.Index([]string{".yaml", ".yml", ".json"}, ext)
	if kind < 0 || name == configName || strings.Contains(strings.ToLower(name), "overlay") {
		return 0
	}
	base := strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name)))
	for i, word := range []string{"openapi", "swagger"} {
		switch {
		case base == word:
			return 1 + 3*i + kind
		case strings.Contains(base, word):
			return 10 + 3*i + kind
		}
	}
	return 0
}
