package node

import (
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// TestDefaultLimits goes to the limits that hold when none are set, and one step beyond.
func TestDefaultLimits(t *testing.T) {
	zeros := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("0,", n), ",") + "]" }
	for _, limit := range []struct {
		name, file string
		before     int // values of other files
		of         func(more int) string
		wants      string
	}{
		{"values", "a.json", 3_999_000, func(more int) string { return zeros(999 + more) }, "more than 4000000 values"}, // and the list itself
		{"aliased values", "a.yaml", 0, func(more int) string {
			return "a: &a " + zeros(999) + "\nb: [" + strings.Repeat("*a, ", 1000+more) + "]\n"
		}, "aliases repeat more than 1000000 values"},
	} {
		for more, wants := range []string{"", limit.wants} {
			var diags diag.List
			budget := NewBudget(0, 0)
			budget.nodes = limit.before
			ok := NewFile(limit.file, []byte(limit.of(more))).Parse(budget, &diags)
			got := ""
			if diags.HasErrors() {
				got = diags.All()[0].Message
			}
			if ok != (wants == "") || !strings.Contains(got, wants) {
				t.Errorf("%s and %d: %q", limit.name, more, got)
			}
		}
	}
}
