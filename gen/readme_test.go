package gen_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestWhereToLook checks that the paths which gen/README.md shows to newcomers exist, and are short.
func TestWhereToLook(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), "\n## Where to look\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := 0
	for line := range strings.Lines(section) {
		if !strings.Contains(line, "?") {
			continue
		}
		rows++
		paths := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1)
		if len(paths) == 0 || len(paths) > 3 {
			t.Errorf("%d hops: %s", len(paths), line)
		}
		for _, p := range paths {
			if _, err := os.Stat("../" + p[1]); err != nil {
				t.Errorf("%s: %v: name the file in gen/README.md that has its job now", strings.TrimSpace(line), err)
			}
		}
	}
	if rows < 6 {
		t.Errorf("found only %d questions", rows)
	}
}

// TestPins checks that CONTRIBUTING.md says why each module is required.
func TestPins(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	contributing, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || !strings.HasPrefix(fields[1], "v") {
			continue
		}
		name := regexp.MustCompile(`/v\d+$`).ReplaceAllString(strings.TrimPrefix(fields[0], "github.com/"), "")
		if !strings.Contains(string(contributing), "`"+name) {
			t.Errorf("CONTRIBUTING.md doesn't say why %s is required", fields[0])
		}
	}
}
