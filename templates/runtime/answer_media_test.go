package runtime

import "testing"

func TestMediaFits(t *testing.T) {
	for _, test := range []struct {
		documented, came string
		want             bool
	}{
		{"application/json; charset=utf-8", "application/json", true},
		{"application/json", "application/problem+json", true},
		{"application/json", "text/html", false},
		{"application/*+json", "application/hal+json", true},
		{"application/*+json", "application/pdf", false},
		{"image/*", "image/png", true},
		{"image/*", "text/plain", false},
		{"*/*", "anything/else", true},
		{"application/xml", "text/xml", true},
		{"text/csv", "text/html", false},
		{"image/png", "image/jpeg", false},
	} {
		if got := mediaFits(test.documented, test.came); got != test.want {
			t.Errorf("%s for %s: %v", test.came, test.documented, got)
		}
	}
}
