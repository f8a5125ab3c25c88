package remote

import (
	"strings"
	"testing"
)

func TestAllow(t *testing.T) {
	for entry, want := range map[string]string{
		"*": "*", "https://example.com": "https://example.com/", "HTTP://EXAMPLE.com:80/a/": "http://example.com/a/", "https://example.com/a/../b.yaml#x": "https://example.com/b.yaml",
		"":                             `"" is not a URL: write https://HOST/`,
		"example.com":                  `"example.com" is not a URL: write https://HOST/`,
		"example.com/*":                "is not a URL",
		"/etc/":                        "is not a URL",
		"file:///etc/":                 "is not a URL",
		"https://*.example.com/":       "can't be fetched: the host must be written in plain letters",
		"https://user:pw@example.com/": "\"https://user:xxxxx@example.com/\" can't be fetched: a URL must not hold a user name",
	} {
		got, err := Allow(entry)
		if err != nil {
			got = err.Error()
		}
		if got != want && (err == nil || !strings.Contains(got, want)) {
			t.Errorf("%q: %s, want %s", entry, got, want)
		}
	}
}

func TestAllows(t *testing.T) {
	a := allowed{"https://example.com/specs/", "https://other.example/one.yaml", "http://whole.example:8080/", "https://example.com/group%2Fproject/", "https://example.com/query?of=/"}
	for name, want := range map[string]bool{
		"https://example.com/specs/a.yaml":                 true,
		"https://example.com/specs/a/b.yaml?x#y":           true,
		"https://example.com/specs/":                       true,
		"https://example.com/specs":                        false,
		"https://example.com/specs.yaml":                   false,
		"https://example.com/":                             false,
		"https://example.com/other/specs/a.yaml":           false,
		"http://example.com/specs/a.yaml":                  false,
		"https://example.com:8443/specs/a.yaml":            false,
		"https://example.com.evil.example/specs/a.yaml":    false,
		"https://sub.example.com/specs/a.yaml":             false,
		"https://example.com/specs/%2e%2e/secret":          false,
		"https://example.com/specs/x/%2E%2E%2f..%2fsecret": false,
		"https://example.com/specs%2fa.yaml":               false,
		"https://other.example/one.yaml":                   true,
		"https://other.example/one.yaml?x":                 false,
		"https://other.example/one.yaml/x":                 false,
		"http://whole.example:8080/":                       true,
		"http://whole.example:8080/a/b":                    true,
		"http://whole.example/":                            false,
		"https://example.com/group%2Fproject/a.yaml":       true,
		"https://example.com/group/project/a.yaml":         false,
		"https://example.com/query?of=/":                   true,
		"https://example.com/query/a":                      false,
	} {
		if got := a.allows(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if (allowed{}).allows("https://example.com/") || !(allowed{Any}).allows("https://example.com/") {
		t.Error("nothing, or anything")
	}
}
