package runtime

import (
	"encoding/base64"
	"errors"
)

// Bytes, as base64.

var errBase64 = errors.New("string is not base64")

// base64Bytes walks bytes that travel as base64 text.
func base64Bytes(c *coder, p *[]byte, pr presence) {
	switch c.mode {
	case decoding:
		*p = nil
		c.parse(func(s string) error {
			b, err := base64.StdEncoding.DecodeString(s)
			if err != nil {
				return errBase64
			}
			*p = b
			return nil
		})
	case encoding, flattening, validating:
		if *p == nil {
			c.absent(pr)
			return
		}
		if c.mode == encoding {
			c.out.addByte('"')
			c.out.took(base64.StdEncoding.AppendEncode(c.out.room(base64.StdEncoding.EncodedLen(len(*p))), *p))
			c.out.addByte('"')
		} else {
			c.scalar(base64.StdEncoding.EncodeToString(*p))
		}
	default:
	}
}
