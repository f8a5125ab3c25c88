package overlay

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/files"
)

// TestPatience gives filters that look at the whole document for each of its values: those of all actions
// together are given up after a time, with the place of the one that was too much.
func TestPatience(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n")
	for i := range 300 {
		fmt.Fprintf(&doc, "    S%d: {type: object, properties: {a: {type: string}, b: {type: string}}}\n", i)
	}
	action := "- {target: \"$..[?count($..*) > 1000000]\", remove: true}\n"
	texts := map[string]string{
		"a.yaml": doc.String(),
		"o.yaml": "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n- {target: $.info, update: {title: U}}\n" + strings.Repeat(action, 500),
	}
	var diags diag.List
	set := files.New("a.yaml", files.Options{ReadFile: func(name string) ([]byte, error) { return []byte(texts[name]), nil }}, &diags)
	if set.ReadRoot() == nil {
		t.Fatal(diags.Err())
	}
	started := time.Now()
	within(300*time.Millisecond, set, []string{"o.yaml"})
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
	errs, _ := diags.Errors()
	last := errs[max(0, len(errs)-1):]
	if len(last) != 1 || !strings.Contains(last[0].Message, "are not found within 20s in all") || last[0].Pos.File != "o.yaml" || last[0].Pos.Line < 5 {
		t.Errorf("%v", errs)
	}
}
