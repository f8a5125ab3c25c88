package runtime

import (
	"encoding/base64"
	"errors"
	"strings"
)

// Bytes, as base64url.

var errBase64URL = errors.New("string is not base64url")

// base64URLBytes walks bytes that travel as base64url text. It is written without
// padding, and read with or without.
func base64URLBytes(c *coder, p *[]byte, pr presence) {
	if c.mode != decoding {
		encodedBytes(c, p, pr, base64.RawURLEncoding)
		return
	}
	*p = nil
	c.parse(func(s string) error {
		b, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
		if err != nil {
			return errBase64URL
		}
		*p = b
		return nil
	})
}
