package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	tool := debug.Module{Path: modulePath, Version: "v0.3.0"}
	for name, test := range map[string]struct {
		info *debug.BuildInfo
		want string
	}{
		"installed":    {&debug.BuildInfo{Main: tool}, "v0.3.0"},
		"go tool":      {&debug.BuildInfo{Main: debug.Module{Path: "example.com/shop", Version: "v9.9.9"}, Deps: []*debug.Module{{Path: "a", Version: "v1.0.0"}, &tool}}, "v0.3.0"},
		"working copy": {&debug.BuildInfo{Main: debug.Module{Path: modulePath}}, unreleased},
		"replaced":     {&debug.BuildInfo{Deps: []*debug.Module{{Path: modulePath, Version: "v0.3.0", Replace: &debug.Module{Path: "../x"}}}}, unreleased},
		"elsewhere":    {&debug.BuildInfo{Main: debug.Module{Path: "example.com/shop", Version: "v9.9.9"}}, unreleased},
	} {
		if got := version(test.info, true); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	if got := version(nil, false); got != unreleased {
		t.Error(got)
	}
	_, long, _ := command("--version")
	code, short, stderr := command("version")
	if code != exitOK || stderr != "" || long != short || !strings.HasPrefix(short, "codegen ") || strings.Count(short, "\n") != 1 {
		t.Errorf("%d %q %q %q", code, short, long, stderr)
	}
}

// TestVersionPinned checks that settings for another version are refused, with
// what to type, by every command that reads them.
func TestVersionPinned(t *testing.T) {
	tree(t, map[string]string{"spec.yaml": spec, "codegen.yaml": "codegen: v0.0.1\nspec: spec.yaml\npackage: pets\nout: pets\n"})
	for _, args := range []string{"generate", "check", "lint", "bundle --out b.yaml", "docs --out api.md"} {
		code, _, stderr := command(strings.Fields(args)...)
		if code != exitMisuse || !strings.Contains(stderr, "ask for codegen v0.0.1, and this is ") || !strings.Contains(stderr, "go get -tool "+toolPath+"@v0.0.1") {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
	}
	if err := checkVersion("v0.3.0", "v0.3.0"); err != nil {
		t.Error(err)
	}
}
