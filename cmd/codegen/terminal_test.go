package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestColor checks that findings have colour and their line only if that is asked for, and what they look like.
func TestColor(t *testing.T) {
	doc := file(t, strings.Replace(spec, "type: string", "enum: red", 1))
	_, _, without := command("lint", doc)
	if strings.Contains(without, "\x1b") || strings.Contains(without, " | ") {
		t.Errorf("not a terminal: %q", without)
	}
	if _, _, never := command("lint", doc, "--color", "never"); never != without {
		t.Errorf("never: %q", never)
	}
	code, _, stderr := command("lint", doc, "--color", "always")
	lines := strings.Split(stderr, "\n")
	if code != exitFindings || len(lines) < 3 || !strings.Contains(stderr, "\x1b[1m"+doc+":11:") || !strings.Contains(stderr, "\x1b[1;31merror:\x1b[0m ") {
		t.Fatalf("%d %q", code, stderr)
	}
	for i, l := range lines {
		if before, shown, ok := strings.Cut(l, "   11 | "); ok && before == "" {
			column := strings.Index(lines[i+1], "\x1b[1;31m^") - len("   11 | ")
			if !strings.HasPrefix(shown[column:], "enum: red") {
				t.Errorf("the caret is under %q", shown[column:])
			}
			return
		}
	}
	t.Errorf("no line of the document: %q", stderr)
}

func TestColorMisuse(t *testing.T) {
	if code, _, stderr := command("lint", file(t, spec), "--color", "sometimes"); code != exitMisuse || !strings.Contains(stderr, "--color sometimes: it is auto, always or never") {
		t.Errorf("%d %q", code, stderr)
	}
}

// TestColored checks what auto means: no terminal, or NO_COLOR, and there is no colour.
func TestColored(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0) // a character device, as terminals are
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = device.Close() }()
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	if colored("auto", f) || !colored("always", f) || !colored("auto", device) || colored("never", device) {
		t.Error("colour depends on something else than the terminal")
	}
	t.Setenv("NO_COLOR", "1")
	if colored("auto", device) || !colored("always", device) {
		t.Error("NO_COLOR isn't followed, or stronger than the flag")
	}
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	if colored("auto", device) {
		t.Error("colour on a terminal without")
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 300)
	for _, test := range []struct {
		line   string
		at     int
		want   string
		column int
		ok     bool
	}{
		{"key: red", 5, "key: red", 5, true},
		{"\tkey: \x1b[31mred\r", 6, " key: \uFFFD[31mred", 6, true},
		{"ключ: red", 6, "ключ: red", 6, true},
		{"\xff: x", 3, "\uFFFD: x", 3, true},
		{long[:150] + "X" + long[:150], 150, "..." + long[:50] + "X" + long[:49] + "...", 53, true},
		{long[:80] + "X", 80, "..." + long[:50] + "X", 53, true},
		{"short", 9, "", 0, false},
		{"end", 3, "end", 3, true},
	} {
		if line, column, ok := excerpt(test.line, test.at); line != test.want || column != test.column || ok != test.ok {
			t.Errorf("%q: %q %d %v", test.line, line, column, ok)
		}
	}
}
