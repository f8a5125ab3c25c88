package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

func TestJSONIsPrintable(t *testing.T) {
	const text = "a\x1b[2J\u009b\u202eb\u2066\U000e0001\x7f\u2028 <é> \n"
	var b bytes.Buffer
	if err := writeJSON(&b, map[string]string{"text": text}); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("%U is not escaped", r)
		}
	}
	var back map[string]string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back["text"] != text || !strings.Contains(b.String(), "<é>") {
		t.Errorf("%v %q", err, b.String())
	}
}

func TestConfigEnds(t *testing.T) {
	if code, _, stderr := command("lint", "--config", "/dev/zero"); code != exitMisuse || !strings.Contains(stderr, "--config: ") {
		t.Errorf("%d %q", code, stderr)
	}
}

// TestIgnoredFolders checks that folders which the go command ignores are pointed out.
func TestIgnoredFolders(t *testing.T) {
	tree(t, map[string]string{"go.mod": "module example.com/shop\n", "spec.yaml": spec})
	for out, want := range map[string]string{"testdata/pets": "testdata", "_x/pets": "_x", "a/.b/pets": ".b", "pets": ""} {
		code, _, stderr := command("generate", "--spec", "spec.yaml", "--out", out)
		if code != exitOK || strings.Contains(stderr, "the go command ignores folders such as "+want) != (want != "") {
			t.Errorf("%s: %d %q", out, code, stderr)
		}
	}
	if code, _, stderr := command("generate", "--spec", "spec.yaml", "--out", "documentation"); code != exitMisuse || !strings.Contains(stderr, "documentation") {
		t.Errorf("%d %q", code, stderr)
	}
}
