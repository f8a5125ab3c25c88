package files

import "testing"

func TestInside(t *testing.T) {
	for _, tt := range []struct {
		dir, name string
		want      bool
	}{
		{".", "a.yaml", true},
		{".", "../a.yaml", false},
		{".", "/a.yaml", false},
		{".", "..a.yaml", true},
		{"spec", "spec/x/a.yaml", true},
		{"spec", "specs/a.yaml", false},
		{"spec", "a.yaml", false},
		{"..", "../a.yaml", true},
		{"..", "../../a.yaml", false},
		{"../..", "../../../a.yaml", false},
		{"/srv", "/srv/a.yaml", true},
		{"/srv", "/etc/passwd", false},
		{"/", "/etc/passwd", true},
	} {
		if got := inside(tt.dir, tt.name); got != tt.want {
			t.Errorf("inside(%q, %q) = %v", tt.dir, tt.name, got)
		}
	}
}
