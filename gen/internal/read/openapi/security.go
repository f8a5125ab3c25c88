package openapi

import "strings"

// SchemeID is the id of a security scheme, which a requirement names by that or, from
// OpenAPI 3.2 on, by a reference to it.
func SchemeID(key string) string {
	if id, ok := strings.CutPrefix(key, "#/components/securitySchemes/"); ok {
		return strings.NewReplacer("~1", "/", "~0", "~").Replace(id)
	}
	return key
}

// IsToken reports whether s is a token of RFC 9110, as names of headers and of
// authentication schemes are.
func IsToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
		return !letter && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	})
}
