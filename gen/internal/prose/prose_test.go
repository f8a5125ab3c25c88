package prose

import "testing"

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		n    int
		noun string
		want string
	}{
		{1, "callback", "1 callback"},
		{2, "callback", "2 callbacks"},
		{1, "XML body", "1 XML body"},
		{3, "XML body", "3 XML bodies"},
		{0, "use of not", "0 uses of not"},
		{2, "discovery of an OAuth server", "2 discoveries of an OAuth server"},
		{2, "member beside a $ref", "2 members beside a $ref"},
	} {
		if got := Count(tt.n, tt.noun); got != tt.want {
			t.Errorf("%d %s: %q, want %q", tt.n, tt.noun, got, tt.want)
		}
	}
}
