package urls

import (
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	const base = "https://example.com/a/b.yaml?v=1"
	for _, tt := range []struct{ base, ref, want string }{
		{"", "https://example.com/a.yaml", "https://example.com/a.yaml"},
		{"", "HTTPS://Example.COM:443", "https://example.com/"},
		{"", "http://example.com:80/a", "http://example.com/a"},
		{"", "http://[::1]:8080/a", "http://[::1]:8080/a"},
		{"", "https://example.com/a/../../b/./c.yaml#/x", "https://example.com/b/c.yaml"},
		{"", "https://example.com/my file.yaml", "https://example.com/my%20file.yaml"},
		{"", "https://example.com/my%20file.yaml", "https://example.com/my%20file.yaml"},
		{"", "https://example.com/a%2Fb.yaml", "https://example.com/a%2Fb.yaml"},
		{"", "https://example.com/\u202e*/\"'.yaml", "https://example.com/%E2%80%AE%2A/%22%27.yaml"},
		{"", "https://example.com/?a=\u202e\"b c", "https://example.com/?a=%E2%80%AE%22b%20c"},

		{base, "c.yaml", "https://example.com/a/c.yaml"},
		{base, "../../../x", "https://example.com/x"},
		{base, "/etc/passwd", "https://example.com/etc/passwd"},
		{base, "//other.example/x", "https://other.example/x"},
		{base, "http://other.example/x", "http://other.example/x"},
		{base, "?v=2", "https://example.com/a/b.yaml?v=2"},
		{base, "%2e%2e/x", "https://example.com/a/%2e%2e/x"},

		{"", "//example.com/x", "only what begins with"},
		{base, "file:///etc/passwd", "only what begins with"},
		{base, "FILE:/etc/passwd", "only what begins with"},
		{base, "C:/x", "only what begins with"},
		{base, `\\host\share`, "write / between folders"},
		{base, `..%5cx`, "write / between folders"},
		{"", "https://user:hunter2@example.com/", "user name or a password"},
		{base, "//user@example.com/", "user name or a password"},
		{"", "https:///etc/passwd", "the host must"},
		{"", "https://$(id)/", "the host must"},
		{"", "https://bücher.example/", "the host must"},
		{"", "https:example.com/", "the host must"},
		{base, "%zz", "it is not a URL"},
		{base, "a\nb", "it is not a URL"},
	} {
		got, err := Resolve(tt.base, tt.ref)
		if err != nil {
			got = err.Error()
		}
		if got != tt.want && (err == nil || !strings.HasPrefix(got, tt.want) && !strings.Contains(got, tt.want)) {
			t.Errorf("%q in %q: %s, want %s", tt.ref, tt.base, got, tt.want)
		}
		if strings.Contains(got, "hunter2") {
			t.Error("a password was told:", got)
		}
		if again, err2 := Resolve("", got); err == nil && (again != got || err2 != nil) {
			t.Errorf("%s is not the one spelling: %s %v", got, again, err2)
		}
	}
}

// TestNotAllowed checks what is said to be typed: it must do no harm in a shell, whatever the document says.
func TestNotAllowed(t *testing.T) {
	for name, want := range map[string]string{
		"https://example.com/a/b.yaml?x": "--allow-remote https://example.com/a/, or",
		"https://example.com/":           "--allow-remote https://example.com/, or",
		"http://[::1]:80/a":              "--allow-remote http://[::1]:80/, or",
		"https://example.com/$(id)/b":    "--allow-remote https://example.com/, or",
		"https://example.com/a;id;/b":    "--allow-remote https://example.com/, or",
		"https://example.com/a&b'/b":     "--allow-remote https://example.com/, or",
		"https://example.com/a%20b/b":    "--allow-remote https://example.com/a%20b/, or",
	} {
		if got := NotAllowed(name).Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"https://example.com/a/pets.yaml?v=1": "pets.yaml", "https://example.com/a%20b.yaml": "a b.yaml", "https://example.com/specs/": "specs",
		"https://example.com/": "example.com", "https://example.com/a/..%2f..%2fx.yaml": "x.yaml", "https://example.com:80/?a=/b": "example.com",
	} {
		if got := Name(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
